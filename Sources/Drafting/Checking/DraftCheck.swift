import RotaSearch
import Scheduling
import Timekeeping

/// Holds a draft against the hard rules of an input.
///
/// Rules about one member are asked slot by slot in order of time; those that later slots can still satisfy, and those
/// about several members, are asked once everything is in its place.
///
/// It is run again when a draft is published, with the leave, shifts and schedule of that moment.
package enum DraftCheck {
  /// What the draft breaks, in order of time; empty when it may be published. Open slots break nothing. What a slot
  /// breaks together with another is said once, with the later of the two.
  package static func violations(_ draft: Draft, _ input: DraftingInput) throws(ZoneProblem) -> [Violation] {
    let problem = try Drafter.problem(input)
    return slotViolations(draft, problem.slots.map(\.slot)) + ruleViolations(draft, problem)
  }

  private static func ruleViolations(_ draft: Draft, _ problem: DraftProblem) -> [Violation] {
    let places = Dictionary(
      problem.slots.enumerated().map { ($1.slot.id, $0) }, uniquingKeysWith: { first, _ in first })
    var judge = DraftJudge(problem)
    var found: [Violation] = []
    var late: [(assignment: DraftAssignment, member: Int, slot: Int)] = []
    for next in draft.assignments.filter({ $0.member != nil }).sorted(by: isEarlier) {
      guard let id = next.member else { continue }
      guard let member = problem.members.firstIndex(where: { $0.member.id == id }) else {
        found.append(
          Violation(rule: "eligibility", slot: next.slot.id, member: id, "\(id) is not in the team any more"))
        continue
      }
      guard let slot = places[next.slot.id], judge.holder(slot) == nil else { continue }
      found += judge.obstacles(member, slot, where: { !$0.needsAll }).map { violation($0, next, id) }
      judge.assign(member, to: slot)
      late.append((next, member, slot))
    }
    found += late.flatMap { whole($0.assignment, $0.member, $0.slot, &judge) }
    return found + late.flatMap { tied($0.assignment, $0.slot, judge) }
  }

  /// The ties that the slot's member breaks next to whoever came before, each rule once.
  private static func tied(_ next: DraftAssignment, _ slot: Int, _ judge: DraftJudge) -> [Violation] {
    guard let id = next.member else { return [] }
    var found: [Violation] = []
    for tie in judge.problem.tiesOf[slot] {
      guard let reason = judge.excess(in: judge.problem.ties[tie], of: slot) else { continue }
      if !found.contains(where: { $0.rule == reason.rule }) { found.append(violation(reason, next, id)) }
    }
    return found
  }

  /// What only the whole draft can show: a newcomer's senior, or the next day of a run, may come later.
  private static func whole(
    _ next: DraftAssignment, _ member: Int, _ slot: Int, _ judge: inout DraftJudge
  ) -> [Violation] {
    judge.obstaclesToHolder(of: slot, where: { $0 is any RunRule && $0.needsAll }).map {
      violation($0, next, judge.problem.members[member].member.id)
    }
  }

  private static func violation(_ reason: Reason, _ next: DraftAssignment, _ member: MemberID) -> Violation {
    Violation(rule: reason.rule, slot: next.slot.id, member: member, "\(next.label): \(reason.sentence)")
  }

  private static func isEarlier(_ a: DraftAssignment, _ b: DraftAssignment) -> Bool {
    (a.slot.interval.start, a.slot.id) < (b.slot.interval.start, b.slot.id)
  }

  /// The slots must be those of the schedule, each once and at its time.
  private static func slotViolations(_ draft: Draft, _ current: [Slot]) -> [Violation] {
    var found: [Violation] = []
    var seen: Set<ShiftID> = []
    let known = Dictionary(current.map { ($0.id, $0.interval) }, uniquingKeysWith: { first, _ in first })
    for next in draft.assignments {
      if !seen.insert(next.slot.id).inserted {
        found.append(Violation(rule: "slots", slot: next.slot.id, member: next.member, "\(next.label) is there twice"))
      } else if known[next.slot.id] != next.slot.interval {
        found.append(
          Violation(
            rule: "slots", slot: next.slot.id, member: next.member,
            "\(next.label) is not in the schedule as it is now"))
      }
    }
    for slot in current where !seen.contains(slot.id) {
      found.append(
        Violation(
          rule: "slots", slot: slot.id, member: nil,
          "the schedule has a slot of \(slot.duty) on \(Wording.day(slot.date)) that the draft lacks"))
    }
    return found
  }
}

extension RotaRule {
  /// True for rules that slots later in the draft can still satisfy.
  fileprivate var needsAll: Bool {
    if self is any TeamRule { return true }
    guard let run = self as? any RunRule else { return false }
    return run.limits.leastInARow ?? 1 > 1 || run.limits.leastFree ?? 1 > 1
  }
}

extension DraftJudge {
  /// Why the holder of `slot` is too much for a tie; nil when the tie holds, or is broken by others only.
  ///
  /// Who makes room does so whenever their slot begins; of the others those who begin first come first.
  fileprivate func excess(in tie: RuleTie, of slot: Int) -> Reason? {
    let held = tie.tie.parts.filter { holder($0.slot) == $0.member }
    let room = held.reduce(0) { $0 + min(0, $1.weight) }
    let byTime = held.filter { $0.weight > 0 }.sorted { isEarlier($0.slot, $1.slot) }
    var total = room
    for (place, part) in byTime.enumerated() {
      total += part.weight
      guard part.slot == slot else { continue }
      // That a member cannot be in two places is said by another rule.
      let doubled = byTime[..<place].filter { $0.member == part.member && problem.conflicts[slot, $0.slot] }
      if tie.tie.price(total - doubled.reduce(0) { $0 + $1.weight }) != nil { return nil }
      let present: [Int] = Set(byTime[..<place].map(\.member)).subtracting([part.member]).sorted()
      let moment = TeamMoment(
        member: problem.members[part.member], slot: problem.slots[slot], present: present.map { problem.members[$0] })
      return Reason(rule: problem.rules[tie.rule].name, tie.tie.sentence(moment))
    }
    return nil
  }

  private func isEarlier(_ a: Int, _ b: Int) -> Bool {
    let (first, second) = (problem.slots[a].slot, problem.slots[b].slot)
    return (first.interval.start, first.id) < (second.interval.start, second.id)
  }
}
