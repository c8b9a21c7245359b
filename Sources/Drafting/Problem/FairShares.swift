import Scheduling
import Timekeeping

/// What each member has stood and should have stood by the end of the week, in hundredths of weighted hours.
package struct FairShares: Sendable, Hashable {
  /// Stood before the week.
  package let earned: [Int]
  /// The member's part of everything stood in the window and of all slots of the week: by share, and by how many days
  /// of the window the member has belonged to the team.
  package let fair: [Int]
  /// Members without a part can stand none of the slots, whatever the week.
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
  }

  /// Percent of a share times days in the team.
  private static func part(of member: Member, in input: DraftingInput) -> Int {
    let start = input.week.monday - 7 * input.rules.fairnessWeeks
    let end = input.week.monday + 7
    let first = max(start, member.from ?? start)
    let afterLast = min(end, (member.until ?? end) + 1)
    return max(0, afterLast - first) * member.share
  }

  /// The price of being `deviation` hundredths of an hour off a fair share: a tenth of a point per square hour, so that
  /// moving a 4-hour slot between members 40 hours apart is worth about as much as a changed published slot costs.
  package static func cost(of deviation: Int) -> Int { (deviation * deviation).divided(by: 100_000) }
}
