import Timekeeping

/// From the events of a file to the days they name.
struct HolidayExpansion {
  private(set) var holidays: [Holiday] = []
  private(set) var remarks: Remarks
  private var rules = 0

  init(_ events: [HolidayEvent], remarks: Remarks) throws(CalendarProblem) {
    self.remarks = remarks
    let current = Self.newest(events)
    let replaced = Self.replaced(current)
    for event in current where !event.cancelled {
      let without = event.replaces == nil ? event.uid.flatMap { replaced[$0] } ?? [] : []
      let starts: [CivilDate]
      do {
        starts = try self.starts(of: event, without: without)
      } catch {
        self.remarks.add(error)
        continue
      }
      try add(event, on: starts)
    }
    sort()
  }

  /// Without the events that a higher SEQUENCE of the same UID has replaced.
  private static func newest(_ events: [HolidayEvent]) -> [HolidayEvent] {
    struct Key: Hashable {
      let uid: String
      let replaces: CivilDate?
    }
    func key(_ event: HolidayEvent) -> Key? { event.uid.map { Key(uid: $0, replaces: event.replaces) } }
    var highest: [Key: Int] = [:]
    for event in events {
      if let key = key(event) { highest[key] = max(event.sequence, highest[key] ?? 0) }
    }
    return events.filter { event in key(event).flatMap { highest[$0] } ?? event.sequence <= event.sequence }
  }

  /// The dates of a UID's repeats for which an event of their own stands.
  private static func replaced(_ events: [HolidayEvent]) -> [String: Set<CivilDate>] {
    var replaced: [String: Set<CivilDate>] = [:]
    for event in events {
      if let uid = event.uid, let date = event.replaces { replaced[uid, default: []].insert(date) }
    }
    return replaced
  }

  private mutating func add(_ event: HolidayEvent, on starts: [CivilDate]) throws(CalendarProblem) {
    guard holidays.count + starts.count * event.days <= HolidayLimits.days else {
      throw CalendarProblem(
        line: event.line, what: "more than \(HolidayLimits.days) holidays: take a calendar of public holidays only")
    }
    for start in starts {
      holidays += (0..<event.days).map { Holiday(date: start + $0, name: event.name) }
    }
  }

  /// The first days of an event that are not excluded, and for which no event of their own stands.
  private mutating func starts(
    of event: HolidayEvent, without: Set<CivilDate>
  ) throws(CalendarProblem) -> [CivilDate] {
    let left = without.union(event.excluded)
    return try starts(of: event).filter { !left.contains($0) }
  }

  /// DTSTART counts as the first repeat even where the rule does not name it (RFC 5545, 3.8.5.3).
  private mutating func starts(of event: HolidayEvent) throws(CalendarProblem) -> [CivilDate] {
    guard let rule = event.rule else { return [event.start] + event.added }
    rules += 1
    guard rules <= HolidayLimits.rules else {
      throw CalendarProblem(
        line: event.line, what: "the file has more than \(HolidayLimits.rules) repeating events; this one is left out")
    }
    guard let dates = RepeatDates.dates(rule, from: event.start) else {
      throw CalendarProblem(
        line: event.line,
        what: "this event repeats more than \(HolidayLimits.instances) times or since before 1900; it is left out")
    }
    let all = [event.start] + dates.filter { $0 != event.start }
    return all.filter(HolidayLimits.window.contains) + event.added
  }

  /// By date, then by name; one holiday for each name and day.
  private mutating func sort() {
    holidays.sort { ($0.date, $0.name) < ($1.date, $1.name) }
    var kept: [Holiday] = []
    for holiday in holidays where holiday != kept.last { kept.append(holiday) }
    holidays = kept
  }
}
