import Foundation
import Logging
import ScheduleFiles
import Scheduling
import Storage
import TestSupport
import Testing
import Timekeeping

@testable import Workflows

/// Ten years of cover with everything that happens to it, over a real file that is closed and opened again.
@Suite(.ownThreads) struct TenYearsTests {
  @Test(
    "the ledger of ten years is what its records give, to the byte; every day is paid once and in full",
    arguments: [20_261_121])
  func tenYears(seed: Int) async throws {
    var life = try await LongRun(seed: seed)
    defer { life.remove() }
    for quarter in 0..<40 { try await life.live(quarter: quarter) }
    let verified = try await VerifyCredits().perform(on: life.desk, actor: LongRun.actor)
    #expect(verified.problems == [], "seed \(seed)")
    #expect(verified.entries > 3_000 && verified.records > 3_000, "seed \(seed): \(verified)")
    try await life.restart()
    #expect(try await VerifyCredits().perform(on: life.desk, actor: LongRun.actor).sha256 == verified.sha256)
    try await life.checkDays()
    try await life.desk.store.close()
  }
}

/// A team over the years, drawn from a seed.
struct LongRun {
  static let actor = Actor("test")
  private static let start = CivilDate(text: "2026-01-05", or: CivilDate(daysSinceEpoch: 0))
  private static let members = ["ana", "bo", "cleo", "dami", "esme"]

  private let folder: URL
  private let clock: MovedClock
  private(set) var desk: ServiceDesk
  private var dice: Dice
  private let zone: Zone

