import HTTPTypes
import Hummingbird
import Workflows

/// What programs do on a ticket in a member's name: `POST /api/v1/tickets/:id/reply`, `note` and `claim`.
///
/// Under an `Idempotency-Key` words are said once, however often they are sent.
enum TicketActRoutes {
  static let routes = [
    Route(.post, "/api/v1/tickets/:id/reply", .apiToken, reply),
    Route(.post, "/api/v1/tickets/:id/note", .apiToken, note),
    Route(.post, "/api/v1/tickets/:id/claim", .apiToken, claim),
  ]

  private struct Reply: RequestForm {
    var member: String
    var text: String
    /// What the ticket becomes; nil leaves that to its queue.
    var then: String?

    enum CodingKeys: String, CodingKey, CaseIterable { case member, text, then }
    static let fields = CodingKeys.allCases.map(\.rawValue)
    static let example = "{\"member\": \"ID\", \"text\": \"…\"}"
  }

  private struct Note: RequestForm {
    var member: String
    var text: String

    enum CodingKeys: String, CodingKey, CaseIterable { case member, text }
    static let fields = CodingKeys.allCases.map(\.rawValue)
    static let example = "{\"member\": \"ID\", \"text\": \"…\"}"
  }

  private struct Claim: RequestForm {
    var member: String

    enum CodingKeys: String, CodingKey, CaseIterable { case member }
    static let fields = CodingKeys.allCases.map(\.rawValue)
    static let example = "{\"member\": \"ID\"}"
  }

  private static let reply: Route.Handler = { request, context, door in
    let asked: Reply = try await request.form()
    let act = ActOnTicket.Act.reply(text: asked.text, then: asked.then)
    return try await perform(act, by: asked.member, request, context, door)
  }

  private static let note: Route.Handler = { request, context, door in
    let asked: Note = try await request.form()
    return try await perform(.note(text: asked.text), by: asked.member, request, context, door)
  }

  private static let claim: Route.Handler = { request, context, door in
    let asked: Claim = try await request.form()
    let command = ClaimTicket(id: try context.parameters.require("id"), member: asked.member)
    return .json(.ok, try await command.perform(on: door.desk, actor: .member(asked.member)))
  }

  private static func perform(
    _ act: ActOnTicket.Act, by member: String, _ request: Request, _ context: BasicRequestContext, _ door: Door
  ) async throws -> Response {
    var command = ActOnTicket(id: try context.parameters.require("id"), member: member, act: act)
    command.key = HTTPField.Name("Idempotency-Key").flatMap { request.headers[$0] }
    return .json(.ok, try await command.perform(on: door.desk, actor: .member(member)))
  }
}
