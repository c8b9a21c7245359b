import Hummingbird
import Workflows

/// For a desk that keeps its own tickets: who should have one, and that it is over.
///
/// `POST /api/v1/assign` answers `{owner, because, until}`; `POST /api/v1/assign/release` ends it.
enum AssignRoutes {
  static let routes = [
    Route(.post, "/api/v1/assign", .apiToken, assign),
    Route(.post, "/api/v1/assign/release", .apiToken, release),
  ]

  private static let actor = Actor("api")

  private struct Asked: RequestForm {
    var team: String
    var key: String
    var queue: String?
    var title: String?
    var priority: String?
    var requester: String?
    var tags: [String]?
    var customer: String?
    var address: String?
    var organisation: String?
    var minutes: Int?

    enum CodingKeys: String, CodingKey, CaseIterable {
      case team, key, queue, title, priority, requester, tags, customer, address, organisation, minutes
    }
    static let example = "{\"team\": \"ID\", \"key\": \"your id of the ticket\"}"
  }

  private static let assign: Route.Handler = { request, _, door in
    let asked: Asked = try await request.form()
    let command = AskAssignment(
      team: asked.team, key: asked.key, queue: asked.queue, title: asked.title ?? "", priority: asked.priority,
      requester: asked.requester, tags: asked.tags ?? [], customer: asked.customer, address: asked.address,
      organisation: asked.organisation, minutes: asked.minutes)
    return .json(.ok, try await command.perform(on: door.desk, actor: actor))
  }

  private static let release: Route.Handler = { request, _, door in
    let asked: Asked = try await request.form()
    let command = ReleaseAssignment(team: asked.team, key: asked.key)
    return .json(.ok, try await command.perform(on: door.desk, actor: actor))
  }
}
