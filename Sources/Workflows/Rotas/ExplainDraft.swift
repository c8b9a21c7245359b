import Drafting
import ScheduleFiles
import Scheduling
import Storage
import Timekeeping

/// Says why: of a draft's slots, and of what its members have, by the facts as they are now.
package struct ExplainDraft: OperatorCommand {
  package static let name = "rota-explain"
  package static let changes = false

  package var draft: String
  /// A slot's name, or with `*` several; nil asks for all of them in short unless a member is named.
  package var slot: String?
  package var member: String?

  package init(draft: String, slot: String? = nil, member: String? = nil) {
    self.draft = draft
    self.slot = slot
    self.member = member
  }

  package struct Reply: Codable, Sendable {
    package var draft: String
    package var team: String
    package var period: DraftPeriod
    /// The team's.
    package var zone: String
    /// False when leave, shifts, rules or people changed since the draft was made.
    package var isCurrent: Bool
    package var slots: [ExplainedSlot]
    package var members: [MemberExplanation]
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> Reply {
    let now = desk.clock.now()
    let book = try await desk.store.read { [draft] in try DraftBook(draft, desk: desk, tx: $0, now: now) }
    let named = try member.map { try book.member($0).id }
    let wanted = try wanted(in: book, named)
    let explainer = try DraftExplainer(book.input(orders: book.orders), holders: book.draft.holders)
    return Reply(
      draft: book.stored.id, team: book.stored.team.text, period: book.draft.period,
      zone: book.definition.schedule.zone.name, isCurrent: explainer.fingerprint == book.draft.fingerprint,
      slots: explained(by: explainer, wanted).map {
        ExplainedSlot(name: book.names.name(of: $0.slot), explanation: $0)
      },
      members: [named].compactMap { id in id.flatMap { explainer.explanation(of: $0) } })
  }

  /// In short where no slot is named.
  private func explained(by explainer: DraftExplainer, _ wanted: [ShiftID]) -> [SlotExplanation] {
    if slot == nil { return wanted.isEmpty ? [] : explainer.summaries }
    return wanted.compactMap { explainer.explanation(of: $0) }
  }

  private func wanted(in book: DraftBook, _ member: MemberID?) throws -> [ShiftID] {
    if let slot { return try book.slots(meant: slot).map(\.slot.id) }
    return member == nil ? book.draft.assignments.map(\.slot.id) : []
  }
}

/// A slot's explanation under the shortest name that means it.
package struct ExplainedSlot: Codable, Sendable, Hashable {
  package var name: String
  package var explanation: SlotExplanation
}
