import ScheduleFiles
import Scheduling
import Storage
import Synchronization
import Timekeeping
import Triage

/// Keeps the last `World` and the plans and timelines made of it, keyed by the store's change counters.
///
/// The counters grow in the transaction that changes versions, rotas, overrides or leave, so a stale value is never
/// used; two readers that meet an empty place do the work twice, which is harmless.
final class WorldCache: Sendable {
  private struct Kept {
    var world: World?
    var plans: [TeamID: (counter: Int, plan: TimelinePlan)] = [:]
    var timelines: [TeamID: (counter: Int, timeline: OnCallTimeline)] = [:]
    /// By team and version of the definitions, which never changes.
    var calendars: [TeamID: [Int: [NamedCalendar]]] = [:]
    /// Of every team of the version with that number.
    var board: (counter: Int, version: Int, board: OnCallBoard)?
    var addresses: (counter: Int, version: Int?, addresses: KnownAddresses)?
  }

  /// What a world is made of; each counter grows in the transaction that changes such rows.
  static let kinds: [ChangeKind] = [.versions, .leaves, .overrides, .rota, .temporary, .records, .contacts]
  private let kept = Mutex(Kept())

  func world(in snapshot: Snapshot) throws -> World {
    let counters = try snapshot.changeCounters(Self.kinds)
    let before = kept.withLock { $0.world }
    if let before, before.counters == counters { return before }
    // What a transaction sees may yet be rolled back, and its counter given out again: only committed worlds are kept.
    let isCommitted = !(snapshot is Transaction)
    let world = try World(reading: snapshot, counters: counters, isCommitted: isCommitted, after: before)
    if isCommitted { kept.withLock { $0.world = world } }
    return world
  }

  /// Members' addresses by the world that was read last, which every commit that changes one renews; nobody's before any.
  func lastAddresses(at now: Timestamp) -> KnownAddresses? {
    kept.withLock { $0.world }.map { addresses(in: $0, at: now) }
  }

  func addresses(in world: World, at now: Timestamp) -> KnownAddresses {
    let version = world.version(at: now)?.id
    if world.isCommitted, let found = kept.withLock({ $0.addresses }), found.counter == world.counter,
      found.version == version
    {
      return found.addresses
    }
    let addresses = KnownAddresses(world, at: now)
    if world.isCommitted { kept.withLock { $0.addresses = (world.counter, version, addresses) } }
    return addresses
  }

  /// What the timelines of `team` are made of; each window of it then costs its own shifts only.
  func plan(of team: TeamID, world: World, zones: ZoneTables) throws -> TimelinePlan {
    if world.isCommitted, let found = kept.withLock({ $0.plans[team] }), found.counter == world.counter {
      return found.plan
    }
    let plan = try TimelinePlan(world.input(for: team), zones: zones)
    if world.isCommitted { kept.withLock { $0.plans[team] = (world.counter, plan) } }
    return plan
  }

  /// The compiled office hours of `team` by the version with that number.
  func calendars(
    of team: TeamID, version: Int, world: World, made make: () throws -> [NamedCalendar]
  ) throws -> [NamedCalendar] {
    if world.isCommitted, let found = kept.withLock({ $0.calendars[team]?[version] }) { return found }
    let made = try make()
    // Tickets are pinned to few versions at a time: a handful is enough, and nothing grows without end.
    if world.isCommitted {
      kept.withLock { all in
        if (all.calendars[team]?.count ?? 0) >= 8 { all.calendars[team] = nil }
        all.calendars[team, default: [:]][version] = made
      }
    }
    return made
  }

  /// The board of `world` if it is at hand; it is taken out, so that it is changed in place.
  func keptBoard(of world: World, version: Int) -> OnCallBoard? {
    kept.withLock { all in
      guard world.isCommitted, let found = all.board, found.counter == world.counter, found.version == version else {
        return nil
      }
      all.board = nil
      return found.board
    }
  }

  func keep(_ board: OnCallBoard, of world: World, version: Int) {
    if world.isCommitted { kept.withLock { $0.board = (world.counter, version, board) } }
  }

