import Drafting
import Foundation
import ScheduleFiles
import Scheduling
import Storage
import Timekeeping

/// A stored draft beside the present of its team: what every workflow about a draft begins with.
struct DraftBook {
  let stored: StoredDraft
  let draft: Draft
  let definition: TeamDefinition
  let world: World
  let orders: DraftOrders
  let desk: ServiceDesk
  let now: Timestamp
  /// Of the draft's slots.
  let names: SlotNames

  init(_ id: String, desk: ServiceDesk, tx: Snapshot, now: Timestamp) throws {
    guard let stored = try tx.draft(id) else { throw OperatorProblem.noDraft(id) }
    try self.init(stored, desk: desk, tx: tx, now: now)
  }

  init(_ stored: StoredDraft, desk: ServiceDesk, tx: Snapshot, now: Timestamp) throws {
    self.stored = stored
    let draft = try Self.draft(stored)
    self.draft = draft
    names = SlotNames(draft.assignments.map(\.slot.id))
    world = try desk.worlds.world(in: tx)
    definition = try desk.team(stored.team.text, in: world, at: now)
    orders = try DraftOrders(of: stored.team, draft.period, in: tx)
    self.desk = desk
    self.now = now
  }

  static func draft(_ stored: StoredDraft) throws -> Draft {
    try JSONDecoder().decode(Draft.self, from: Data(stored.bytes))
  }

  /// The draft's slots that `text` means.
  func slots(meant text: String) throws -> [DraftAssignment] {
    do throws(TextProblem) {
      let ids = try names.slots(meant: text)
      return ids.compactMap { id in draft.assignments.first { $0.slot.id == id } }
    } catch {
      throw OperatorProblem(.refused, "\(error.what) in \(stored.id)", help: error.help)
    }
  }

  func member(_ id: String) throws -> Member {
    let members = definition.schedule.members
    if let found = members.first(where: { $0.id.text == id }) { return found }
    throw OperatorProblem.unknown("member", id, of: stored.team, among: members.map(\.id.text))
  }

  func input(orders: DraftOrders) throws -> DraftingInput {
    try desk.draftingInput(definition, period: draft.period, world: world, orders: orders, at: now)
  }
}
