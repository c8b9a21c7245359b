import Logging
import OutboundHTTP
import ScheduleFiles
import Scheduling
import Storage
import Timekeeping

extension ServiceDesk {
  /// How often a public calendar of holidays is read.
  package static let holidayRest = Duration.hours(24)
  /// How long the loop rests when what came of one could not be stored, such as on a full disk.
  static let holidayRestUnstored = Duration.minutes(10)

  /// One step of the loop that reads the calendars of holidays which the version in force names by their address, at
  /// most `limit` at once; says when to look again.
  ///
  /// Nothing that holds is changed by it: days come into force with the files, after review. Leads are told when the
  /// version is behind a calendar, and when one could not be read for a day.
  package func readDueHolidays(limit: Int = 4) async throws -> Timestamp? {
    let now = clock.now()
    let world = try await world()
    let used = world.holidayCopies(at: now)
    let known = try await store.read { try $0.holidayReadings() }
    let gone = known.filter { reading in !used.contains { $0.calendar == reading.address } }
    if !gone.isEmpty { try await write { tx in for next in gone { try tx.forgetHolidayReading(next.address) } } }
    let all = used.map { copy in
      known.first { $0.address == copy.calendar } ?? HolidayReading(firstOf: copy, now: now)
    }
    let due = all.filter { $0.next <= now }
    let areStored = await withTaskGroup(of: Bool.self, returning: Bool.self) { group in
      for reading in due.prefix(limit) { group.addTask { await isStored(reading) } }
      return await group.reduce(true) { $0 && $1 }
    }
    // What was not stored is still due, and others' servers have answered already: they are not asked again at once.
    guard areStored else { return now + Self.holidayRestUnstored }
    if due.count > limit { return now }
    let kept = try await store.read { try $0.holidayReadings() }
    return all.map { one in kept.first { $0.address == one.address }?.next ?? one.next }.min()
  }

  /// Reads one calendar; false, and the log says so, where what came of it could not be stored.
  private func isStored(_ reading: HolidayReading) async -> Bool {
    do {
      try await read(reading)
      return true
    } catch {
      log.error(
        "a reading of holidays was not stored", metadata: ["calendar": "\(reading.address)", "error": "\(error)"])
      return false
    }
  }

  /// Fetches a calendar outside any transaction, and commits what came of it in one.
  private func read(_ reading: HolidayReading) async throws {
    let copy = try await store.read { try $0.holidayBytes(reading.address) }
    let known = CalendarFetch.Known(
      etag: copy == nil ? nil : reading.etag, lastModified: copy == nil ? nil : reading.lastModified)
    let answer = await calendars.fetch(reading.address, known)
    let now = clock.now()
    let problem = try await write { tx in
      try HolidayCommit(desk: self, tx: tx, now: now).commit(answer, reading, copy: copy)
    }
    wake.ring()
    if let problem {
      log.notice("holidays were not read", metadata: ["calendar": "\(reading.address)", "problem": "\(problem)"])
    }
  }
}

extension HolidayReading {
  /// Not before the copy that people fetched is a day old.
  fileprivate init(firstOf copy: HolidayCopy, now: Timestamp) {
    self.init(address: copy.calendar, since: now)
    next = copy.fetched.map { $0 + ServiceDesk.holidayRest } ?? now
  }
}

extension World {
  /// The calendars of holidays that any team in force names by their address, each once.
  func holidayCopies(at now: Timestamp) -> [HolidayCopy] {
    teams(at: now).flatMap { $0.calendars ?? [] }.filter(\.isAddress).uniqued(by: \.calendar)
  }
}
