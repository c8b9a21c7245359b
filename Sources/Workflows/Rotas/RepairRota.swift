import Drafting
import ScheduleFiles
import Scheduling
import Storage
import Timekeeping

/// Mends published weeks after leave or anything else came in between: the fewest moves, and of these the fairest.
///
/// Each week that something moves in gets a draft, to be looked at and published like any other; slots that began stay.
package struct RepairRota: OperatorCommand {
  package static let name = "rota-repair"
  package static let changes = true

  package var team: String
  /// Nil mends every published week that is not over.
  package var week: ISOWeek?
  /// Says what would move and stores nothing.
  package var dryRun: Bool
  /// Cuts the search of each week short.
  package var seconds: Double

  package init(team: String, week: ISOWeek? = nil, dryRun: Bool = false, seconds: Double = 5) {
    self.team = team
    self.week = week
    self.dryRun = dryRun
    self.seconds = seconds
  }

  package struct Reply: Codable, Sendable {
    package var team: String
    package var zone: String
    /// By id, of everybody who is named.
    package var names: [String: String]
    package var weeks: [MendedWeek]
    package var isDryRun: Bool
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> Reply {
    let now = desk.clock.now()
    let world = try await desk.world()
    let definition = try desk.team(team, in: world, at: now)
    let orders = try await desk.store.read { try DraftOrders(of: definition.schedule.team, in: $0) }
    var mended: [MendedWeek] = []
    for week in try weeks(of: definition.schedule, world, desk: desk, now: now) {
      let published = PublishedSlots(schedule: definition.schedule, week: week, world: world, desk: desk)
      var input = try desk.draftingInput(definition, week: week, world: world, orders: orders, at: now)
      input.published = try published.holders()
      for earlier in mended { input.stand(earlier.repair) }
      let repair = try await mend(input, now: now)
      let isStored = !dryRun && !repair.moves.isEmpty
      let id = isStored ? try await desk.keep(repair.draft, action: "rota-repair", actor: actor, now: now) : nil
      mended.append(MendedWeek(week: week, draft: id, repair: repair))
    }
    let members = mended.flatMap { $0.repair.moves.flatMap { [$0.from, $0.to].compactMap(\.self) } }
    return Reply(
      team: definition.schedule.team.text, zone: definition.schedule.zone.name,
      names: Dictionary(members.map { ($0.text, world.knownName(of: $0)) }, uniquingKeysWith: { first, _ in first }),
      weeks: mended, isDryRun: dryRun)
  }

  private func mend(_ input: DraftingInput, now: Timestamp) async throws -> Repair {
    let search = DraftSearch.usual(seconds: seconds, seed: 1)
    return try await Task.detached(priority: .userInitiated) {
      try RotaRepairer.repair(input, now: now, by: search)
    }.value
  }

  private func weeks(of schedule: Schedule, _ world: World, desk: ServiceDesk, now: Timestamp) throws -> [ISOWeek] {
    let zone = try desk.zones.zone(schedule.zone)
    let published = (world.published[schedule.team] ?? []).filter { $0.interval.end > now }
      .map { ISOWeek(containing: zone.civil(at: $0.interval.end - .milliseconds(1)).date) }
    let found = Set(published).sorted().filter { week == nil || week == $0 }
    guard found.isEmpty else { return found }
    let what =
      week.map { "\(schedule.team) \($0) is not published, or over" }
      ?? "no week of \(schedule.team) to come is published"
    throw OperatorProblem(
      .no, what,
      help:
        "draft and publish: watchbill rota draft \(schedule.team) \(week ?? ISOWeek(containing: zone.civil(at: now).date))"
    )
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

/// A published week and what moves in it.
package struct MendedWeek: Codable, Sendable {
  package var week: ISOWeek
  /// The id under which the draft is stored; nil where nothing moves, or nothing was to be stored.
  package var draft: String?
  package var repair: Repair
}

/// Who has the slots of a published week, with what was arranged since.
struct PublishedSlots {
  let schedule: Schedule
  let week: ISOWeek
  let world: World
  let desk: ServiceDesk

  /// Whoever stands all of a slot has it; where nobody does, who it was published for.
  func holders() throws -> [ShiftID: MemberID] {
    let slots = try schedule.slots(of: week, zones: desk.zones)
    guard let start = slots.map(\.interval.start).min(), let end = slots.map(\.interval.end).max(),
      let window = Interval(start, end)
    else { return [:] }
    let shifts = try desk.timeline(of: schedule.team, window: window, world: world).shifts.map(\.shift)
    let standing = Dictionary(grouping: shifts, by: \.duty)
    var holders = posted
    for slot in slots {
      let parts = (standing[slot.duty] ?? []).filter { isPart($0.id, of: slot.id) }
      guard let first = parts.first, parts.allSatisfy({ $0.member == first.member }) else { continue }
      let isWhole = parts.map(\.interval).union.contains {
        $0.start <= slot.interval.start && $0.end >= slot.interval.end
      }
      if isWhole { holders[slot.id] = first.member }
    }
    return holders
  }

  /// As it was published, changes aside.
  private var posted: [ShiftID: MemberID] {
    let shifts = (world.published[schedule.team] ?? []).flatMap(\.shifts)
    let known = Set((try? schedule.slots(of: week, zones: desk.zones))?.map(\.id) ?? [])
    return Dictionary(
      shifts.filter { known.contains($0.id) }.map { ($0.id, $0.member) }, uniquingKeysWith: { $1 })
  }

  /// Parts that a change made carry its id after a `_` (`ShiftID.part`).
  private func isPart(_ id: ShiftID, of slot: ShiftID) -> Bool {
    id == slot || id.text.hasPrefix("\(slot.text)_")
  }
}
