import Timekeeping

/// Looks a rota over: gaps and who answers in them, crowded time, what rules are broken, and how the hours fall.
///
/// Pure, and in proportion to the shifts in the window but for their sorting.
package enum Coverage {
  package static func report(_ input: CoverageInput) throws(ZoneProblem) -> CoverageReport {
    var teams: [TeamCoverage] = []
    var times: [MemberID: StoodTime] = [:]
    var findings: [CoverageFinding] = []
    for team in input.teams {
      let openTime = OpenTime(team: team, window: input.window)
      let loads = try TeamLoads(team: team, window: input.window, zones: input.zones)
      teams.append(
        TeamCoverage(
          team: team.timeline.team, duties: openTime.coverage, loads: loads.loads, evenness: loads.evenness))
      times.merge(loads.times) { $0.joined(with: $1) }
      findings += openTime.findings
      findings += try CrowdedTime(team: team, window: input.window, zones: input.zones).findings
    }
    findings += MemberConflicts(input: input).findings
    findings += Contacts(input: input).findings
    let people = times.keys.sorted().compactMap { member in times[member].map { $0.load(of: member, fair: nil) } }
    return CoverageReport(
      window: input.window, teams: teams, people: people, findings: findings.sorted(by: CoverageFinding.comesFirst))
  }

  /// Only where a member stands shifts of two teams at once, or with too little rest between them (rule T14); worst first.
  package static func clashesOfTeams(_ input: CoverageInput) -> [CoverageFinding] {
    MemberConflicts(input: input).findings.filter { found in found.other.map { $0.team != found.team } ?? false }
      .sorted(by: CoverageFinding.comesFirst)
  }
}

extension OnCallTimeline {
  /// The duties that somebody answers on: not those that are stood to learn from another.
  var coveringDuties: [DutyTimeline] { duties.filter { !$0.duty.isShadow } }
}

extension DutyTimeline {
  /// When somebody of the duty is there: shifts without the leave that stands against them.
  var present: [Interval] {
    shifts.flatMap(\.present).union
  }
}
