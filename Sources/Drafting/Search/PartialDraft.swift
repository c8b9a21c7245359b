import Scheduling
import Timekeeping

/// A draft in the making: who holds which slot, with the sums that rules ask for kept as it changes.
///
/// Taking and giving up a slot costs a few additions, so that a search can try and undo.
package struct PartialDraft: Sendable {
  package let problem: DraftProblem
  /// The member of each slot; nil while it is open.
  package private(set) var holder: [Int?]
  /// Member by slot.
  package private(set) var held: BitMatrix
  /// Seconds inside the week, by member.
  package private(set) var seconds: [Int]
  /// Hundredths of weighted hours, by member.
  package private(set) var weighted: [Int]
  /// Weekend and night slots, by member.
  package private(set) var unsocial: [Int]
  private var slotsOf: [[Int]]

  package init(_ problem: DraftProblem) {
    self.problem = problem
    let none = Array(repeating: 0, count: problem.members.count)
    holder = Array(repeating: nil, count: problem.slots.count)
    held = BitMatrix(rows: problem.members.count, columns: problem.slots.count)
    seconds = none
    weighted = none
    unsocial = none
    slotsOf = none.map { _ in [] }
  }

  /// The member's slots in ascending order.
  package func slots(of member: Int) -> [Int] { slotsOf[member] }

  /// Seconds on shift on `date`, what is fixed included; 0 for fixed shifts where no rule asks for days.
  package func seconds(of member: Int, on date: CivilDate) -> Int {
    slotsOf[member].reduce(problem.members[member].fixedDays[date] ?? 0) { sum, slot in
      problem.slots[slot].days.reduce(sum) { $0 + ($1.date == date ? $1.seconds : 0) }
    }
  }

  /// Open slots in ascending order.
  package var openSlots: [Int] { holder.indices.filter { holder[$0] == nil } }

  /// The members of a line, once each, in the order of its slots.
  package func holders(ofLine line: Int) -> [Int] {
    var found: [Int] = []
    for slot in problem.lines[line] {
      if let member = holder[slot], !found.contains(member) { found.append(member) }
    }
    return found
  }

  /// How far the member is over (or, below zero, under) a fair share, in hundredths of weighted hours.
  package func deviation(of member: Int) -> Int {
    problem.fairness.earned[member] + weighted[member] - problem.fairness.fair[member]
  }

  /// Gives an open slot to `member`; whether that is allowed is the caller's business.
  package mutating func assign(_ member: Int, to slot: Int) {
    holder[slot] = member
    held[member, slot] = true
    let position = slotsOf[member].firstIndex { $0 > slot } ?? slotsOf[member].endIndex
    slotsOf[member].insert(slot, at: position)
    count(slot, for: member, times: 1)
  }

  /// Opens a slot again.
  package mutating func clear(_ slot: Int) {
    guard let member = holder[slot] else { return }
    holder[slot] = nil
    held[member, slot] = false
    slotsOf[member].removeAll { $0 == slot }
    count(slot, for: member, times: -1)
  }

  private mutating func count(_ slot: Int, for member: Int, times: Int) {
    let facts = problem.slots[slot]
    seconds[member] += times * facts.secondsInWeek
    weighted[member] += times * facts.weighted
    unsocial[member] += facts.isUnsocial ? times : 0
  }
}