  init(seed: Int) async throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("ledger-\(UUID().uuidString)")
    zone = try SystemZones.tables.zone(ZoneID(text: "Europe/London"))
    clock = MovedClock(zone.startOfDay(Self.start) + .hours(1))
    dice = Dice(seed: seed)
    desk = try Self.desk(folder, clock)
    try await apply(edit: 0)
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }

  private static func desk(_ folder: URL, _ clock: MovedClock) throws -> ServiceDesk {
    ServiceDesk(
      store: try Store.open(folder: folder.path, now: clock.wall.now()), clock: clock.wall, zones: SystemZones.tables,
      setup: Setup(publicURL: "https://watch.example.com", sources: [], channels: []),
      keys: ServerKeys(master: Array(repeating: 7, count: 32)), transport: SentPages().transport,
      log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
  }

  /// The process ends and another one opens the file.
  mutating func restart() async throws {
    try await desk.store.close()
    desk = try Self.desk(folder, clock)
  }

  // MARK: Life

  /// Thirteen weeks: published, changed, stood, written down at odd times.
  mutating func live(quarter: Int) async throws {
    if quarter % 8 == 7 { try await apply(edit: quarter / 8 + 1) }
    if quarter % 4 == 3 { try await restart() }
    try await plan(from: Self.start + quarter * 91)
    var date = Self.start + quarter * 91
    while date < Self.start + (quarter + 1) * 91 {
      date = min(date + dice.roll(1...24), Self.start + (quarter + 1) * 91)
      clock.set(zone.startOfDay(date) + .minutes(dice.roll(60...1_380)))
      try await pass()
    }
  }

  /// Later versions pay otherwise, need hours or check-ins, or have two people on.
  private func apply(edit: Int) async throws {
    let pays = [
      "credit: { day: 0.25 leave days, weekend: 0.5 leave days }",
      "credit: { day: 0.3 leave days, weekend: 0.7 leave days }",
      "check-in: { every: 4 hours, required: yes }, credit: { day: 0.25 leave days, weekend: 0.5 leave days }",
      "people: 2, credit: { day: 0.25 leave days, weekend: 0.5 leave days }",
      "credit: { day: 0.25 leave days, weekend: 0.4 leave days, at least: 6 hours }",
      "credit: { day: 0.5 leave days, weekend: 1 leave days }",
    ]
    let weekend = "{ slots: [\"sat-sun 08:00-14:00, 14:00-20:00\"], points: 2 per hour, \(pays[edit % pays.count]) }"
    let text = CoverTeam.text(weekend).replacing(
      "every: 1 day, handoff: 09:00", with: "every: 1 week, handoff: mon 09:00")
    let source = SourceFile(path: "cover.yaml", bytes: Array(text.utf8))
    let reader = ScheduleReader(zones: SystemZones.tables) { _ in .success([]) }
    let (definitions, problems) = reader.read([source])
    let bytes = try #require(definitions, "\(problems)").encoded()
    let now = clock.wall.now()
    let desk = desk
    try await desk.store.write { tx in
      try desk.recordHistory(of: TeamID(unchecked: "cover"), in: tx, now: now)
      _ = try tx.addVersion(effective: now, applied: now, by: "test", bytes: bytes)
    }
    _ = try await desk.world()
  }

  /// Publishes a quarter with random cover, and draws what will happen to it.
  private mutating func plan(from monday: CivilDate) async throws {
    var weeks: [(week: ISOWeek, members: [String?])] = []
    for index in 0..<13 {
      let members = (0..<8).map { _ in dice.once(in: 8) ? nil : dice.pick(Self.members) }
      weeks.append((ISOWeek(containing: monday + index * 7), members))
    }
    let changes = (0..<10).map { _ in change(near: monday) }
    let leaves = (0..<3).map { _ in (dice.pick(Self.members), span(near: monday, hours: 4...60)) }
    let (desk, zone, now, planned) = (desk, zone, clock.wall.now(), weeks)
    try await desk.store.write { tx in
      let world = try desk.worlds.world(in: tx)
      let schedule = try desk.team("cover", in: world, at: now).schedule
      for (week, members) in planned { try Self.publish(week, members, schedule, zone, in: tx, now: now) }
      for (kind, interval, change) in changes {
        try tx.addOverride(
          Override(
            id: tx.nextID(.override), team: schedule.team, duty: DutyID(unchecked: "weekend"), interval: interval,
            change: change, by: "test", kind: kind), at: now)
      }
      for (member, interval) in leaves {
        let leave = Leave(
          id: try tx.nextID(.leave), member: MemberID(unchecked: member), interval: interval, kind: .planned)
        try tx.addLeave(leave, by: "test", at: now)
      }
    }
    _ = try await desk.world()
  }

  private static func publish(
    _ week: ISOWeek, _ members: [String?], _ schedule: Schedule, _ zone: Zone, in tx: Transaction, now: Timestamp
  ) throws {
    let slots = try schedule.slots(of: week, zones: SystemZones.tables)
    let shifts = zip(slots, members).compactMap { slot, member in
      member.map {
        Shift(
          id: slot.id, team: schedule.team, duty: slot.duty, member: MemberID(unchecked: $0), interval: slot.interval)
      }
    }
    guard let period = Interval(zone.startOfDay(week.monday), zone.startOfDay(week.monday + 7)) else { return }
    try tx.publish(team: schedule.team, week: week, interval: period, draft: nil, shifts: shifts, by: "test", at: now)
  }

  private mutating func change(near monday: CivilDate) -> (Override.Kind, Interval, Override.Change) {
    let (one, other) = (dice.pick(Self.members), dice.pick(Self.members))
    let (out, into) = (MemberID(unchecked: one), MemberID(unchecked: other))
    let kind = dice.pick([Override.Kind.direct, .swap, .takeOver])
    let change = dice.pick([Override.Change.replace(out: out, in: into), .add(into), .remove(out), .nobody])
    return (kind, span(near: monday, hours: 2...30), change)
  }

  /// Some hours around one of the quarter's weekends to come.
  private mutating func span(near monday: CivilDate, hours: ClosedRange<Int>) -> Interval {
    let start = zone.startOfDay(monday + 5 + 7 * dice.roll(0...11)) + .minutes(15 * dice.roll(24...140))
    return Interval(start, start + .minutes(15 * 4 * dice.roll(hours))) ?? Interval(until: start)
  }

  /// Time passed: what ended is written down, somebody decides something, or takes something back.
  private mutating func pass() async throws {
    let (desk, now) = (desk, clock.wall.now())
    let (act, member, withdrawn) = (dice.roll(0...6), dice.pick(Self.members), dice.roll(1...200))
    try await desk.store.write { tx in
      try desk.recordHistory(of: TeamID(unchecked: "cover"), in: tx, now: now)
      try desk.recordHistory(of: TeamID(unchecked: "cover"), in: tx, now: now)
      let member = MemberID(unchecked: member)
      switch act {
      case 0: try Self.takeBack("O-\(withdrawn)", "L-\(withdrawn % 60)", in: tx, now: now)
      case 1: try Self.decide(.grant(.leave, hundredths: 10), of: member, desk, in: tx, now: now)
      case 2:
        guard let entry = try tx.ledgerEntry(max(1, tx.lastLedgerEntry() - withdrawn % 20)), !entry.postings.isEmpty,
          try tx.ledgerEntry(cause: "reverse/\(entry.number)") == nil
        else { return }
        try Self.decide(.reverse(entry: entry.number), of: entry.member, desk, in: tx, now: now)
      case 3:
        try tx.record(
          .checkIn(
            CheckIn(member: member, team: TeamID(unchecked: "cover"), duty: DutyID(unchecked: "weekend"), at: now)),
          at: now, by: "test")
      default: break
      }
    }
    _ = try await desk.world()
  }

  /// Only what has not begun can be taken back.
  private static func takeBack(_ override: String, _ leave: String, in tx: Transaction, now: Timestamp) throws {
    if let change = try tx.override(override), change.interval.start > now {
      _ = try tx.withdrawOverride(override, by: "test", at: now)
    }
    if let booked = try tx.leave(leave), booked.interval.start > now {
      _ = try tx.withdrawLeave(leave, by: "test", at: now)
    }
  }

  private static func decide(
    _ kind: LedgerDecision.Kind, of member: MemberID, _ desk: ServiceDesk, in tx: Transaction, now: Timestamp
  ) throws {
    try desk.decide(on: member, kind: kind, reason: "drawn", actor: actor, action: "test", in: tx, now: now)
  }

  // MARK: A second opinion

  /// A plain recount: each day's entries add up to what its hours deserve, under the versions that pay in proportion.
  func checkDays() async throws {
    let (entries, shifts) = try await desk.store.read { snapshot in
      (
        try snapshot.ledgerEntries(),
        try snapshot.recordedShifts().compactMap { record -> RecordedShift? in
          guard case .shift(let shift) = record.fact, shift.shift.duty.text == "weekend" else { return nil }
          return shift
        }
      )
    }
    #expect(Set(shifts.map(\.shift.id)).count == shifts.count, "each shift once")
    var paid: [String: Int] = [:]
    for entry in entries where entry.cause.hasPrefix("credit/") {
      let day = String(entry.cause.split(separator: "/")[1].suffix(10))
      paid[day, default: 0] += entry.change(of: .member(.leave, entry.member))
    }
    var checked = 0
    for (day, total) in paid.sorted(by: { $0.key < $1.key }) {
      let date = try CivilDate(text: day)
      let parts = shifts.filter {
        zone.civil(at: $0.shift.interval.start).date <= date && date <= zone.civil(at: $0.shift.interval.end).date
      }
      guard Set(parts.map(\.version)) == [1] else { continue }
      let open = try #require(
        Interval(zone.first(CivilDateTime(date, minutes: 480)), zone.first(CivilDateTime(date, minutes: 1200))))
      let hours = parts.compactMap { $0.shift.interval.intersection(open) }
      let minutes = min(720, hours.reduce(0) { $0 + Int($1.duration.components.seconds) / 60 })
      #expect(total == (25 * minutes + 360) / 720, "\(day)")
      checked += 1
    }
    #expect(checked > 100, "\(checked) days")
  }
}

extension Interval {
  /// The last hour before an instant.
  fileprivate init(until end: Timestamp) {
    self = Interval(end - .hours(1), end) ?? Interval(until: end + .hours(1))
  }
}

extension CivilDate {
  fileprivate init(text: String, or other: CivilDate) { self = (try? CivilDate(text: text)) ?? other }
}
