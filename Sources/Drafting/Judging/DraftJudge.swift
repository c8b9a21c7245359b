import Scheduling
import Timekeeping

/// A draft as it stands, and what its rules say of any change: who may take a slot, what that costs and why.
///
/// Taking and giving up a slot costs a few additions, so that one can try and undo. It answers the same questions for
/// the check before publishing, for explanations and for the search's start, by the very rules that the search keeps.
package struct DraftJudge: Sendable {
  package let problem: DraftProblem
  /// By slot: the member, or -1 while it is open.
  private(set) var holders: [Int]
  /// By member: ascending.
  private(set) var slotsOf: [[Int]]
  /// By member: the totals of `DraftProblem.sums`.
  private(set) var totals: [[Int]]
  private(set) var tieTotals: [Int]

  package init(_ problem: DraftProblem) {
    self.problem = problem
    holders = Array(repeating: -1, count: problem.slots.count)
    slotsOf = problem.members.map { _ in [] }
    totals = problem.sums.map { $0.map(\.tally.start) }
    tieTotals = problem.ties.map { _ in 0 }
  }

  /// The member of a slot; nil while it is open.
  package func holder(_ slot: Int) -> Int? { holders[slot] < 0 ? nil : holders[slot] }

  /// The member's slots in ascending order.
  package func slots(of member: Int) -> [Int] { slotsOf[member] }

  /// Open slots in ascending order.
  package var openSlots: [Int] { holders.indices.filter { holders[$0] < 0 } }

  /// The members of a line, once each, in the order of its slots.
  package func holders(ofLine line: Int) -> [Int] {
    var found: [Int] = []
    for slot in problem.lines[line] {
      if let member = holder(slot), !found.contains(member) { found.append(member) }
    }
    return found
  }

  /// Gives an open slot to `member`; whether that is allowed is the caller's business.
  package mutating func assign(_ member: Int, to slot: Int) {
    holders[slot] = member
    let position = slotsOf[member].firstIndex { $0 > slot } ?? slotsOf[member].endIndex
    slotsOf[member].insert(slot, at: position)
    count(slot, for: member, times: 1)
  }

  /// Opens a slot again.
  package mutating func clear(_ slot: Int) {
    guard let member = holder(slot) else { return }
    holders[slot] = -1
    slotsOf[member].removeAll { $0 == slot }
    count(slot, for: member, times: -1)
  }

  private mutating func count(_ slot: Int, for member: Int, times: Int) {
    for entry in problem.sumsOf[member][slot] { totals[member][entry.sum] += times * entry.weight }
    for tie in problem.tiesOf[slot] { tieTotals[tie] += times * problem.ties[tie].weight(member, slot) }
  }

  /// How far the member is over (or, below zero, under) a fair share, in hundredths of weighted hours.
  package func deviation(of member: Int) -> Int {
    let fairness = problem.fairness
    return slotsOf[member].reduce(fairness.earned[member] - fairness.fair[member]) {
      $0 + problem.slots[$1].weighted
    }
  }
}
