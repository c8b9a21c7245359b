import Drafting
import ScheduleFiles
import Scheduling
import Storage
import Timekeeping

/// Drafts a draft's period again with what was decided since, and says what differs; the earlier draft stays.
package struct RedraftRota: OperatorCommand {
  package static let name = "rota-redraft"
  package static let changes = true

  package var draft: String
  /// Cuts the search short.
  package var seconds: Double

  package init(draft: String, seconds: Double = 5) {
    self.draft = draft
    self.seconds = seconds
  }

  package struct Reply: Codable, Sendable {
    package var reply: DraftReply
    /// The draft that was drafted again.
    package var parent: String
    package var comparison: DraftComparison
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> Reply {
    let now = desk.clock.now()
    let book = try await desk.store.read { [draft] in try DraftBook(draft, desk: desk, tx: $0, now: now) }
    let search = DraftSearch.usual(seconds: seconds, seed: book.draft.search?.seed ?? 1)
    let next = try await Drafter.draftAside(book.input(orders: book.orders), by: search, from: book.draft)
    let id = try await desk.keep(next, parent: book.stored.id, action: "rota-redraft", actor: actor, now: now)
    return Reply(
      reply: DraftReply(id: id, draft: next, zone: book.definition.schedule.zone.name), parent: book.stored.id,
      comparison: DraftComparison(book.draft, next))
  }
}

extension ServiceDesk {
  /// Stores a draft, and what it came from; returns its id.
  func keep(
    _ draft: Draft, parent: String? = nil, action: String, actor: Actor, now: Timestamp
  ) async throws -> String {
    let bytes = try Array(WireJSON.encode(draft))
    return try await write { tx in
      let id = try tx.nextID(.draft)
      try tx.addDraft(
        StoredDraft(
          id: id, team: draft.team, days: draft.period.dates, made: now, by: actor.text, bytes: bytes, parent: parent))
      var facts = ["fingerprint": draft.fingerprint]
      facts["parent"] = parent
      try tx.audit(at: now, actor: actor, action: action, entity: "draft/\(id)", facts)
      return id
    }
  }
}
