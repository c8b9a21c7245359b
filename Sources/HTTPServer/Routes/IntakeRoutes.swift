import HTTPTypes
import Hummingbird
import NIOCore
import TicketSources
import Triage
import Workflows

/// The door for tickets: raw bytes in, 202 only after they are safe.
enum IntakeRoutes {
  static let routes = [Route(.post, "/intake/:source", .sourceSecret, receive)]

  /// Nothing is read of whoever shows no secret where a header must.
  private static let receive: Route.Handler = { request, context, door in
    let name = try context.parameters.require("source")
    let headers = request.headers.map { (name: $0.name.canonicalName, value: $0.value) }
    if let refusal = door.desk.refusal(ofHeaders: headers, from: name) { return response(refusal) }
    guard let source = door.desk.source(name) else { return .notFound }
    let limit = type(of: source.source).bodyLimit
    if let refusal = unreadable(request.headers, limit) { return unread(refusal, from: name) }
    let room = door.desk.knowsSender(byHeaders: headers, of: name) ? door.intake : door.strangers
    let began = ContinuousClock.now
    var body: [UInt8] = []
    defer { room.giveBack(body.count) }
    for try await part in request.body {
      guard body.count + part.readableBytes <= limit else { return unread(tooLong(limit), from: name) }
      guard (ContinuousClock.now - began) / .seconds(1) < room.patience else {
        return unread(tooSlow(room), from: name)
      }
      guard room.take(part.readableBytes) else { return unread(noRoom, from: name) }
      body.append(contentsOf: part.readableBytesView)
    }
    return response(try await door.desk.receive(Delivery(headers: headers, body: body), from: name))
  }

  private static func response(_ answer: IntakeAnswer) -> Response {
    .bytes(HTTPResponse.Status(code: answer.status), answer.body, type: answer.contentType)
  }

  /// What was not read to its end is counted like the rest: an overload is seen in the figures. `source` is a known one.
  private static func unread(_ response: Response, from source: String) -> Response {
    Counters.delivery(source: source, status: response.status.code)
    return response
  }

  /// What is told by the headers alone: a body that is packed or too long.
  private static func unreadable(_ headers: HTTPFields, _ limit: Int) -> Response? {
    if let packed = PackedBody(headers) { return .json(.unsupportedMediaType, packed.answer) }
    guard let length = headers[.contentLength].flatMap({ Int($0) }), length > limit else { return nil }
    return tooLong(limit)
  }

  private static func tooLong(_ limit: Int) -> Response {
    .json(
      .contentTooLarge,
      ErrorBody(error: "the body is longer than \(limit) bytes", help: "send less; nothing was stored"))
  }

  private static func tooSlow(_ room: IntakeRoom) -> Response {
    .json(
      .requestTimeout,
      ErrorBody(
        error: "the body took longer than \(Int(room.patience)) seconds", help: "send it again; nothing was stored"))
  }

  private static let noRoom = {
    let body = ErrorBody(
      error: "too much is coming in at once", help: "send it again in a few seconds; nothing was stored")
    var response = Response.json(.serviceUnavailable, body)
    response.headers[.retryAfter] = "5"
    return response
  }()
}