  /// A timeline of `team` that covers from two days before `now` to at least four weeks after.
  func timeline(of team: TeamID, around now: Timestamp, world: World, zones: ZoneTables) throws -> OnCallTimeline {
    if world.isCommitted, let found = kept.withLock({ $0.timelines[team] }), found.counter == world.counter,
      found.timeline.window.start <= now - .hours(24), found.timeline.window.end >= now + .hours(24 * 28)
    {
      return found.timeline
    }
    guard let window = Interval(now - .hours(48), now + .hours(24 * 35)) else { throw ZoneProblem.outOfRange(now) }
    let timeline = try OnCallTimeline(plan(of: team, world: world, zones: zones), window: window)
    if world.isCommitted { kept.withLock { $0.timelines[team] = (world.counter, timeline) } }
    return timeline
  }
}

extension ZoneProblem {
  static func outOfRange(_ instant: Timestamp) -> ZoneProblem {
    ZoneProblem("\(instant) is outside the years this program knows", help: "check the machine's clock")
  }
}

extension World {
  /// Reads what changed since `before`, a committed world, and takes the rest from it.
  init(reading snapshot: Snapshot, counters: [Int], isCommitted: Bool, after before: World?) throws {
    let same = Set(zip(WorldCache.kinds, zip(counters, before?.counters ?? [])).filter { $1.0 == $1.1 }.map(\.0))
    let history = try RecordedPast(before).reading(snapshot, unless: same.contains(.records))
    self.init(
      counters: counters, isCommitted: isCommitted,
      versions: try before.flatMap { same.contains(.versions) ? $0.versions : nil }
        ?? Self.versions(snapshot.versions()),
      published: try before.flatMap { same.contains(.rota) ? $0.published : nil } ?? Self.published(snapshot),
      overrides: try before.flatMap { same.contains(.overrides) ? $0.overrides : nil }
        ?? snapshot.overrides(team: nil, overlapping: nil),
      leave: try before.flatMap { same.contains(.leaves) ? $0.leave : nil }
        ?? snapshot.leaves(overlapping: nil, member: nil),
      temporary: try before.flatMap { same.contains(.temporary) ? $0.temporary : nil } ?? snapshot.temporarySchedules(),
      recorded: history.recorded, lastRecord: history.lastRecord,
      ownContacts: try before.flatMap { same.contains(.contacts) ? $0.ownContacts : nil } ?? Self.contacts(snapshot),
      ownPaging: try before.flatMap { same.contains(.contacts) ? $0.ownPaging : nil } ?? snapshot.pagingRules(),
      ownQuiet: try before.flatMap { same.contains(.contacts) ? $0.ownQuiet : nil } ?? snapshot.quietHours())
  }

  /// Those whose code came back, in the order they were added.
  private static func contacts(_ snapshot: Snapshot) throws -> [MemberID: [Contact]] {
    let proven = try snapshot.ownContacts().filter { $0.verified != nil }
    return Dictionary(grouping: proven, by: \.member).mapValues { $0.map(\.contact) }
  }

  private static func published(_ snapshot: Snapshot) throws -> [TeamID: [PublishedRota]] {
    var published: [TeamID: [PublishedRota]] = [:]
    for period in try snapshot.publishedPeriods(team: nil, overlapping: nil) {
      let rota = PublishedRota(
        label: period.label, interval: period.interval, shifts: period.shifts, isHistory: period.draft == nil)
      published[period.team, default: []].append(rota)
    }
    return published
  }

  /// Applying from an instant replaces everything that was to hold from there on.
  private static func versions(_ stored: [StoredVersion]) throws -> [DefinitionsVersion] {
    var inForce: [DefinitionsVersion] = []
    for version in stored.sorted(by: { $0.id < $1.id }) {
      inForce.removeAll { $0.from >= version.effective }
      inForce.append(
        DefinitionsVersion(
          id: version.id, from: version.effective, applied: version.applied,
          definitions: try Definitions(decoding: version.bytes)))
    }
    return inForce
  }
}

extension PublishedPeriod {
  /// How reasons name it: `2026-W48 (D-3)`.
  var label: String { draft.map { "\(week) (\($0))" } ?? week.description }
}
