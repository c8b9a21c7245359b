import Scheduling
import Timekeeping

/// Answers why: of each slot and each member of a draft, by the facts and rules of an input.
///
/// The draft may be older than the input; then it is explained as if it were made of those slots now. Every answer takes
/// time in proportion to members times rules for each slot that it speaks of.
package struct DraftExplainer: Sendable {
  private let judge: DraftJudge
  private let input: DraftingInput
  /// As in `Draft.fingerprint`: equal when the draft was made of the same facts.
  package let fingerprint: String
  private var problem: DraftProblem { judge.problem }
  /// `holders` says who has each slot. Throws when the schedule names a zone whose table was not handed in.
  package init(_ input: DraftingInput, holders: [ShiftID: MemberID]) throws(ZoneProblem) {
    let facts = try ProblemFacts(input)
    fingerprint = facts.fingerprint
    judge = DraftJudge(DraftProblem(facts, rules: StandardRules.rules(for: input)), holders: holders)
    self.input = input
  }

  /// Nil when the period has no such slot.
  package func explanation(of slot: ShiftID) -> SlotExplanation? {
    problem.slots.firstIndex { $0.slot.id == slot }.map { explained($0) }
  }

  /// Of every slot, in the order of the draft, with everybody else.
  package var slots: [SlotExplanation] { problem.slots.indices.map { explained($0) } }

  /// The same with only those others who could take the slot at the least prices, and those who would cost less but may
  /// not.
  package var summaries: [SlotExplanation] { problem.slots.indices.map { explained($0, isBrief: true) } }

  /// Nil when the team has no such member.
  package func explanation(of member: MemberID) -> MemberExplanation? {
    problem.members.firstIndex { $0.member.id == member }.map(explainedMember)
  }

  /// Hours, nights, weekends, holidays, points and credits of everybody before the draft and with it.
  package func fairness() throws(ZoneProblem) -> FairnessTable { try FairnessCounter(judge, input).table() }
}

// MARK: Slots

extension DraftExplainer {
  private func explained(_ slot: Int, isBrief: Bool = false) -> SlotExplanation {
    let question = SlotQuestion(judge, slot)
    let facts = problem.slots[slot]
    let others = isBrief ? question.nearest : question.others
    return SlotExplanation(
      slot: facts.slot.id, label: facts.label, interval: facts.slot.interval,
      member: question.holder.map { problem.members[$0].member.id },
      name: question.holder.map { problem.members[$0].name },
      because: question.holder == nil ? question.whyOpen : question.whyHolder(others),
      charges: question.charges, obstacle: question.obstacle, others: others)
  }
}

// MARK: Members

extension DraftExplainer {
  private func explainedMember(_ member: Int) -> MemberExplanation {
    let held = judge.slots(of: member).sorted {
      problem.slots[$0].slot.interval.isBefore(problem.slots[$1].slot.interval)
    }
    return MemberExplanation(
      member: problem.members[member].member.id, name: problem.members[member].name,
      slots: held.map(heldSlot), balance: MemberBalance(member, judge), missed: missed(by: member))
  }

  private func heldSlot(_ slot: Int) -> MemberExplanation.HeldSlot {
    let question = SlotQuestion(judge, slot)
    let facts = problem.slots[slot]
    return MemberExplanation.HeldSlot(
      slot: facts.slot.id, label: facts.label, interval: facts.slot.interval, points: question.bill?.total ?? 0,
      charges: question.charges, obstacle: question.obstacle, next: question.nearest.first { $0.obstacle == nil })
  }

  /// By the rule that keeps the member from most slots.
  private func missed(by member: Int) -> [MemberExplanation.MissedSlots] {
    var rules: [String] = []
    var found: [String: (count: Int, example: String)] = [:]
    for slot in problem.slots.indices where judge.holder(slot) != member {
      let alternative = SlotQuestion(judge, slot).alternative(member)
      let rule = alternative.obstacle?.rule ?? "price"
      if found[rule] == nil { rules.append(rule) }
      let example = "\(problem.slots[slot].label): \(alternative.text)"
      found[rule] = ((found[rule]?.count ?? 0) + 1, found[rule]?.example ?? example)
    }
    let all = rules.compactMap { rule in
      found[rule].map { MemberExplanation.MissedSlots(rule: rule, count: $0.count, example: $0.example) }
    }
    return all.enumerated().sorted { ($1.element.count, $0.offset) < ($0.element.count, $1.offset) }.map(\.element)
  }
}

extension MemberBalance {
  /// What a draft as it stands gives `member`.
  init(_ member: Int, _ judge: DraftJudge) {
    let problem = judge.problem
    let slots = judge.slots(of: member).map { problem.slots[$0] }
    let before = problem.fairness.earned[member]
    self.init(
      member: problem.members[member].member.id, name: problem.members[member].name,
      minutes: slots.reduce(0) { $0 + $1.seconds } / 60,
      weekendMinutes: slots.filter(\.isWeekend).reduce(0) { $0 + $1.seconds } / 60,
      points: slots.reduce(0) { $0 + $1.points }, before: before,
      after: before + slots.reduce(0) { $0 + $1.weighted }, share: problem.fairness.fair[member])
  }
}

extension Drafter {
  /// The draft in which slots are with `holders`, priced and explained by the facts of `input`, lawful or not; slots and
  /// members that it does not have are left out.
  package static func draft(_ input: DraftingInput, holding holders: [ShiftID: MemberID]) throws(ZoneProblem) -> Draft {
    let facts = try ProblemFacts(input)
    let problem = DraftProblem(facts, rules: StandardRules.rules(for: input))
    var writer = DraftWriter(DraftJudge(problem, holders: holders), input: input)
    return writer.write(fingerprint: facts.fingerprint, search: nil)
  }
}
