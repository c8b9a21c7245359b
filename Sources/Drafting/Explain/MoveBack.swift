import Scheduling

/// Gives slots back to whom they had been with, wherever that costs no more: among drafts that cost the same the one
/// with fewest changes is the best to explain.
///
/// It tries one, two or three changed slots together, of which the last may go to anybody, until nothing more can be given
/// back or so many questions were asked: where hundreds of slots changed, their pairs are too many to try them all.
struct MoveBack {
  /// Sets of three are tried among so many changed slots at most.
  private static let mostForThree = 14
  /// How often members are asked about a slot: some seconds.
  static let usualQuestions = 1_000_000

  private(set) var judge: DraftJudge
  /// By slot: who had it before; nil where nobody had, or somebody who is not in the problem.
  private let before: [Int?]
  /// Sets that may still be tried, for each of which every member is asked.
  private var sets: Int

  init(_ judge: DraftJudge, to holders: [ShiftID: MemberID], questions: Int = MoveBack.usualQuestions) {
    self.judge = judge
    let places = judge.problem.placesOfMembers
    before = judge.problem.slots.map { facts in holders[facts.slot.id].flatMap { places[$0] } }
    sets = questions / max(1, judge.problem.members.count)
    while giveBackSome() {}
  }

  private var changed: [Int] {
    before.indices.filter { before[$0] != nil && before[$0] != judge.holder($0) }
  }

  /// Returns whether there is one changed slot less.
  private mutating func giveBackSome() -> Bool {
    let changed = changed
    if changed.contains(where: { giveBack([$0], and: nil) }) { return true }
    for last in changed {
      for first in changed where first != last && giveBack([first], and: last) { return true }
    }
    return changed.count <= Self.mostForThree && giveBackThree(changed)
  }

  private mutating func giveBackThree(_ changed: [Int]) -> Bool {
    for last in changed {
      for (place, first) in changed.enumerated() where first != last {
        for second in changed[(place + 1)...] where second != last && giveBack([first, second], and: last) {
          return true
        }
      }
    }
    return false
  }

  /// Gives `slots` back and `last` to whoever costs least then; returns whether it was done: it is allowed and costs no
  /// more. What is left to those who had the slots has to be as lawful without them.
  private mutating func giveBack(_ slots: [Int], and last: Int?) -> Bool {
    if sets <= 0 { return false }
    sets -= 1
    var trial = judge
    var saved = 0
    var losers: [Int] = []
    for slot in slots + [last].compactMap(\.self) {
      guard let member = trial.holder(slot) else { continue }
      losers.append(member)
      trial.clear(slot)
      saved += trial.bill(member, slot).total - trial.problem.openCost(slot)
    }
    for slot in slots {
      guard let member = before[slot], let price = trial.price(member, slot) else { return false }
      saved -= price - trial.problem.openCost(slot)
      trial.assign(member, to: slot)
    }
    if let last {
      guard let (member, price) = cheapest(for: last, in: trial) else { return false }
      saved -= price - trial.problem.openCost(last)
      trial.assign(member, to: last)
    }
    guard saved >= 0, losers.allSatisfy({ trial.keepsRuns($0) || !judge.keepsRuns($0) }) else { return false }
    judge = trial
    return true
  }

  /// Whoever had the slot comes first among those who cost the same.
  private func cheapest(for slot: Int, in trial: DraftJudge) -> (member: Int, price: Int)? {
    var best: (member: Int, price: Int)?
    let members = [before[slot]].compactMap(\.self) + trial.problem.members.indices.filter { $0 != before[slot] }
    for member in members {
      guard let price = trial.price(member, slot) else { continue }
      if best.map({ price < $0.price }) ?? true { best = (member, price) }
    }
    return best
  }
}
