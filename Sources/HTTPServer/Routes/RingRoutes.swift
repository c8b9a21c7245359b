import Foundation
import Hummingbird
import Workflows

/// Anyone with the API's token rings whoever is on: `POST /api/v1/ring` answers `{ticket, paged, because}`.
enum RingRoutes {
  static let routes = [Route(.post, "/api/v1/ring", .apiToken, ring)]

  private struct Asked: Codable, Sendable {
    var team: String
    var who: String
    var reason: String
    /// The member who rings; they are the ones who are counted.
    var member: String?
    var ticket: String?
    var priority: String?
  }

  private static let ring: Route.Handler = { request, _, door in
    var request = request
    guard let body = try await request.bytes(upTo: 64 << 10),
      let asked = try? JSONDecoder().decode(Asked.self, from: Data(body))
    else {
      throw OperatorProblem(
        .refused, "the body is not JSON of this form, or longer than 64 KiB",
        help: "send {\"team\": \"ID\", \"who\": \"primary\", \"reason\": \"why they must be disturbed\"}")
    }
    let command = RingOnCall(
      team: asked.team, who: asked.who, reason: asked.reason, caller: asked.member, about: asked.ticket,
      priority: asked.priority)
    return .json(.created, try await command.perform(on: door.desk, actor: Actor("api")))
  }
}
