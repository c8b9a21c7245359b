import HTTPTypes
import Hummingbird
import Workflows

/// What programs do on a ticket in a member's name: `POST /api/v1/tickets/:id/reply`, and so on.
///
/// Under an `Idempotency-Key` words are said once, however often they are sent.
enum TicketActRoutes {
  static let routes = [
    Route(.post, "/api/v1/tickets/:id/acknowledge", .apiToken, acknowledge),
    Route(.post, "/api/v1/tickets/:id/reply", .apiToken, reply),
    Route(.post, "/api/v1/tickets/:id/note", .apiToken, note),
    Route(.post, "/api/v1/tickets/:id/claim", .apiToken, claim),
    Route(.post, "/api/v1/tickets/:id/resolve", .apiToken, resolve),
  ]

  private struct Reply: RequestForm {
    var member: String
    var text: String
    /// What the ticket becomes; nil leaves that to its queue.
    var then: String?
    /// True where others than a private ticket's customer may read it.
    var inPublic: Bool?

    enum CodingKeys: String, CodingKey, CaseIterable { case member, text, then, inPublic }
    static let example = "{\"member\": \"ID\", \"text\": \"…\"}"
  }

  private struct Note: RequestForm {
    var member: String
    var text: String

    enum CodingKeys: String, CodingKey, CaseIterable { case member, text }
    static let example = "{\"member\": \"ID\", \"text\": \"…\"}"
  }

  private struct Whose: RequestForm {
    var member: String

    enum CodingKeys: String, CodingKey, CaseIterable { case member }
    static let example = "{\"member\": \"ID\"}"
  }

  private struct Resolution: RequestForm {
    /// In whose name; nil resolves it in the program's.
    var member: String?
    var note: String?
    var reason: String?
    var link: String?
    var improvement: String?
    var confirmed: Bool?

    enum CodingKeys: String, CodingKey, CaseIterable { case member, note, reason, link, improvement, confirmed }
    static let example = "{\"member\": \"ID\", \"note\": \"…\"}"
  }

  private static let reply: Route.Handler = { request, context, door in
    let asked: Reply = try await request.form()
    let act = ActOnTicket.Act.reply(text: asked.text, then: asked.then)
    return try await perform(act, by: asked.member, inPublic: asked.inPublic, request, context, door)
  }

  private static let note: Route.Handler = { request, context, door in
    let asked: Note = try await request.form()
    return try await perform(.note(text: asked.text), by: asked.member, request, context, door)
  }

  private static let claim: Route.Handler = { request, context, door in
    let asked: Whose = try await request.form()
    let command = ClaimTicket(id: try context.parameters.require("id"), member: asked.member, via: "api")
    return .json(.ok, try await command.perform(on: door.desk, actor: .member(asked.member)))
  }

  private static let acknowledge: Route.Handler = { request, context, door in
    let asked: Whose = try await request.form()
    let command = AcknowledgeTicket(id: try context.parameters.require("id"), member: asked.member, via: "api")
    return .json(.ok, try await command.perform(on: door.desk, actor: .member(asked.member)))
  }

  private static let resolve: Route.Handler = { request, context, door in
    let asked: Resolution = try await request.form()
    let words = TicketEndingWords(
      reason: asked.reason, note: asked.note, confirmed: asked.confirmed ?? false, link: asked.link,
      improvement: asked.improvement)
    let command = ResolveTicket(id: try context.parameters.require("id"), member: asked.member, ending: words)
    return .json(.ok, try await command.perform(on: door.desk, actor: asked.member.map { .member($0) } ?? Actor("api")))
  }

  private static func perform(
    _ act: ActOnTicket.Act, by member: String, inPublic: Bool? = nil, _ request: Request,
    _ context: BasicRequestContext, _ door: Door
  ) async throws -> Response {
    var command = ActOnTicket(id: try context.parameters.require("id"), member: member, act: act)
    command.inPublic = inPublic
    command.key = HTTPField.Name("Idempotency-Key").flatMap { request.headers[$0] }
    return .json(.ok, try await command.perform(on: door.desk, actor: .member(member)))
  }
}
