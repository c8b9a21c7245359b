import Hummingbird
import Workflows

/// Anyone with the API's token rings whoever is on: `POST /api/v1/ring` answers `{ticket, paged, because}`.
enum RingRoutes {
  static let routes = [Route(.post, "/api/v1/ring", .apiToken, ring)]

  private struct Asked: RequestForm {
    var team: String
    var who: String
    var reason: String
    /// The member who rings; they are the ones who are counted. Without one it is counted by whom it rings.
    var member: String?
    var ticket: String?
    var priority: String?

    enum CodingKeys: String, CodingKey, CaseIterable { case team, who, reason, member, ticket, priority }
    static let example = "{\"team\": \"ID\", \"who\": \"primary\", \"reason\": \"why they must be disturbed\"}"
  }

  private static let ring: Route.Handler = { request, _, door in
    let asked: Asked = try await request.form()
    let command = RingOnCall(
      team: asked.team, who: asked.who, reason: asked.reason, caller: asked.member, about: asked.ticket,
      priority: asked.priority)
    return .json(.created, try await command.perform(on: door.desk, actor: .api))
  }
}
