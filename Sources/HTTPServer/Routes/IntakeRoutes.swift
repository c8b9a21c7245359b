import HTTPTypes
import Hummingbird
import NIOCore
import TicketSources
import Triage
import Workflows

/// The door for tickets: raw bytes in, 202 only after they are safe.
enum IntakeRoutes {
  static let routes = [Route(.post, "/intake/:source", .sourceSecret, receive)]

  private static let receive: Route.Handler = { request, context, door in
    var request = request
    let name = try context.parameters.require("source")
    let limit = door.desk.source(name).map { type(of: $0.source).bodyLimit } ?? IntakeLimit.unknownSource
    guard let body = try await request.bytes(upTo: limit) else {
      return .json(
        .contentTooLarge,
        ErrorBody(error: "the body is longer than \(limit) bytes", help: "send less; nothing was stored"))
    }
    let headers = request.headers.map { (name: $0.name.canonicalName, value: $0.value) }
    let answer = try await door.desk.receive(Delivery(headers: headers, body: body), from: name)
    return .bytes(
      HTTPResponse.Status(code: answer.status), answer.body, type: answer.contentType)
  }
}

private enum IntakeLimit {
  /// An address without a source reads no more than this before it says so.
  static let unknownSource = 64 << 10
}
