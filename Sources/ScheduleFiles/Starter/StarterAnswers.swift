import Scheduling
import Timekeeping

/// What `watchbill init` has to know of a team; everything else is a default that the file can say later.
package struct StarterAnswers: Sendable, Hashable {
  package var team: TeamID
  /// What people call the team; nil means the id.
  package var name: String?
  package var zone: ZoneID
  package var members: [MemberID]
  /// Those of `members` who are defined in another file of the folder: they are only named.
  package var known: [MemberID] = []
  /// When the team is there; `always` is round the clock.
  package var hours: WeeklyHours = .always
  package var filling: Filling = .rotation
  /// What the wall clock of `zone` says: somebody has the first turn already.
  package var from: CivilDateTime

  /// How the duty is filled: turns that go on for ever, or slots that are drafted each week.
  package enum Filling: String, Sendable, Hashable, CaseIterable {
    case rotation, slots
  }

  package init(
    team: TeamID, name: String? = nil, zone: ZoneID, members: [MemberID], known: [MemberID] = [],
    hours: WeeklyHours = .always, filling: Filling = .rotation, from: CivilDateTime
  ) {
    self.team = team
    self.name = name
    self.zone = zone
    self.members = members
    self.known = known
    self.hours = hours
    self.filling = filling
    self.from = from
  }
}
