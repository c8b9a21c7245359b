import CCurl
import OutboundHTTP
import ProviderExchange

/// One conversation with the server, from the connection to its last word; blocks its thread.
struct SMTPConversation: Sendable {
  let relay: MailRelay
  let addresses: [IPAddress]
  let limits: MailSendingLimits
  /// Asked about once a second.
  let isOver: @Sendable () -> Bool

  func run(_ envelope: MailEnvelope) -> ProviderResponse {
    _ = Self.ready
    let course = SMTPCourse(envelope.bytes, deadline: .now + limits.total, isOver: isOver)
    // It is asked until the last socket is closed, which is when the handle goes.
    return withExtendedLifetime(course) { course.response(perform(envelope, course)) }
  }

  private func perform(_ envelope: MailEnvelope, _ course: SMTPCourse) -> CURLcode {
    guard let curl = CurlHandle() else { return CURLE_OUT_OF_MEMORY }
    set(server: curl)
    set(security: curl)
    curl.set(CURLOPT_MAIL_FROM, "<\(envelope.sender)>")
    let recipients = CurlList(envelope.recipients.map { "<\($0)>" })
    curl.set(CURLOPT_MAIL_RCPT, recipients)
    // Pinned to what the guard has seen: nobody can answer for the name otherwise in between.
    let pins = CurlList(pinned)
    curl.set(CURLOPT_RESOLVE, pins)
    curl.set(course, size: envelope.bytes.count)
    return withExtendedLifetime((recipients, pins)) { curl.perform() }
  }

  private static let ready: Void = { _ = curl_global_init(Int(CURL_GLOBAL_ALL)) }()

  private var bracketed: String { relay.host.contains(":") ? "[\(relay.host)]" : relay.host }

  private var pinned: [String] {
    let list = addresses.map { $0.isVersion6 ? "[\($0)]" : "\($0)" }.joined(separator: ",")
    return relay.host.contains(":") ? [] : ["\(relay.host):\(relay.port):\(list)"]
  }

  private func set(server curl: borrowing CurlHandle) {
    let scheme = relay.security == .tls ? "smtps" : "smtp"
    curl.set(CURLOPT_URL, "\(scheme)://\(bracketed):\(relay.port)/\(relay.ownName)")
    curl.set(CURLOPT_PROTOCOLS_STR, "smtp,smtps")
    // What the environment says of proxies and passwords is not for us.
    curl.set(CURLOPT_PROXY, "")
    curl.set(CURLOPT_NETRC, 0)
    curl.set(CURLOPT_NOSIGNAL, 1)
    curl.set(CURLOPT_CONNECTTIMEOUT_MS, limits.connect.milliseconds)
    // The course ends it before, and without waiting for an answer to our goodbye; this is for the case that it is
    // not asked.
    curl.set(CURLOPT_TIMEOUT_MS, limits.total.milliseconds + 2_000)
    curl.set(CURLOPT_UPLOAD, 1)
    if let user = relay.user, let password = relay.password {
      curl.set(CURLOPT_USERNAME, user)
      curl.set(CURLOPT_PASSWORD, password)
    }
  }

  private func set(security curl: borrowing CurlHandle) {
    curl.set(CURLOPT_USE_SSL, relay.security == .none ? 0 : 3)  // CURLUSESSL_NONE, CURLUSESSL_ALL
    curl.set(CURLOPT_SSLVERSION, 6)  // CURL_SSLVERSION_TLSv1_2, or newer
    curl.set(CURLOPT_SSL_VERIFYPEER, 1)
    curl.set(CURLOPT_SSL_VERIFYHOST, 2)
    if let file = relay.certificates { curl.set(CURLOPT_CAINFO, file) }
  }
}

extension Duration {
  /// Whole milliseconds, at least one.
  var milliseconds: Int {
    max(1, Int(components.seconds) * 1_000 + Int(components.attoseconds / 1_000_000_000_000_000))
  }
}
