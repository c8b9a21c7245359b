import Scheduling
import Timekeeping

/// Writes down a repair with a reason for each move. A slot that began moves no more, whatever the rules say of it now.
struct RepairWriter {
  private let judge: DraftJudge
  private let input: DraftingInput
  private let now: Timestamp
  private var problem: DraftProblem { judge.problem }

  init(_ judge: DraftJudge, input: DraftingInput, now: Timestamp) {
    self.judge = judge
    self.input = input
    self.now = now
  }

  mutating func write(fingerprint: String, isFewest: Bool, dropped: [DroppedDecision]) -> Repair {
    var writer = DraftWriter(judge, input: input)
    return Repair(
      draft: writer.write(fingerprint: fingerprint, search: nil), moves: moves, isFewest: isFewest, dropped: dropped)
  }

  private var moves: [Repair.Move] {
    let moved = problem.slots.indices.filter { slot in
      problem.slots[slot].slot.interval.start >= now && problem.slots[slot].published != member(of: slot)
    }
    return moved.sorted { problem.slots[$0].slot.interval.isBefore(problem.slots[$1].slot.interval) }.map { slot in
      move(slot, beside: moved)
    }
  }

  private func member(of slot: Int) -> MemberID? { judge.holder(slot).map { problem.members[$0].member.id } }

  private func move(_ slot: Int, beside moved: [Int]) -> Repair.Move {
    let facts = problem.slots[slot]
    let question = SlotQuestion(judge, slot)
    return Repair.Move(
      slot: facts.slot.id, label: facts.label, interval: facts.slot.interval, from: facts.published,
      to: member(of: slot), because: cause(slot, question, beside: moved),
      choice: question.holder == nil ? question.whyOpen : question.whyHolder(question.others, former: facts.published))
  }

  /// What keeps the published member from the slot: something fixed, another slot they take instead, or the rest.
  private func cause(_ slot: Int, _ question: SlotQuestion, beside moved: [Int]) -> Reason {
    guard let old = problem.slots[slot].published else { return Reason(rule: "open", "nobody stood it") }
    guard let member = problem.members.firstIndex(where: { $0.member.id == old }) else {
      return Reason(rule: "eligibility", "\(old) is not in the team any more")
    }
    if let block = problem.block(member, slot) { return block }
    let name = problem.members[member].name
    if let other = moved.first(where: { judge.holder($0) == member }) {
      return Reason(rule: "keep-published", "\(name) takes \(problem.slots[other].label) instead")
    }
    return question.alternative(member).obstacle
      ?? Reason(rule: "keep-published", "\(name) makes room so that fewer slots stay open")
  }
}
