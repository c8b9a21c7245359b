import Hummingbird
import Workflows

/// Tickets, for programs and as a view.
enum TicketRoutes {
  static let routes = [
    Route(.get, "/api/v1/tickets", .viewer, list),
    Route(.get, "/api/v1/tickets/:id", .viewer, show),
    Route(.post, "/api/v1/tickets/:id/acknowledge", .apiToken, acknowledge),
    Route(.post, "/api/v1/tickets/:id/resolve", .apiToken, resolve),
    Route(.get, "/tickets/:id", .viewer, view),
  ]

  private static let actor = Actor("api")

  private struct Acknowledgement: RequestForm {
    var member: String

    enum CodingKeys: String, CodingKey, CaseIterable { case member }
    static let fields = CodingKeys.allCases.map(\.rawValue)
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
    static let fields = CodingKeys.allCases.map(\.rawValue)
    static let example = "{\"member\": \"ID\", \"note\": \"…\"}"
  }

  private static let list: Route.Handler = { request, _, door in
    let query = try request.query(["team", "owner", "queue", "tag", "all", "limit"])
    var command = ListTickets(
      team: query["team"], owner: query["owner"], all: try flag(query["all"], "all"), queue: query["queue"],
      tag: query["tag"])
    if let limit = query["limit"] { command.limit = try number(limit, "limit") }
    return .json(.ok, try await command.perform(on: door.desk, actor: actor).map(\.forAnybody))
  }

  private static let show: Route.Handler = { _, context, door in
    let id = try context.parameters.require("id")
    return .json(.ok, try await ShowTicket(id: id).perform(on: door.desk, actor: actor).forAnybody)
  }

  private static let view: Route.Handler = { _, context, door in
    let id = try context.parameters.require("id")
    let reply = try await ShowTicket(id: id).perform(on: door.desk, actor: actor).forAnybody
    let zone = try await door.desk.zone(ofTeam: reply.ticket.team)
    return .html(TicketView.html(reply, now: door.desk.clock.now(), zone: zone))
  }

  private static let acknowledge: Route.Handler = { request, context, door in
    let asked: Acknowledgement = try await request.form()
    let command = AcknowledgeTicket(id: try context.parameters.require("id"), member: asked.member, via: "api")
    return .json(.ok, try await command.perform(on: door.desk, actor: .member(asked.member)))
  }

  private static let resolve: Route.Handler = { request, context, door in
    let asked: Resolution = try await request.form()
    let words = TicketEndingWords(
      reason: asked.reason, note: asked.note, confirmed: asked.confirmed ?? false, link: asked.link,
      improvement: asked.improvement)
    let command = ResolveTicket(id: try context.parameters.require("id"), member: asked.member, ending: words)
    return .json(.ok, try await command.perform(on: door.desk, actor: asked.member.map { .member($0) } ?? actor))
  }

  private static func flag(_ text: String?, _ name: String) throws -> Bool {
    switch text {
    case nil, "false": false
    case "true": true
    default: throw OperatorProblem(.refused, "'\(name)' is neither true nor false", help: "write \(name)=true")
    }
  }

  private static func number(_ text: String, _ name: String) throws -> Int {
    guard let number = Int(text) else {
      throw OperatorProblem(.refused, "'\(name)' is not a whole number", help: "write \(name)=200")
    }
    return number
  }
}
