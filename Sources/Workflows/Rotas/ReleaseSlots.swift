import Drafting
import ScheduleFiles
import Scheduling
import Storage
import Timekeeping

/// Takes back what was decided about slots, so that the next draft may fill them as it likes.
package struct ReleaseSlots: OperatorCommand {
  package static let name = "rota-release"
  package static let changes = true

  package var draft: String
  package var slots: [String]
  /// Only what was decided about this member, or with `open` that nobody has them.
  package var member: String?

  package init(draft: String, slots: [String], member: String? = nil) {
    self.draft = draft
    self.slots = slots
    self.member = member
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> DecisionReply {
    let now = desk.clock.now()
    return try await desk.change { [self] tx in
      let book = try DraftBook(draft, desk: desk, tx: tx, now: now)
      let wanted = try member.map { try $0 == AmendRota.open ? LeadDecision.nobody : book.member($0).id }
      let released = try slots.flatMap { text in
        let ids = try book.slots(meant: text).map(\.slot.id)
        let found = book.orders.decisions.filter { ids.contains($0.slot) && (wanted == nil || $0.member == wanted) }
        guard !found.isEmpty else { throw nothing(text, in: book) }
        return found
      }
      for old in released { _ = try tx.releaseDecision(old.id, by: actor.text, at: now) }
      try tx.audit(
        at: now, actor: actor, action: "rota-release", entity: "draft/\(draft)",
        ["decisions": released.map(\.id).joined(separator: " ")])
      return DecisionReply(book, decided: [], released: released, isDryRun: false)
    }
  }

  private func nothing(_ text: String, in book: DraftBook) -> OperatorProblem {
    let about = member.map { " about \($0)" } ?? ""
    return OperatorProblem(
      .no, "nothing was decided\(about) for \(text)",
      help: "watchbill rota decisions \(book.stored.team) shows what was")
  }
}

/// What a lead decided about slots of a team that have not ended, earliest first.
package struct ListDecisions: OperatorCommand {
  package static let name = "rota-decisions"
  package static let changes = false

  package var team: String?

  package init(team: String? = nil) { self.team = team }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> [DecisionRow] {
    let now = desk.clock.now()
    let world = try await desk.world()
    let teams = try team.map { [try desk.team($0, in: world, at: now)] } ?? world.teams(at: now)
    let coming = Interval(now, .distantFuture)
    let all = try await desk.store.read { snapshot in
      try teams.flatMap { try snapshot.decisions(team: $0.schedule.team, overlapping: coming) }
    }
    let names = SlotNames(all.map(\.slot))
    return all.sorted { ($0.interval.start, $0.slot) < ($1.interval.start, $1.slot) }.map {
      DecisionRow($0, names: names, member: world.name(of: $0.member))
    }
  }
}

/// What was decided and what no longer holds because of it.
package struct DecisionReply: Codable, Sendable {
  package var draft: String
  package var team: String
  package var decided: [DecisionRow]
  package var released: [DecisionRow]
  package var isDryRun: Bool

  init(_ book: DraftBook, decided: [SlotDecision], released: [SlotDecision], isDryRun: Bool) {
    let names = book.names
    func rows(_ decisions: [SlotDecision]) -> [DecisionRow] {
      decisions.map { DecisionRow($0, names: names, member: book.world.name(of: $0.member)) }
    }
    draft = book.stored.id
    team = book.stored.team.text
    self.decided = rows(decided)
    self.released = rows(released)
    self.isDryRun = isDryRun
  }
}

/// A decision as a row; `slot` is the name that people write.
package struct DecisionRow: Codable, Sendable, Hashable {
  package var id: String
  package var team: String
  package var slot: String
  package var shift: String
  package var start: Timestamp
  package var end: Timestamp
  /// lock, assign or forbid.
  package var kind: String
  package var member: String
  package var name: String
  package var at: Timestamp
  package var by: String

  init(_ decision: SlotDecision, names: SlotNames, member: String) {
    (id, team, shift) = (decision.id, decision.team.text, decision.slot.text)
    slot = names.name(of: decision.slot)
    (start, end) = (decision.interval.start, decision.interval.end)
    (kind, self.member, name) = (decision.kind.rawValue, decision.member.text, member)
    (at, by) = (decision.at, decision.by)
  }
}
