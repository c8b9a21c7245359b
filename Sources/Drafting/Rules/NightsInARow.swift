import Timekeeping

/// A member stands at most so many nights one after the other, what is fixed in any team included (rule T14).
struct NightsInARow: RunRule {
  let name = "nights-in-a-row"
  let limit: Int

  var limits: RunBounds { RunBounds(mostInARow: limit) }
  func days(of slot: SlotFacts) -> [CivilDate] { slot.nights }
  func fixedDays(of member: MemberFacts) -> Set<CivilDate> { member.fixedNights }

  func sentence(_ member: MemberFacts, _ fault: RunFault) -> String {
    guard case .tooMany(let nights) = fault else { return "\(member.name) would stand too few nights in a row" }
    return "\(member.name) would stand \(nights) nights in a row, more than \(limit)"
  }
}
