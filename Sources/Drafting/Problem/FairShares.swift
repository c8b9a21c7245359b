import Scheduling
import Timekeeping

/// What each member has stood and should have stood by the end of the period, in hundredths of weighted hours.
package struct FairShares: Sendable, Hashable {
  /// Stood before the period.
  package let earned: [Int]
  /// The member's part of everything stood in the window and of all slots of the period: by share, and by how many days
  /// of the window the member has belonged to the team.
  package let fair: [Int]
  /// Percent of a share times days in the team; a member's part of the whole is this in the sum of all.
  package let parts: [Int]
  /// Members without a part can stand none of the slots, whatever the period.
  package let takesPart: [Bool]

  init(input: DraftingInput, members: [MemberFacts], slots: [SlotFacts], takesPart: [Bool]) {
    self.takesPart = takesPart
    let known = Dictionary(input.earned.map { ($0.member, $0.hundredths) }, uniquingKeysWith: +)
    let earned = members.map { known[$0.member.id] ?? 0 }
    let parts = members.indices.map { takesPart[$0] ? Self.part(of: members[$0].member, in: input) : 0 }
    let total =
      members.indices.reduce(0) { takesPart[$1] ? $0 + earned[$1] : $0 } + slots.reduce(0) { $0 + $1.weighted }
    let whole = parts.reduce(0, +)
    fair = parts.map { whole == 0 ? 0 : (total * $0).divided(by: whole) }
    self.earned = earned
    self.parts = parts
  }

  /// Percent of a share times days in the team.
  private static func part(of member: Member, in input: DraftingInput) -> Int {
    let start = input.period.from - 7 * input.rules.fairnessWeeks
    let end = input.period.until
    let first = max(start, member.from ?? start)
    let afterLast = min(end, (member.until ?? end) + 1)
    return max(0, afterLast - first) * member.share
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
