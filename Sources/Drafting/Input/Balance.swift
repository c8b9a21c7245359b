import Scheduling
import Timekeeping

/// What a member has stood over the fairness window, in hundredths of weighted hours.
package struct Balance: Sendable, Hashable, Codable {
  package var member: MemberID
  package var hundredths: Int

  package init(member: MemberID, hundredths: Int) {
    self.member = member
    self.hundredths = hundredths
  }

  /// The balances of `members` from the shifts they stood inside `window`, on the wall of `zone`.
  ///
  /// Time is the union of a member's shifts, never their sum (rule T10), so that being on twice at once counts once.
  package static func earned(
    _ members: [MemberID], from shifts: [Shift], in window: Interval, weights: HourWeights, zone: Zone
  ) -> [Balance] {
    let byMember = Dictionary(grouping: shifts, by: \.member)
    return members.map { member in
      let stood = (byMember[member] ?? []).compactMap { $0.interval.intersection(window) }.union
      return Balance(
        member: member, hundredths: stood.reduce(0) { $0 + weights.hundredths(of: $1, in: zone) })
    }
  }
}

extension DraftingRules {
  /// The time before `date` over which balances are kept, on the wall of `zone`; nil when it looks back no week.
  package func fairnessWindow(before date: CivilDate, in zone: Zone) -> Interval? {
    Interval(zone.startOfDay(date - 7 * fairnessWeeks), zone.startOfDay(date))
  }
}
