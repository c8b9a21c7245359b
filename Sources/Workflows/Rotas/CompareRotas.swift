import Drafting
import ScheduleFiles
import Scheduling
import Storage
import Timekeeping

/// Compares two drafts of one team and time, or a draft with what is published.
package struct CompareRotas: OperatorCommand {
  package static let name = "rota-compare"
  package static let changes = false
  /// In the place of a draft's id.
  package static let published = "published"

  /// A draft's id, or `published`; not both may be that.
  package var before: String
  package var after: String

  package init(before: String, after: String) {
    self.before = before
    self.after = after
  }

  package struct Reply: Codable, Sendable {
    package var before: String
    package var after: String
    package var team: String
    package var period: DraftPeriod
    package var zone: String
    /// By id, of everybody who is named.
    package var names: [String: String]
    package var comparison: DraftComparison
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> Reply {
    let now = desk.clock.now()
    guard let anchor = [after, before].first(where: { $0 != Self.published }) else {
      throw OperatorProblem(
        .refused, "both sides are what is published", help: "name a draft: rota compare D-1 published")
    }
    return try await desk.store.read { [before, after] tx in
      let book = try DraftBook(anchor, desk: desk, tx: tx, now: now)
      let (old, new) = (try side(before, of: book, in: tx), try side(after, of: book, in: tx))
      return Reply(
        before: before, after: after, team: book.stored.team.text, period: book.draft.period,
        zone: book.definition.schedule.zone.name, names: names(old, new, world: book.world),
        comparison: DraftComparison(old, new))
    }
  }

  private func side(_ id: String, of book: DraftBook, in tx: Snapshot) throws -> Draft {
    if id == book.stored.id { return book.draft }
    if id == Self.published { return try book.published() }
    guard let other = try tx.draft(id) else { throw OperatorProblem.noDraft(id) }
    guard other.team == book.stored.team, other.days == book.stored.days else {
      throw OperatorProblem(
        .refused,
        "\(book.stored.id) is of \(book.stored.team) \(book.draft.period), \(id) of \(other.team) "
          + (DraftPeriod(other.days)?.description ?? "\(other.days)"),
        help: "compare drafts of one team and time")
    }
    return try DraftBook.draft(other)
  }

  private func names(_ old: Draft, _ new: Draft, world: World) -> [String: String] {
    let members = (old.assignments + new.assignments).compactMap(\.member)
    return Dictionary(members.map { ($0.text, world.name(of: $0)) }, uniquingKeysWith: { first, _ in first })
  }
}

extension DraftBook {
  /// What is published for the draft's slots, with all changes, in the form of a draft without costs.
  ///
  /// A slot that the draft has as it was published is the same: publishing leaves it, and what was changed on top, alone.
  func published() throws -> Draft {
    let holders = try input(orders: orders).published
    let posted = (world.published[stored.team] ?? []).flatMap(\.shifts)
    return Draft(
      team: stored.team, week: draft.week,
      assignments: draft.assignments.map { assignment in
        let isPosted = posted.contains { $0.id == assignment.slot.id && $0.member == assignment.member }
        return isPosted ? assignment : assignment.held(by: holders[assignment.slot.id])
      }, balance: draft.balance)
  }
}
