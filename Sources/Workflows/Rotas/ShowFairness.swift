import Drafting
import ScheduleFiles
import Scheduling
import Storage
import Timekeeping

/// What each member has stood before a draft and would have with it, beside a fair share.
package struct ShowFairness: OperatorCommand {
  package static let name = "rota-fairness"
  package static let changes = false

  package var draft: String

  package init(draft: String) { self.draft = draft }

  package struct Reply: Codable, Sendable {
    package var draft: String
    package var team: String
    package var period: DraftPeriod
    package var zone: String
    package var table: FairnessTable
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> Reply {
    let now = desk.clock.now()
    let (book, credits) = try await desk.store.read { [draft] tx in
      (try DraftBook(draft, desk: desk, tx: tx, now: now), try tx.balances())
    }
    var input = try book.input(orders: book.orders)
    input.credits = credits.compactMap { posting in
      guard case .member(.leave, let member) = posting.account else { return nil }
      return Balance(member: member, hundredths: posting.hundredths)
    }
    let table = try DraftExplainer(input, holders: book.draft.holders).fairness()
    return Reply(
      draft: book.stored.id, team: book.stored.team.text, period: book.draft.period,
      zone: book.definition.schedule.zone.name, table: table)
  }
}
