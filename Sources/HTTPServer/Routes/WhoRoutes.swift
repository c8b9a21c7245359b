import Hummingbird
import Timekeeping
import Workflows

/// Who is on, for programs: `GET /api/v1/who?team=&duty=&at=`.
enum WhoRoutes {
  static let routes = [Route(.get, "/api/v1/who", .viewer, who)]

  /// One duty's answer: the one asked for, else the first of the team that somebody is on for.
  private struct Who: Codable, Sendable {
    var team: String
    var at: Timestamp
    var member: String?
    var name: String?
    var duty: String
    var because: String
    var until: Timestamp?
    var stays: DutyAnswer.Stays?
    var next: DutyAnswer.Next?
    /// Everyone on for every duty asked for.
    var duties: [DutyAnswer]
  }

  private static let who: Route.Handler = { request, _, door in
    let query = try request.query(["team", "duty", "at"])
    guard let team = query["team"] else {
      return .json(.badRequest, ErrorBody(error: "nothing says which team", help: "add ?team=ID"))
    }
    let at = try query["at"].map { try Timestamp(text: $0) }
    let command = WhoIsOn(team: team, duty: query["duty"], at: at)
    let reply = try await command.perform(on: door.desk, actor: Actor("api"))
    guard let first = reply.rows.first(where: { $0.member != nil }) ?? reply.rows.first else { return .notFound }
    return .json(
      .ok,
      Who(
        team: first.team, at: reply.at, member: first.member, name: first.name,
        duty: first.members.first?.duty ?? first.duty, because: first.because, until: first.until, stays: first.stays,
        next: first.next, duties: reply.rows))
  }
}
