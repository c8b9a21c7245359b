import Scheduling
import Timekeeping

/// What one member gains and loses between two rotas, and their hours on both sides.
package struct MemberDifference: Sendable, Hashable, Codable {
  package let member: MemberID
  package let name: String
  package let gains: [ShiftID]
  package let loses: [ShiftID]
  /// On shift in the slots of that side; time in two slots at once counts once (rule T10).
  package let minutesBefore: Int
  package let minutesAfter: Int
  /// Above zero: more than a fair share, in hundredths of weighted hours. Nil for a side that no search made.
  package let deviationBefore: Int?
  package let deviationAfter: Int?

  /// Nil for a member whose slots are the same on both sides.
  init?(_ member: MemberID, from before: Draft, to after: Draft, slots: [SlotDifference]) {
    let gains = slots.filter { $0.after == member }.map(\.slot)
    let loses = slots.filter { $0.before == member }.map(\.slot)
    guard !gains.isEmpty || !loses.isEmpty else { return nil }
    self.member = member
    let known = after.balance.first { $0.member == member }?.name
    name = known ?? before.name(of: member)
    self.gains = gains
    self.loses = loses
    (minutesBefore, minutesAfter) = (before.minutes(of: member), after.minutes(of: member))
    (deviationBefore, deviationAfter) = (before.deviation(of: member), after.deviation(of: member))
  }
}

extension Draft {
  fileprivate func minutes(of member: MemberID) -> Int {
    let stood = assignments.filter { $0.member == member }.map(\.slot.interval).union
    return stood.reduce(0) { $0 + $1.seconds } / 60
  }

  fileprivate func deviation(of member: MemberID) -> Int? {
    guard !fingerprint.isEmpty else { return nil }
    return balance.first { $0.member == member }.map { $0.after - $0.share }
  }
}
