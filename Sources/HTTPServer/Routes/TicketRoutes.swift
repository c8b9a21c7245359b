import Hummingbird
import Workflows

/// Tickets to look at, for programs and as a view.
enum TicketRoutes {
  static let routes = [
    Route(.get, "/api/v1/tickets", .viewer, list),
    Route(.get, "/api/v1/tickets/:id", .viewer, show),
    Route(.get, "/tickets/:id", .viewer, view),
  ]

  private static let actor = Actor("api")

  private static let list: Route.Handler = { request, _, door in
    let query = try request.query(["team", "owner", "queue", "tag", "kind", "customer", "all", "limit", "before"])
    var command = ListTickets(
      team: query["team"], owner: query["owner"], all: try flag(query["all"], "all"), queue: query["queue"],
      tag: query["tag"], kind: query["kind"], customer: query["customer"], before: query["before"])
    if let limit = query["limit"] { command.limit = try number(limit, "limit") }
    // What a private ticket is about is not told by leaving others out, either.
    command.forAnybody = true
    return .json(.ok, try await command.perform(on: door.desk, actor: actor).map(\.forAnybody))
  }

  private static let show: Route.Handler = { request, context, door in
    _ = try request.query([])
    let id = try context.parameters.require("id")
    return .json(.ok, try await ShowTicket(id: id).perform(on: door.desk, actor: actor).forAnybody)
  }

  private static let view: Route.Handler = { _, context, door in
    let id = try context.parameters.require("id")
    let reply = try await ShowTicket(id: id).perform(on: door.desk, actor: actor).forAnybody
    let zone = try await door.desk.zone(ofTeam: reply.ticket.team)
    return .html(TicketView.html(reply, now: door.desk.clock.now(), zone: zone))
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
