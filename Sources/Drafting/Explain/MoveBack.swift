import Scheduling

/// Gives slots back to whom they had been with, wherever that costs no more: among drafts that cost the same the one
/// with fewest changes is the best to explain.
///
/// It tries each changed slot by itself and with each other one, until nothing more can be given back; O(changes²) for
/// each round.
struct MoveBack {
  private(set) var judge: DraftJudge
  /// By slot: who had it before; nil where nobody had, or somebody who is not in the problem.
  private let before: [Int?]

  init(_ judge: DraftJudge, to holders: [ShiftID: MemberID]) {
    self.judge = judge
    let places = judge.problem.placesOfMembers
    before = judge.problem.slots.map { facts in holders[facts.slot.id].flatMap { places[$0] } }
    while giveBackOne() || giveBackTwo() {}
  }

  private var changed: [Int] {
    before.indices.filter { before[$0] != nil && before[$0] != judge.holder($0) }
  }

  private mutating func giveBackOne() -> Bool {
    changed.contains { giveBack([$0]) }
  }

  private mutating func giveBackTwo() -> Bool {
    let changed = changed
    for (place, first) in changed.enumerated() {
      for second in changed[(place + 1)...] where giveBack([first, second]) { return true }
    }
    return false
  }

  /// Returns whether it was done: it is allowed and costs no more.
  private mutating func giveBack(_ slots: [Int]) -> Bool {
    var trial = judge
    var saved = 0
    for slot in slots {
      guard let member = trial.holder(slot) else { continue }
      trial.clear(slot)
      saved += trial.bill(member, slot).total - trial.problem.openCost(slot)
    }
    for slot in slots {
      guard let member = before[slot], let price = trial.price(member, slot) else { return false }
      saved -= price - trial.problem.openCost(slot)
      trial.assign(member, to: slot)
    }
    guard saved >= 0 else { return false }
    judge = trial
    return true
  }
}
