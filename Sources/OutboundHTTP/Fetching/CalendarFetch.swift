/// Fetches a calendar of somebody else: one GET, at most five redirects, each of which passes the guard again.
///
/// Plain `http` is refused unless the settings allow the host; `webcal` is `https` by another name. What comes back is
/// not looked into here, but an answer that is cut off, empty or packed counts as none.
package struct CalendarFetch: Sendable {
  package static let redirects = 5
  /// For all of it, redirects included.
  package static let total = Duration.seconds(10)
  /// 8 MiB of body; 10 s.
  package static let limits = OutboundLimits(total: total, bodyBytes: 8 * 1024 * 1024)

  private let client: OutboundClient
  private let total: Duration

  /// `client` reads no more of a body than its own limits say, so it should be made with `CalendarFetch.limits`.
  package init(client: OutboundClient, total: Duration = Self.total) {
    self.client = client
    self.total = total
  }

  /// What a server said of a copy that we have, given back to it so that it need not send it again.
  package struct Known: Sendable, Hashable {
    package var etag: String?
    package var lastModified: String?

    package init(etag: String? = nil, lastModified: String? = nil) {
      self.etag = etag
      self.lastModified = lastModified
    }
  }

  package enum Answer: Sendable, Hashable {
    case fresh([UInt8], Known)
    /// The copy that we have is the present one (304).
    case unchanged
    /// Nothing usable came; `retryAfter` is what the server asked for.
    case failed(why: String, retryAfter: Duration? = nil)
  }

  package func fetch(_ url: String, known: Known = Known()) async -> Answer {
    let started = ContinuousClock.now
    var place: OutboundURL
    do { place = try Self.place(url, guarding: client.urlGuard) } catch { return .failed(why: "\(error)") }
    for _ in 0...Self.redirects {
      guard ContinuousClock.now - started < total else { return .failed(why: Self.tooSlow) }
      let response: OutboundResponse
      switch await client.send(Self.request(place, known)) {
      case .failed(let failure, _): return .failed(why: Self.words(failure))
      case .answered(let answered): response = answered
      }
      guard [301, 302, 303, 307, 308].contains(response.status) else { return Self.answer(response) }
      do { place = try next(response, from: place) } catch { return .failed(why: "it is redirected, but \(error)") }
    }
    return .failed(why: "it is redirected more than \(Self.redirects) times. help: take the address it ends at")
  }

  /// The address as it would be fetched, or why it never would be; asked when an address is saved, too.
  package static func place(_ text: String, guarding urlGuard: URLGuard) throws(URLProblem) -> OutboundURL {
    let lower = text.lowercased()
    let web = ["webcal://", "webcals://"].first(where: lower.hasPrefix).map { "https://" + text.dropFirst($0.count) }
    let url = try urlGuard.check(web ?? text)
    guard url.scheme == .https || urlGuard.isAllowed(url) else {
      throw URLProblem(
        "'\(url.hostText)' would be asked without encryption", help: "begin the address with https:// or webcal://")
    }
    return url
  }

  private static func request(_ place: OutboundURL, _ known: Known) -> OutboundRequest {
    var headers = [
      OutboundHeader("accept", "text/calendar, text/plain;q=0.8, */*;q=0.5"),
      OutboundHeader("user-agent", "Mozilla/5.0 (compatible; watchbill calendar subscription)"),
    ]
    if let etag = known.etag { headers.append(OutboundHeader("if-none-match", etag)) }
    if let date = known.lastModified { headers.append(OutboundHeader("if-modified-since", date)) }
    return OutboundRequest(method: "GET", url: place.text, headers: headers)
  }

  private func next(_ response: OutboundResponse, from place: OutboundURL) throws(URLProblem) -> OutboundURL {
    guard let written = response.header("location"), !written.isEmpty else {
      throw URLProblem("it does not say where to", help: "ask the calendar's owner for its address")
    }
    let location = String(written.prefix { $0 != "#" })
    return try Self.place(Self.absolute(location, from: place), guarding: client.urlGuard)
  }

  /// `location` as it stands in an answer from `place`.
  static func absolute(_ location: String, from place: OutboundURL) -> String {
    let root = "\(place.scheme)://\(place.authority)"
    // A scheme stands before any path: an address may carry another one in its query.
    if location.prefix(while: { !"/?#".contains($0) }).hasSuffix(":") { return location }
    if location.hasPrefix("//") { return "\(place.scheme):\(location)" }
    if location.hasPrefix("/") { return root + location }
    let path = place.target.prefix { $0 != "?" }
    if location.hasPrefix("?") { return root + path + location }
    let folder = path.lastIndex(of: "/").map { path[...$0] } ?? "/"
    return root + folder + location
  }

  // MARK: What an answer means

  private static func answer(_ response: OutboundResponse) -> Answer {
    switch response.status {
    case 304: return .unchanged
    case 200: return body(of: response)
    case 401, 403:
      return failed(
        "the server wants a sign-in (\(response.status))", "ask for a private link that needs none", response)
    case 404, 410: return failed("there is no calendar any more (\(response.status))", "ask for its new link", response)
    default: return failed("the server answers \(response.status)", "it is asked again later", response)
    }
  }

  private static func body(of response: OutboundResponse) -> Answer {
    if let coding = response.header("content-encoding"), coding.lowercased() != "identity" {
      return failed("the answer is packed, which was not asked for", "tell whoever runs the server", response)
    }
    guard !response.isCut else {
      return failed(
        "the answer is larger than 8 MiB or did not end in time", "ask for a calendar of fewer years", response)
    }
    guard response.body.contains(where: { $0 > 0x20 }) else {
      return failed("the answer is empty", "it is asked again later", response)
    }
    let known = Known(etag: response.header("etag"), lastModified: response.header("last-modified"))
    return .fresh(response.body, known.usable)
  }

  private static func failed(_ what: String, _ help: String, _ response: OutboundResponse) -> Answer {
    let wait = response.header("retry-after").flatMap { Int($0) }.map { Duration.seconds(min(max($0, 0), 86_400)) }
    return .failed(why: "\(what). help: \(help)", retryAfter: wait)
  }

  private static let tooSlow = "it did not answer within \(total.components.seconds) seconds"

  /// As a class, and without the peer's own words (reliability S48).
  private static func words(_ failure: OutboundFailure) -> String {
    switch failure {
    case .blocked(let why): why
    case .dns: "the host's name is not known. help: look at the address again"
    case .refused, .unreachable: "nobody answers there. help: look at the address again"
    case .timedOut: tooSlow
    case .tls: "there is no secure connection to be had. help: its certificate may have run out"
    case .reset, .malformed, .other: "the answer cannot be read"
    case .cancelled: "the request was given up"
    }
  }
}

extension CalendarFetch.Known {
  /// Only what may be sent back: short, and without letters that no header may hold.
  fileprivate var usable: Self {
    func fit(_ text: String?) -> String? {
      guard let text, (1...300).contains(text.utf8.count), text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else {
        return nil
      }
      return text
    }
    return Self(etag: fit(etag), lastModified: fit(lastModified))
  }
}
