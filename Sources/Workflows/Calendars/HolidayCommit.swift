import Calendars
import OutboundHTTP
import ScheduleFiles
import Scheduling
import Storage
import Timekeeping

/// Commits the outcome of reading a calendar of holidays, with everything that follows from it.
struct HolidayCommit {
  let desk: ServiceDesk
  let tx: Transaction
  let now: Timestamp

  /// Why nothing good came of it; nil where something did.
  func commit(_ answer: CalendarFetch.Answer, _ asked: HolidayReading, copy: [UInt8]?) throws -> String? {
    let stored = try tx.holidayReadings().first { $0.address == asked.address }
    // Read by somebody else since this attempt began: theirs counts.
    guard stored?.checked == asked.checked else { return nil }
    var reading = asked
    reading.checked = now
    switch answer {
    case .failed(let why, let retryAfter): return try fail(&reading, why, retryAfter)
    case .unchanged:
      guard let copy else { return try fail(&reading, "the server says 'unchanged' of a copy that we do not have") }
      return try read(&reading, copy, nil, before: copy)
    case .fresh(let bytes, let known): return try read(&reading, bytes, known, before: copy)
    }
  }

  private func fail(_ reading: inout HolidayReading, _ why: String, _ retryAfter: Duration? = nil) throws -> String? {
    reading.failures += 1
    reading.problem = why
    reading.next = max(next(reading), now + (retryAfter ?? .zero))
    try tx.putHolidayReading(reading, bytes: nil)
    try tellOfSilence(reading)
    return why
  }

  private func read(
    _ reading: inout HolidayReading, _ bytes: [UInt8], _ known: CalendarFetch.Known?, before: [UInt8]?
  ) throws -> String? {
    let today = Zone.utc.civil(at: now).date
    let old = before.flatMap { try? HolidayCalendar($0) }
    let calendar: HolidayCalendar
    do { calendar = try HolidayCalendar(bytes) } catch { return try fail(&reading, "\(error)") }
    if let old, !old.coming(from: today).isEmpty, calendar.coming(from: today).isEmpty {
      return try fail(&reading, "it names no coming day any more, so the last good reading stays")
    }
    let report = HolidayReport(calendar, address: reading.address, before: old, today: today, now: now)
    (reading.failures, reading.problem, reading.good) = (0, nil, now)
    reading.next = next(reading)
    reading.report = String(decoding: try WireJSON.encode(report), as: UTF8.self)
    if let known { (reading.etag, reading.lastModified) = (known.etag, known.lastModified) }
    try tx.putHolidayReading(reading, bytes: known == nil ? nil : bytes)
    try tellOfDays(calendar, report, today: today)
    return nil
  }

  private func next(_ reading: HolidayReading) -> Timestamp {
    CalendarRhythm.next(
      after: now, key: reading.address, failures: reading.failures, every: ServiceDesk.holidayRest)
  }

  // MARK: Telling leads

  /// The lead of each team whose version in force is behind the calendar is told once of each state of it.
  private func tellOfDays(_ calendar: HolidayCalendar, _ report: HolidayReport, today: CivilDate) throws {
    let world = try desk.worlds.world(in: tx)
    for team in world.teams(at: now) {
      guard let lead = team.schedule.lead,
        let copy = team.calendars?.first(where: { $0.calendar == report.copy.calendar }), copy.sum != report.copy.sum
      else { continue }
      let held = team.schedule.namedDays
      let came = calendar.coming(from: today).filter { !held.contains($0.date) }
      let went = report.went.filter { day in held.contains(day.date) && !came.contains { $0.date == day.date } }
      guard !came.isEmpty || !went.isEmpty else { continue }
      let days = (came + went).map(\.date)
      let shifts = try desk.published(of: team.schedule, on: days, world: world, now: now).count
      try tx.tell(
        Notice(
          kind: "holidays-changed", cause: "holidays/\(copy.calendar)/\(report.copy.sum)", recipient: lead,
          title: "\(came.count + went.count) holidays changed that \(team.schedule.name) goes by",
          text: HolidayWords.changed(copy, came: came, went: went, shifts: shifts)), at: now)
    }
  }

  /// The leads of all teams that go by the calendar are told once when it has not been readable for a day.
  private func tellOfSilence(_ reading: HolidayReading) throws {
    let good = reading.good ?? reading.since
    guard now >= good + CalendarRhythm.patience else { return }
    let teams = try desk.worlds.world(in: tx).teams(at: now).filter { team in
      team.calendars?.contains { $0.calendar == reading.address } ?? false
    }
    for lead in teams.compactMap(\.schedule.lead).uniqued {
      try tx.tell(
        Notice(
          kind: "holidays-silent", cause: "holidays/\(reading.address)/\(good.milliseconds)", recipient: lead,
          title: "A calendar of holidays cannot be read any more",
          text: HolidayWords.silent(reading, for: now - good)), at: now)
    }
  }
}

extension Schedule {
  /// Every day that it names as a holiday, or on which layers or slots hold or do not.
  fileprivate var namedDays: Set<CivilDate> {
    let limits = duties.flatMap { duty in duty.layers.compactMap(\.days) + [duty.slots?.days].compactMap { $0 } }
    let ranges = limits.flatMap { ($0.only ?? []) + ($0.except ?? []) }
    let holidays = officeHours.flatMap(\.hours.holidays) + members.flatMap { $0.holidays ?? [] }
    return Set(ranges.flatMap(\.days) + holidays.map(\.date))
  }
}
