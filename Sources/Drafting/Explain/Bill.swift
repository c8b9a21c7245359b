import Scheduling

/// What a member in a slot costs next to the rest of a draft, rule by rule; the points add up to the whole price.
///
/// Rules that forbid are in it with nothing, so that one can say what somebody would cost who may not take the slot.
struct Bill: Sendable, Hashable {
  /// By rule, as in `DraftProblem.rules`.
  private(set) var points: [Int]

  init(rules: Int) { points = Array(repeating: 0, count: rules) }

  var total: Int { points.reduce(0, +) }

  mutating func charge(_ more: Int, by rule: Int) { points[rule] += more }
}

extension DraftJudge {
  /// A draft as somebody stored it, lawful or not; slots and members that the problem does not have are left out.
  init(_ problem: DraftProblem, holders: [ShiftID: MemberID]) {
    self.init(problem)
    let places = problem.placesOfMembers
    for slot in problem.slots.indices {
      guard let id = holders[problem.slots[slot].slot.id], let member = places[id] else { continue }
      assign(member, to: slot)
    }
  }

  /// Who holds each slot, by id.
  var membersBySlot: [ShiftID: MemberID] {
    var found: [ShiftID: MemberID] = [:]
    for slot in problem.slots.indices {
      if let member = holder(slot) { found[problem.slots[slot].slot.id] = problem.members[member].member.id }
    }
    return found
  }

  /// What `member` in `slot`, which is open, costs by each rule.
  func bill(_ member: Int, _ slot: Int) -> Bill {
    var bill = Bill(rules: problem.rules.count)
    for (index, rule) in problem.rules.enumerated() {
      bill.charge(problem.fixedVerdict(rule, member, slot).charge, by: index)
    }
    for entry in problem.sumsOf[member][slot] {
      bill.charge(change(of: entry, member) ?? 0, by: problem.sums[member][entry.sum].rule)
    }
    for tie in problem.tiesOf[slot] { bill.charge(change(ofTie: tie, member, slot) ?? 0, by: problem.ties[tie].rule) }
    return bill
  }
}

extension DraftProblem {
  /// By id.
  var placesOfMembers: [MemberID: Int] {
    Dictionary(members.enumerated().map { ($1.member.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// By id.
  var placesOfSlots: [ShiftID: Int] {
    Dictionary(slots.enumerated().map { ($1.slot.id, $0) }, uniquingKeysWith: { first, _ in first })
  }
}
