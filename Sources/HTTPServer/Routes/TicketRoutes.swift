import Foundation
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

  /// The body of the two changes: in whose name, and a note.
  private struct Change: Codable, Sendable {
    var member: String?
    var note: String?
  }

  private static let list: Route.Handler = { request, _, door in
    let query = request.uri.queryParameters
    let command = ListTickets(
      team: query["team"].map(String.init), owner: query["owner"].map(String.init), all: query["all"] == "true",
      limit: query["limit"].flatMap { Int($0) } ?? 200)
    return .json(.ok, try await command.perform(on: door.desk, actor: actor))
  }

  private static let show: Route.Handler = { _, context, door in
    let id = try context.parameters.require("id")
    return .json(.ok, try await ShowTicket(id: id).perform(on: door.desk, actor: actor))
  }

  private static let view: Route.Handler = { _, context, door in
    let reply = try await ShowTicket(id: try context.parameters.require("id")).perform(on: door.desk, actor: actor)
    let zone = try await door.desk.zone(ofTeam: reply.ticket.team)
    return .html(TicketView.html(reply, now: door.desk.clock.now(), zone: zone))
  }

  private static let acknowledge: Route.Handler = { request, context, door in
    let change = try await change(request)
    guard let member = change.member else {
      return .json(
        .badRequest, ErrorBody(error: "nothing says who acknowledges", help: "send {\"member\": \"ID\"}"))
    }
    let command = AcknowledgeTicket(id: try context.parameters.require("id"), member: member, via: "api")
    return .json(.ok, try await command.perform(on: door.desk, actor: .member(member)))
  }

  private static let resolve: Route.Handler = { request, context, door in
    let change = try await change(request)
    let command = ResolveTicket(
      id: try context.parameters.require("id"), member: change.member, note: change.note)
    return .json(.ok, try await command.perform(on: door.desk, actor: change.member.map { .member($0) } ?? actor))
  }

  private static func change(_ request: Request) async throws -> Change {
    var request = request
    guard let body = try await request.bytes(upTo: 64 << 10) else {
      throw OperatorProblem(.refused, "the body is longer than 64 KiB", help: "send less")
    }
    if body.isEmpty { return Change() }
    do { return try JSONDecoder().decode(Change.self, from: Data(body)) } catch {
      throw OperatorProblem(
        .refused, "the body is not JSON of this form", help: "send {\"member\": \"ID\", \"note\": \"…\"}")
    }
  }
}
