import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Timekeeping
import Workflows

/// Calendar feeds: `/feeds/<token>.ics`, to the letter of feeds.md, section 5.
enum FeedRoutes {
  static let routes = [Route(.get, "/feeds/:file", .feedToken, feed)]

  private static let feed: Route.Handler = { request, context, door in
    let file = try context.parameters.require("file")
    guard file.hasSuffix(".ics") else { return .problem(.notFound, .notFound, to: request) }
    let token = String(file.dropLast(".ics".count))
    let response = await answer(token, request, door)
    Counters.feed(status: response.status.code)
    return response
  }

  private static func answer(_ token: String, _ request: Request, _ door: Door) async -> Response {
    do {
      let form: FeedForm = wantsJSON(request) ? .json : .calendar
      switch try await door.desk.renderFeed(token: token, agent: request.headers[.userAgent], form: form) {
      case .unknown: return .problem(.notFound, .notFound, to: request)
      case .gone:
        return .problem(.gone, ErrorBody(error: "this feed was revoked", help: "ask for a new link"), to: request)
      case .feed(let feed): return FeedResponse(feed: feed, request: request, door: door).response
      }
    } catch {
      // Never an empty calendar: clients would delete everything they have (feeds.md, section 1).
      door.desk.log.error("a feed could not be served", metadata: ["error": "\(error)"])
      return .later(
        .serviceUnavailable, seconds: 300,
        ErrorBody(error: "this feed cannot be served now", help: "keep what you have and ask again in a few minutes"),
        to: request)
    }
  }

  /// Only who names it gets JSON: `*/*` is a calendar app.
  private static func wantsJSON(_ request: Request) -> Bool {
    (request.headers[.accept] ?? "").lowercased().split(separator: ",").contains { offer in
      offer.split(separator: ";").first?.trimmingCharacters(in: .whitespaces) == "application/json"
    }
  }
}

extension Response {
  /// A refusal for now, with when to come again: a view for a browser, as with every other.
  static func later(_ status: HTTPResponse.Status, seconds: Int, _ body: ErrorBody, to request: Request) -> Response {
    var response = Response.problem(status, body, to: request)
    response.headers[.retryAfter] = "\(seconds)"
    return response
  }
}

/// One answer to a calendar: plain or gzip, whole or 304.
private struct FeedResponse {
  let feed: RenderedFeed
  let request: Request
  let door: Door

  var response: Response {
    let zipped = wantsGzip ? door.compressed.gzip(feed.bytes, tag: feed.etag) : nil
    // Two encodings are two representations, so each has a tag of its own (RFC 9110, 8.8.3).
    let tag = zipped == nil ? feed.etag : feed.etag.dropLast() + "-gzip\""
    var headers = headers(tag: String(tag))
    if isFresh(tag: String(tag)) { return Response(status: .notModified, headers: headers) }
    if let seconds = door.rates.wait(for: feed.id, now: door.desk.clock.now()) {
      return .later(
        .tooManyRequests, seconds: seconds,
        ErrorBody(
          error: "this feed was fetched \(FeedRates.perHour) times in an hour",
          help: "ask again in \((seconds + 59) / 60) min; programs ask less often, with If-None-Match"), to: request)
    }
    headers[.contentType] = feed.mediaType
    headers[.contentDisposition] = "inline; filename=\"\(feed.fileName)\""
    if zipped != nil { headers[.contentEncoding] = "gzip" }
    let body = ByteBuffer(bytes: zipped ?? feed.bytes)
    return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: body))
  }

  private func headers(tag: String) -> HTTPFields {
    var headers = HTTPFields()
    headers[.eTag] = tag
    headers[.lastModified] = HTTPDate.text(feed.lastModified)
    headers[.cacheControl] = "private, max-age=300"
    headers[.vary] = "Accept, Accept-Encoding"
    return headers
  }

  private var wantsGzip: Bool {
    let offers = (request.headers[.acceptEncoding] ?? "").lowercased().split(separator: ",")
    return offers.contains { offer in
      let parts = offer.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }
      return parts.first == "gzip" && !parts.dropFirst().contains { $0 == "q=0" || $0 == "q=0.0" }
    }
  }

  /// Only `If-None-Match` decides: a shift that falls away leaves no time behind, so that by `If-Modified-Since` a changed
  /// feed would look as it was (RFC 9110, 13.1.3, lets it be ignored).
  private func isFresh(tag: String) -> Bool {
    guard let asked = request.headers[.ifNoneMatch] else { return false }
    let tags = asked.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
    return tags.contains("*") || tags.contains { $0 == tag || $0 == "W/" + tag }
  }
}
