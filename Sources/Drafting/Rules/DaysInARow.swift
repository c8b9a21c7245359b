import Timekeeping

/// How many days in a row a member is on shift at most and at least, and how many they are off between, what is fixed in
/// any team included.
///
/// A day counts when a shift of up to a day begins on it, on the team's wall.
struct DaysInARow: RunRule {
  let name = "days-in-a-row"
  let runs: RunLimits

  var limits: RunBounds {
    RunBounds(mostInARow: runs.mostDays, leastInARow: runs.leastDays, leastFree: runs.leastDaysOff)
  }

  func days(of slot: SlotFacts) -> [CivilDate] {
    slot.seconds <= Self.longest ? slot.days.prefix(1).map(\.date) : []
  }

  func fixedDays(of member: MemberFacts) -> Set<CivilDate> {
    Set(member.counted.filter { $0.interval.seconds <= Self.longest }.map(\.date))
  }

  /// A day with a clock change: a rotation's whole week is no row of days.
  private static let longest = 25 * 3600

  func sentence(_ member: MemberFacts, _ fault: RunFault) -> String {
    switch fault {
    case .tooMany(let days):
      "\(member.name) would be on shift \(Wording.count(days, "day")) in a row, more than \(runs.mostDays ?? 0)"
    case .tooFew(let days):
      "\(member.name) would be on shift only \(Wording.count(days, "day")) in a row, fewer than \(runs.leastDays ?? 0)"
    case .tooLittleFree(let days):
      "\(member.name) would be off only \(Wording.count(days, "day")) between shifts, fewer than "
        + "\(runs.leastDaysOff ?? 0)"
    }
  }
}
