import Timekeeping

/// What coverage is looked at: a window, the teams with their timelines, and the ways people can be reached.
package struct CoverageInput: Sendable {
  /// Findings and hours outside it are not told.
  package var window: Interval
  package var teams: [CoverageTeam]
  package var zones: ZoneTables
  /// The paging channels that the server has, by name; nil when nothing is known of them.
  package var channels: [String]?
  /// The channel that reaches somebody who gave no contact of their own.
  package var sharedChannel: String?

  package init(
    window: Interval, teams: [CoverageTeam], zones: ZoneTables, channels: [String]? = nil, sharedChannel: String? = nil
  ) {
    self.window = window
    self.teams = teams
    self.zones = zones
    self.channels = channels
    self.sharedChannel = sharedChannel
  }
}

/// One team's part: who is on, and what its rules ask for.
package struct CoverageTeam: Sendable {
  /// Covers the window and ten days on both sides, so that rest and weekends at its edges are seen.
  package var timeline: OnCallTimeline
  package var limits: CoverageLimits
  /// The days that count as holidays, in order.
  package var holidays: [CivilDate]

  package init(timeline: OnCallTimeline, limits: CoverageLimits = CoverageLimits(), holidays: [CivilDate] = []) {
    self.timeline = timeline
    self.limits = limits
    self.holidays = holidays
  }
}

/// What a team's rules ask for on behalf of its members (rule T14); nil and false switch a rule off.
package struct CoverageLimits: Sendable, Hashable {
  /// Shortest time between two shifts; two of one duty may touch.
  package var rest: Duration?
  /// Most time on shift in an ISO week of the team's zone.
  package var atMostPerWeek: Duration?
  package var noTwoWeekendsInARow: Bool
  /// Groups of duties that one member may stand at the same time.
  package var alongside: [[DutyID]]

  package init(
    rest: Duration? = nil, atMostPerWeek: Duration? = nil, noTwoWeekendsInARow: Bool = false,
    alongside: [[DutyID]] = []
  ) {
    self.rest = rest
    self.atMostPerWeek = atMostPerWeek
    self.noTwoWeekendsInARow = noTwoWeekendsInARow
    self.alongside = alongside
  }

  func mayStandTogether(_ a: DutyID, _ b: DutyID) -> Bool {
    a != b && alongside.contains { $0.contains(a) && $0.contains(b) }
  }
}
