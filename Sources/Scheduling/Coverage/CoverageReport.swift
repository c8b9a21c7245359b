import Timekeeping

/// How well duties are covered and how evenly the hours fall, over one window.
///
/// Every time in it is of a union of intervals, never a sum of shifts (rule T10, case E58). Two figures are given and
/// never one made of both: a rota with gaps is no better for being even.
package struct CoverageReport: Sendable, Hashable {
  package var window: Interval
  package var teams: [TeamCoverage]
  /// Everybody of the teams, over all of them: a member of two teams is one person (rule T14).
  package var people: [MemberLoad]
  /// Worst first.
  package var findings: [CoverageFinding]

  /// True when there is required time that the duty itself does not answer.
  package var hasGaps: Bool { findings.contains(where: \.isGap) }
}

package struct TeamCoverage: Sendable, Hashable {
  package var team: TeamID
  package var duties: [DutyCoverage]
  package var loads: [MemberLoad]
  /// What part of the time on duties is stood by those whose share it is, in tenths of a percent: all of it less half
  /// of everybody's deviations. Nil without any.
  package var evenness: Int?
}

/// One duty's required time and what is filled of it.
package struct DutyCoverage: Sendable, Hashable {
  package var duty: DutyID
  /// Time that has to be filled and whose rota stands.
  package var required: Duration
  package var filled: Duration
  /// Time whose rota is still to be published; not part of `required`.
  package var notPublished: Duration
  /// The first instant of the window at which nobody of the duty answers.
  package var nextGap: Timestamp?

  package var open: Duration { required - filled }
  /// In tenths of a percent; 1000 where nothing is required.
  package var tenths: Int { Tenths.of(filled, in: required) }
}

/// What one member stands in the window, by union of intervals, and what their share of it would be.
package struct MemberLoad: Sendable, Hashable {
  package var member: MemberID
  package var shifts: Int
  package var hours: Duration
  /// The time of each duty added up, to be held against `fair`: more than `hours` for somebody on two at once.
  package var onDuties: Duration
  /// From 22:00 to 06:00 on the wall where the member lives.
  package var nights: Duration
  /// On Saturdays and Sundays on the team's wall.
  package var weekends: Duration
  /// On the team's holidays.
  package var holidays: Duration
  /// What would be theirs of each duty, by how often its rotation lists them, their share and their days in the team.
  /// Nil over several teams.
  package var fair: Duration?
}

/// Parts of a whole in tenths of a percent.
package enum Tenths {
  /// Half a tenth is rounded away from zero (rule T10); but 1000 means all of it and 0 none, whatever rounding would say.
  package static func of(_ part: Duration, in whole: Duration) -> Int {
    let (part, whole) = (part.wholeMilliseconds, whole.wholeMilliseconds)
    guard whole > 0, part < whole else { return 1000 }
    guard part > 0 else { return 0 }
    return Int(min(max((part * 2000 + whole) / (whole * 2), 1), 999))
  }

  /// `99.5 %`.
  package static func text(_ tenths: Int) -> String {
    tenths % 10 == 0 ? "\(tenths / 10) %" : "\(tenths / 10).\(tenths % 10) %"
  }
}
