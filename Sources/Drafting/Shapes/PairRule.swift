import Scheduling
import Timekeeping

/// A rule about two things one member would stand: two slots of the draft, or a slot and a shift that is fixed.
package protocol PairRule: RotaRule {
  /// Things that lie further apart than this never clash.
  var reach: Duration { get }

  /// True when no member may have both; the order of the two does not matter.
  func clash(_ a: Commitment, _ b: Commitment) -> Bool

  /// Why `member` cannot take `slot` beside `other`, with which it clashes; without a full stop.
  func sentence(_ member: MemberFacts, taking slot: SlotFacts, beside other: Commitment) -> String
}

/// Something a member stands at a time: a fixed shift, or a slot once it is taken.
package struct Commitment: Sendable, Hashable {
  package let team: TeamID
  package let duty: DutyID
  package let interval: Interval
  /// The day it begins on, on the wall of the slot's pattern, or of the team for fixed shifts.
  package let date: CivilDate
  /// The week in whose weekend it is stood (`Weekends`), on the wall of its own team; nil for all others.
  package let weekend: ISOWeek?
  /// The same time of day as its end, one day later on the team's wall.
  package let dayAfter: Timestamp

  /// `zone` is that of the slot's pattern, or the team's for fixed shifts; `wall` that of the shift's own team, where it
  /// is another one's.
  package init(team: TeamID, duty: DutyID, interval: Interval, zone: Zone, teamZone: Zone, wall: Zone? = nil) {
    self.team = team
    self.duty = duty
    self.interval = interval
    date = zone.civil(at: interval.start).date
    weekend = Weekends.week(of: interval, in: wall ?? zone)
    let end = teamZone.civil(at: interval.end)
    dayAfter = teamZone.first(CivilDateTime(secondsSinceEpoch: end.secondsSinceEpoch + 86_400))
  }

  /// ` in quay` beside something of another team, nothing beside what is of the same.
  func place(beside own: Commitment) -> String { team == own.team ? "" : " in \(team)" }
}
