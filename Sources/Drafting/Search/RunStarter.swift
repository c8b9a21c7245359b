import RotaSearch
import Scheduling
import Timekeeping

/// Begins runs of days where a rule asks for several at least: no slot of such a run can be taken alone.
struct RunStarter {
  private(set) var judge: DraftJudge
  private let rule: any RunRule
  private let least: Int
  /// By day: the slots that a member who takes them is at on it.
  private let slotsOn: [CivilDate: [Int]]

  /// Nil where no rule asks for more than one day in a row.
  init?(_ judge: DraftJudge) {
    let rules = judge.problem.rules.compactMap { $0 as? any RunRule }
    guard let rule = rules.max(by: { $0.limits.leastInARow ?? 1 < $1.limits.leastInARow ?? 1 }),
      let least = rule.limits.leastInARow, least > 1
    else { return nil }
    (self.judge, self.rule, self.least) = (judge, rule, least)
    var slotsOn: [CivilDate: [Int]] = [:]
    for (slot, facts) in judge.problem.slots.enumerated() {
      for day in rule.days(of: facts) { slotsOn[day, default: []].append(slot) }
    }
    self.slotsOn = slotsOn
  }

  /// Gives an open slot, with others around it that make a run, to whoever is furthest behind and may have them all.
  mutating func start(at slot: Int) {
    let members = judge.problem.members.indices.filter { judge.problem.mayTake[$0, slot] }
    let order = members.sorted { (judge.deviation(of: $0), $0) < (judge.deviation(of: $1), $1) }
    for member in order where takesRun(member, around: slot) { return }
  }

  private mutating func takesRun(_ member: Int, around slot: Int) -> Bool {
    guard let day = rule.days(of: judge.problem.slots[slot]).first else { return false }
    for before in 0..<least {
      let days = (0..<least).map { day - before + $0 }
      guard let slots = slots(of: member, on: days, with: slot) else { continue }
      for next in slots { judge.assign(member, to: next) }
      if slots.allSatisfy({ holds(member, $0) }) { return true }
      for next in slots { judge.clear(next) }
    }
    return false
  }

  /// An open slot for each of the days on which the member has none, the one most like `slot` first; nil where a day has
  /// none.
  private func slots(of member: Int, on days: [CivilDate], with slot: Int) -> [Int]? {
    let problem = judge.problem
    let stood = Set(judge.slots(of: member).flatMap { rule.days(of: problem.slots[$0]) })
      .union(rule.fixedDays(of: problem.members[member]))
    var chosen = [slot]
    for day in days where !stood.contains(day) && !rule.days(of: problem.slots[slot]).contains(day) {
      let free = (slotsOn[day] ?? []).filter { next in
        judge.holder(next) == nil && problem.mayTake[member, next] && !chosen.contains { problem.conflicts[$0, next] }
      }
      let line = problem.slots[slot].slot.line
      guard let next = free.first(where: { problem.slots[$0].slot.line == line }) ?? free.first else { return nil }
      chosen.append(next)
    }
    return chosen
  }

  /// Whether the member may have the slot next to everything, the rest of the run included.
  private mutating func holds(_ member: Int, _ slot: Int) -> Bool {
    judge.clear(slot)
    defer { judge.assign(member, to: slot) }
    return judge.mayTake(member, slot)
  }
}
