import Scheduling
import Timekeeping

/// What each member has stood and should have stood by the end of the period, in hundredths of weighted hours.
package struct FairShares: Sendable, Hashable {
  /// Stood before the period.
  package let earned: [Int]
  /// The member's part of everything stood in the window and of all slots of the period that are not left open: by share,
  /// and by how many days of the window the member has belonged to the team and was not on leave that is excused.
  package let fair: [Int]
  /// Percent of a share times days in the team, or minutes where leave is excused; a member's part of the whole is this in
  /// the sum of all.
  package let parts: [Int]
  /// Members without a part can stand none of the slots, whatever the period.
  package let takesPart: [Bool]
  /// What members were and will be on leave over that time, as far as the rules speak of it.
  package let leave: [SharedLeave]

  init(input: DraftingInput, members: [MemberFacts], slots: [SlotFacts], takesPart: [Bool], zone: Zone) {
    self.takesPart = takesPart
    let leave = members.map { Self.leave(of: $0.member, in: input, zone) }
    self.leave = leave
    let known = Dictionary(input.earned.map { ($0.member, $0.hundredths) }, uniquingKeysWith: +)
    let earned = members.map { known[$0.member.id] ?? 0 }
    let parts = members.indices.map { takesPart[$0] ? Self.part(of: members[$0].member, leave[$0], in: input) : 0 }
    let drafted = slots.filter { !$0.isLeftOpen }
    let total =
      members.indices.reduce(0) { takesPart[$1] ? $0 + earned[$1] : $0 } + drafted.reduce(0) { $0 + $1.weighted }
    let whole = parts.reduce(0, +)
    fair = parts.map { whole == 0 ? 0 : (total * $0).divided(by: whole) }
    self.earned = earned
    self.parts = parts
  }

  private static func part(of member: Member, _ leave: SharedLeave, in input: DraftingInput) -> Int {
    let (first, afterLast) = days(of: member, in: input)
    let days = max(0, afterLast - first)
    guard input.rules.excusesLeave else { return days * member.share }
    return max(0, days * 1440 - leave.excused) * member.share
  }

  private static func leave(of member: Member, in input: DraftingInput, _ zone: Zone) -> SharedLeave {
    let (first, afterLast) = days(of: member, in: input)
    return SharedLeave(of: member.id, from: first, until: afterLast, in: input, zone: zone)
  }

  /// From the first day in the team to the one after the last, inside the window and the period.
  private static func days(of member: Member, in input: DraftingInput) -> (CivilDate, CivilDate) {
    let start = input.period.from - 7 * input.rules.fairnessWeeks
    let end = input.period.until
    return (max(start, member.from ?? start), min(end, (member.until ?? end) + 1))
  }

  /// Quarters of an hour, rounded half away from zero, of hundredths of hours.
  static func quarters(_ hundredths: Int) -> Int { hundredths.divided(by: 25) }

  func earnedQuarters(of member: Int) -> Int { Self.quarters(earned[member]) }
  func fairQuarters(of member: Int) -> Int { Self.quarters(fair[member]) }

  /// The price of being so many weighted quarters of an hour off a fair share: a tenth of a point per square hour, so
  /// that moving a 4-hour slot between members 40 hours apart is worth about as much as a changed published slot costs.
  package static func cost(of quarters: Int) -> Int { min(most, (quarters * quarters).divided(by: 160)) }

  /// Beyond 3,000 hours nothing gets worse: prices stay far below that of an open slot times all slots.
  private static let most = 900_000
}
