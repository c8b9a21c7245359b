import Drafting
import ScheduleFiles
import Scheduling
import Storage
import Timekeeping

/// Drafts a period and stores the draft; nothing is on until it is published.
package struct DraftRota: OperatorCommand {
  package static let name = "rota-draft"
  package static let changes = true

  package var team: String
  package var period: DraftPeriod
  /// Cuts the search short.
  package var seconds: Double
  package var seed: UInt64
  package var rounds: Int

  package init(
    team: String, period: DraftPeriod, seconds: Double = 5, seed: UInt64 = 1, rounds: Int = DraftSearch.rounds
  ) {
    self.team = team
    self.period = period
    self.seconds = seconds
    self.seed = seed
    self.rounds = rounds
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> DraftReply {
    let now = desk.clock.now()
    let world = try await desk.world()
    let definition = try desk.team(team, in: world, at: now)
    try desk.refuseOver(period, of: definition.schedule, at: now)
    let orders = try await desk.store.read { [period] in
      try DraftOrders(of: definition.schedule.team, period, in: $0)
    }
    let input = try desk.draftingInput(definition, period: period, world: world, orders: orders, at: now)
    let draft = try await Drafter.draftAside(input, by: .usual(seconds: seconds, seed: seed, rounds: rounds))
    let id = try await desk.keep(draft, action: "rota-draft", actor: actor, now: now)
    return DraftReply(id: id, draft: draft, zone: definition.schedule.zone.name)
  }
}

extension ServiceDesk {
  /// What is over was stood by whom it was, and no draft of it could be published (rule T11).
  func refuseOver(_ period: DraftPeriod, of schedule: Schedule, at now: Timestamp) throws {
    guard let interval = try period.interval(in: zones.zone(schedule.zone)), interval.end <= now else { return }
    throw OperatorProblem(
      .no, "\(period) is over", help: "draft days that have not ended; who stood it: watchbill history \(schedule.team)"
    )
  }
}

extension Drafter {
  /// The same draft, searched for off the calling task's thread: a search takes seconds.
  static func draftAside(_ input: DraftingInput, by search: DraftSearch, from draft: Draft? = nil) async throws -> Draft
  {
    try await Task.detached(priority: .userInitiated) {
      try Drafter.draft(input, by: search, from: draft)
    }.value
  }
}

/// A stored draft by its id.
package struct ShowDraft: OperatorCommand {
  package static let name = "rota-show"
  package static let changes = false

  package var id: String

  package init(id: String) { self.id = id }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> DraftReply {
    guard let stored = try await desk.store.read({ [id] in try $0.draft(id) }) else {
      throw OperatorProblem.noDraft(id)
    }
    let draft = try DraftBook.draft(stored)
    let world = try await desk.world()
    let zone = world.team(draft.team, at: desk.clock.now())?.schedule.zone.name ?? ZoneID.utc.name
    return DraftReply(id: id, draft: draft, zone: zone)
  }
}

extension OperatorProblem {
  static func noDraft(_ id: String) -> OperatorProblem {
    OperatorProblem(.missing, "there is no draft '\(id.echoed)'", help: "make one: watchbill rota draft TEAM PERIOD")
  }
}

/// A draft with the id it is stored under.
package struct DraftReply: Codable, Sendable {
  package var id: String
  package var draft: Draft
  package var zone: String
}
