import Drafting
import ScheduleFiles
import Scheduling
import Storage
import Timekeeping

/// Mends what is published after leave or anything else came in between: the fewest moves, and of these the fairest.
///
/// Each published stretch of a week that something moves in gets a draft, to be looked at and published like any other; slots that began stay.
package struct RepairRota: OperatorCommand {
  package static let name = "rota-repair"
  package static let changes = true

  package var team: String
  /// Nil mends everything published that is not over.
  package var period: DraftPeriod?
  /// Says what would move and stores nothing.
  package var dryRun: Bool
  /// Cuts the search of each stretch short.
  package var seconds: Double

  package init(team: String, period: DraftPeriod? = nil, dryRun: Bool = false, seconds: Double = 5) {
    self.team = team
    self.period = period
    self.dryRun = dryRun
    self.seconds = seconds
  }

  package struct Reply: Codable, Sendable {
    package var team: String
    package var zone: String
    /// By id, of everybody who is named.
    package var names: [String: String]
    package var periods: [MendedPeriod]
    package var isDryRun: Bool
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> Reply {
    let now = desk.clock.now()
    let world = try await desk.world()
    let definition = try desk.team(team, in: world, at: now)
    let stretches = try PublishedStretches(definition.schedule, world, desk: desk, now: now)
    var mended: [MendedPeriod] = []
    for period in try stretches.found(in: period) {
      let orders = try await desk.store.read { try DraftOrders(of: definition.schedule.team, period, in: $0) }
      var input = try desk.draftingInput(definition, period: period, world: world, orders: orders, at: now)
      for earlier in mended { input.stand(earlier.repair) }
      let repair = try await mend(input, now: now)
      let isStored = !dryRun && !repair.moves.isEmpty
      let id = isStored ? try await desk.keep(repair.draft, action: "rota-repair", actor: actor, now: now) : nil
      mended.append(MendedPeriod(period: period, draft: id, repair: repair, now: now))
    }
    let members = mended.flatMap { $0.repair.moves.flatMap { [$0.from, $0.to].compactMap(\.self) } }
    return Reply(
      team: definition.schedule.team.text, zone: definition.schedule.zone.name,
      names: Dictionary(members.map { ($0.text, world.name(of: $0)) }, uniquingKeysWith: { first, _ in first }),
      periods: mended, isDryRun: dryRun)
  }

  private func mend(_ input: DraftingInput, now: Timestamp) async throws -> Repair {
    let search = DraftSearch.usual(seconds: seconds, seed: 1)
    return try await Task.detached(priority: .userInitiated) {
      try RotaRepairer.repair(input, now: now, by: search)
    }.value
  }
}

extension DraftingInput {
  /// Counts on a repair of another week that is yet to be published.
  fileprivate mutating func stand(_ repair: Repair) {
    let moved = Set(repair.moves.map(\.slot))
    standing.removeAll { moved.contains($0.id) }
    standing += repair.draft.assignments.filter { moved.contains($0.slot.id) }.compactMap { next in
      next.member.map {
        Shift(id: next.slot.id, team: schedule.team, duty: next.slot.duty, member: $0, interval: next.slot.interval)
      }
    }
  }
}

/// A published stretch of days and what moves in it.
package struct MendedPeriod: Codable, Sendable {
  package var period: DraftPeriod
  /// The id under which the draft is stored; nil where nothing moves, or nothing was to be stored.
  package var draft: String?
  package var repair: Repair
  /// What stays open though it is to come, but for what the file or a lead leaves open; a slot that began is filled no
  /// more.
  package var open: [Open]

  /// A slot that nobody may stand, with why.
  package struct Open: Codable, Sendable, Hashable {
    package var slot: ShiftID
    /// `desk 08:00-12:00 on Mon 12 Jan`.
    package var label: String
    /// Sentences.
    package var because: [String]
  }

  init(period: DraftPeriod, draft: String?, repair: Repair, now: Timestamp) {
    (self.period, self.draft, self.repair) = (period, draft, repair)
    open = repair.draft.unfilled.filter { $0.slot.interval.start >= now }.map { next in
      Open(slot: next.slot.id, label: next.label, because: next.because.map(\.sentence))
    }
  }
}
