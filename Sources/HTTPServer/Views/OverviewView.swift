import Timekeeping
import Workflows

/// The view at `/`: who is on, this week's rota, open tickets and how to subscribe, team by team.
enum OverviewView {
  /// A whole HTML document; times are shown in each team's own zone, which is named.
  static func html(_ overview: Overview) -> String {
    ViewLibrary.document("overview", OverviewModel(overview))
  }
}

/// What the template `overview` names.
struct OverviewModel: Sendable {
  struct AsOf: Sendable {
    var date: String
    var stamp: String
    var time: String
    var zone: String
  }

  struct Count: Sendable {
    var count: Int
    var noun: String
    /// A class of the style sheet: `calm`, `warn` or `bad`.
    var mood: String
  }

  let pageTitle: String
  let asOf: AsOf
  let teams: [TeamModel]
  let hasTeams: Bool
  let manyTeams: Bool
  let tally: [Count]
  let dataOption: String?

  init(_ overview: Overview) {
    // One team: its own wall. Several: the wall they share, else UTC.
    let zones = Set(overview.teams.map(\.zone))
    let clock = ViewClock(zone: zones.count == 1 ? zones.first ?? .utc : .utc, now: overview.now)
    let wall = clock.civil(overview.now)
    asOf = AsOf(
      date: DateWords.long(wall.date), stamp: overview.now.description, time: "\(wall.time)", zone: clock.zoneName)
    teams = overview.teams.enumerated().map { TeamModel($1, number: $0 + 1, now: overview.now) }
    hasTeams = !teams.isEmpty
    manyTeams = teams.count > 1
    tally = Self.tally(teams)
    dataOption = overview.dataOption
    pageTitle = "Who is on – Watchbill"
  }

  private static func tally(_ teams: [TeamModel]) -> [Count] {
    let open = teams.reduce(0) { $0 + $1.openCount }
    let late = teams.reduce(0) { $0 + $1.overdueCount }
    let gaps = teams.reduce(0) { $0 + $1.rota.gapList.count }
    let clashes = teams.reduce(0) { $0 + $1.rota.conflicts }
    let unpublished = teams.reduce(0) { $0 + $1.rota.unpublishedList.count }
    let counts = [
      Count(count: open, noun: open == 1 ? "open ticket" : "open tickets", mood: "calm"),
      Count(count: late, noun: "overdue", mood: late == 0 ? "calm" : "bad"),
      Count(count: gaps, noun: gaps == 1 ? "gap this week" : "gaps this week", mood: gaps == 0 ? "calm" : "bad"),
      Count(count: clashes, noun: RotaModel.leaveNoun(clashes), mood: clashes == 0 ? "calm" : "warn"),
    ]
    return unpublished == 0 ? counts : counts + [Count(count: unpublished, noun: "not published", mood: "warn")]
  }
}
