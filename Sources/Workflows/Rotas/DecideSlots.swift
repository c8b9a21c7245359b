import Drafting
import ScheduleFiles
import Scheduling
import Storage
import Timekeeping

/// Keeps a draft's slots as they are, gives them to somebody or nobody, or to anybody but somebody: the next draft is bound
/// by it.
///
/// All of what is asked for is done, or nothing. What a hard rule forbids anyway is refused with the reason.
package struct DecideSlots: OperatorCommand {
  package static let name = "rota-decide"
  package static let changes = true
  /// In one command.
  static let mostSlots = 500

  package var draft: String
  package var kind: SlotDecision.Kind
  package var choices: [SlotChoice]
  /// Says what would be decided and stores nothing.
  package var dryRun: Bool

  package init(draft: String, kind: SlotDecision.Kind, choices: [SlotChoice], dryRun: Bool = false) {
    self.draft = draft
    self.kind = kind
    self.choices = choices
    self.dryRun = dryRun
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> DecisionReply {
    let now = desk.clock.now()
    return try await desk.changeOrTry { [self] tx in
      let book = try DraftBook(draft, desk: desk, tx: tx, now: now)
      let wanted = latest(try choices.flatMap { try wishes($0, in: book) })
      guard wanted.count <= Self.mostSlots else {
        throw OperatorProblem(
          .refused, "\(wanted.count) slots are meant", help: "decide about \(Self.mostSlots) at a time at most")
      }
      let released = try release(wanted, in: book, tx: tx, actor: actor)
      var decided: [SlotDecision] = []
      for (slot, member) in wanted { decided.append(try decide(slot, member, in: book, tx: tx, actor: actor)) }
      try refuseObstacles(decided, in: book, tx: tx)
      let reply = DecisionReply(book, decided: decided, released: released, isDryRun: dryRun)
      if dryRun { throw DryRun(reply: reply) }
      try tx.audit(
        at: now, actor: actor, action: "rota-\(kind.rawValue)", entity: "draft/\(draft)",
        ["decisions": decided.map(\.id).joined(separator: " ")])
      return reply
    }
  }

  // MARK: What is wanted

  /// Slots with the member each is about. Of many, those that are open or have begun are left out.
  private func wishes(_ choice: SlotChoice, in book: DraftBook) throws -> [(DraftAssignment, MemberID)] {
    let meant = try book.slots(meant: choice.slot)
    let found = meant.filter { $0.slot.interval.start > book.now }
    guard let first = found.first else {
      throw OperatorProblem(
        .no, "\(choice.slot) has begun", help: "what is on changes with: watchbill override add \(book.stored.team)")
    }
    guard kind == .lock else {
      let member = try member(choice, in: book)
      return found.map { ($0, member) }
    }
    let held = found.compactMap { slot in slot.member.map { (slot, $0) } }
    guard !held.isEmpty else {
      throw OperatorProblem(
        .no, "\(book.names.name(of: first.slot.id)) is open in \(draft), so there is nothing to keep",
        help: "give it to somebody: watchbill rota assign \(draft) \(choice.slot)=MEMBER")
    }
    return held
  }

  /// A slot is given to a member or kept from them; only an assignment may say that nobody has it.
  private func member(_ choice: SlotChoice, in book: DraftBook) throws -> MemberID {
    if kind == .assign, choice.member == AmendRota.open { return LeadDecision.nobody }
    return try book.member(choice.member ?? "").id
  }

  /// Each once: what is said later takes the place of what was said before, such as one day's of a `*`.
  private func latest(_ wanted: [(DraftAssignment, MemberID)]) -> [(DraftAssignment, MemberID)] {
    var seen: Set<[String]> = []
    return wanted.reversed().filter { slot, member in
      seen.insert([slot.slot.id.text] + (kind.gives ? [] : [member.text])).inserted
    }.reversed()
  }

  // MARK: What was decided before

  /// Takes back what the new decisions contradict or repeat.
  private func release(
    _ wanted: [(DraftAssignment, MemberID)], in book: DraftBook, tx: Transaction, actor: Actor
  ) throws -> [SlotDecision] {
    let before = book.orders.decisions.filter { old in
      wanted.contains { slot, member in slot.slot.id == old.slot && contradicts(old, member) }
    }
    for old in before { _ = try tx.releaseDecision(old.id, by: actor.text, at: book.now) }
    return before
  }

  private func contradicts(_ old: SlotDecision, _ member: MemberID) -> Bool {
    old.member == member || (kind.gives && old.kind.gives)
  }

  private func decide(
    _ slot: DraftAssignment, _ member: MemberID, in book: DraftBook, tx: Transaction, actor: Actor
  ) throws -> SlotDecision {
    try refuseClaim(of: slot, member, in: book)
    let decision = SlotDecision(
      id: try tx.nextID(.decision), team: book.stored.team, slot: slot.slot.id, interval: slot.slot.interval,
      member: member, kind: kind, at: book.now, by: actor.text)
    try tx.addDecision(decision)
    return decision
  }

  private func refuseClaim(of slot: DraftAssignment, _ member: MemberID, in book: DraftBook) throws {
    guard let claim = book.orders.claims.first(where: { $0.slot == slot.slot.id }),
      (claim.member == member) != kind.gives
    else { return }
    throw OperatorProblem(
      .no, "\(claim.member) claimed \(book.names.name(of: claim.slot)) (\(claim.id))",
      help: "ask \(claim.member) to give it back: watchbill claim withdraw \(claim.id)")
  }

  // MARK: Rules

  /// What hard rules hold against the given slots next to all else that is given; only what is new is reported.
  private func refuseObstacles(_ decided: [SlotDecision], in book: DraftBook, tx: Transaction) throws {
    guard kind.gives else { return }
    let orders = try DraftOrders(of: book.stored.team, book.draft.period, in: tx)
    let input = try book.input(orders: orders)
    try refuseOvertaken(decided, input, in: book)
    let given = orders.decisions(for: book.draft.assignments.map(\.slot)).filter { $0.kind == .assign && !$0.opens }
    let new = Set(decided.map(\.slot))
    let fresh = try DraftCheck.obstacles(
      to: filled(book, given), from: filled(book, given.filter { !new.contains($0.slot) }), input)
    guard !fresh.isEmpty else { return }
    throw OperatorProblem(
      .no, fresh.map(\.sentence).joined(separator: "; "),
      help: "choose somebody else, or release what stands in the way: watchbill rota decisions \(book.stored.team)")
  }

  /// What went to somebody else since it was published stays with them, whatever a draft has there. Among others that are
  /// decided, as all of a draft, it changes nothing.
  private func refuseOvertaken(_ decided: [SlotDecision], _ input: DraftingInput, in book: DraftBook) throws {
    let overtaken = decided.filter { next in
      input.published[next.slot].map { $0 != next.member } ?? false
        && !input.decisions.contains { $0.slot == next.slot && $0.member == next.member }
    }
    guard overtaken.count == decided.count, let next = overtaken.first, let holder = input.published[next.slot] else {
      return
    }
    throw OperatorProblem(
      .no,
      "\(book.names.name(of: next.slot)) stays with \(book.world.name(of: holder)), who got it after it was published",
      help: "take that back first: watchbill override list --team \(book.stored.team)")
  }

  /// The book's slots with those who were given them, and nobody else.
  private func filled(_ book: DraftBook, _ given: [LeadDecision]) -> Draft {
    let filled = book.draft.assignments.map { slot in
      slot.held(by: given.first { $0.slot == slot.slot.id }?.member)
    }
    return Draft(team: book.stored.team, period: book.draft.period, assignments: filled)
  }
}

/// A slot as somebody named it, and for whom it is meant.
package struct SlotChoice: Codable, Sendable, Hashable {
  package var slot: String
  package var member: String?

  package init(slot: String, member: String? = nil) {
    self.slot = slot
    self.member = member
  }
}
