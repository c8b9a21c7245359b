import Scheduling
import Timekeeping

/// Writes down a finished search as a `Draft`, with a reason for everything.
struct DraftWriter {
  let input: DraftingInput
  /// Slots are opened and filled again while asking what else was possible.
  private var draft: PartialDraft
  private var problem: DraftProblem { draft.problem }

  init(_ draft: PartialDraft, input: DraftingInput) {
    self.draft = draft
    self.input = input
  }

  mutating func write(fingerprint: String) -> Draft {
    var notes = DraftNotes(draft, input: input)
    let objective = draft.objective
    return Draft(
      team: problem.team, week: problem.week, assignments: problem.slots.indices.map { assignment(of: $0) },
      balance: problem.members.indices.map(balance), objective: objective, fingerprint: fingerprint,
      notes: notes.notes())
  }

  private mutating func assignment(of slot: Int) -> DraftAssignment {
    let facts = problem.slots[slot]
    let holder = draft.holder[slot]
    draft.clear(slot)
    let price = holder.flatMap { draft.price($0, slot) }
    let others = problem.members.indices.filter { $0 != holder }.map { other($0, slot, against: price) }
    let because = holder.map { reasons(for: $0, slot, price: price ?? 0, others: others) } ?? [Self.nobody]
    if let holder { draft.assign(holder, to: slot) }
    return DraftAssignment(
      slot: facts.slot, title: facts.title, window: facts.window, zone: facts.pattern.zone,
      member: holder.map { problem.members[$0].member.id }, because: because, others: others)
  }

  private static let nobody = Reason(rule: "open", "nobody may take this slot next to the rest of the draft")

  private func other(_ member: Int, _ slot: Int, against price: Int?) -> OtherMember {
    let own = draft.price(member, slot)
    return OtherMember(
      member: problem.members[member].member.id, obstacle: own == nil ? draft.obstacle(member, slot) : nil,
      extra: own.flatMap { own in price.map { own - $0 } })
  }

  private func reasons(for member: Int, _ slot: Int, price: Int, others: [OtherMember]) -> [Reason] {
    let facts = problem.slots[slot]
    let person = problem.members[member].member
    var reasons: [Reason] = []
    if facts.decisions.contains(LeadDecision(slot: facts.slot.id, member: person.id, kind: .assign)) {
      reasons.append(Reason(rule: "lead-decides", "a lead gave this slot to \(person.name)"))
    }
    if facts.published == person.id {
      reasons.append(Reason(rule: "keep-published", "\(person.name) has this slot in the published rota"))
    }
    if keepsLine(member, slot) {
      reasons.append(Reason(rule: "same-member-week", "\(person.name) keeps \(facts.windowTitle) all week"))
    }
    return reasons + [comparison(person.name, others)] + draft.charges(member, slot).map(\.reason)
  }

  /// True where the line has several slots, all of them the member's; `slot` itself is open just now.
  private func keepsLine(_ member: Int, _ slot: Int) -> Bool {
    let rest = problem.lines[problem.lineOf[slot]].filter { $0 != slot }
    return !rest.isEmpty && rest.allSatisfy { draft.holder[$0] == member }
  }

  private func comparison(_ name: String, _ others: [OtherMember]) -> Reason {
    let takers = others.filter { $0.obstacle == nil }
    guard let next = takers.min(by: { ($0.extra ?? 0) < ($1.extra ?? 0) }) else {
      return Reason(rule: "price", "only \(name) may take it")
    }
    let rival = problem.name(of: next.member)
    let extra = next.extra ?? 0
    let several = "of \(takers.count + 1) who may take it, \(name)"
    let points = Wording.count(abs(extra), "point")
    let sentence =
      switch extra {
      case 1...: "\(several) costs least; \(rival) would cost \(points) more"
      case 0: "\(several) costs as little as \(rival)"
      default: "for this slot alone \(rival) would cost \(points) less than \(name), but not for all that hangs on it"
      }
    return Reason(rule: "price", sentence)
  }

  private func balance(of member: Int) -> MemberBalance {
    let slots = draft.slots(of: member).map { problem.slots[$0] }
    let before = problem.fairness.earned[member]
    return MemberBalance(
      member: problem.members[member].member.id, name: problem.members[member].name,
      minutes: slots.reduce(0) { $0 + $1.seconds } / 60,
      weekendMinutes: slots.filter(\.isWeekend).reduce(0) { $0 + $1.seconds } / 60,
      points: slots.reduce(0) { $0 + $1.points }, before: before, after: before + draft.weighted[member],
      share: problem.fairness.fair[member])
  }
}
