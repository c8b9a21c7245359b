import Scheduling
import Timekeeping

/// An entry under `office hours:`: weekly hours with holidays and exceptions, or just the weekly hours.
enum OfficeHoursSection {
  static let zone = Key("zone", "The zone of the hours; without it, the team's.", example: "Europe/London", Shared.zone)
  static let hours = Key(
    "hours", "When the office is open in a normal week.", example: "mon-fri 09:00-17:00", required: true,
    Shared.weeklyHours.or(["never": WeeklyHours([])]))
  static let holidays = Key(
    "holidays", "Calendars of days without office hours.", example: "[holidays/england-and-wales.ics]",
    Grammar<[Placed<String>]>.oneOrList(of: NameForms.calendarFile.grammar.placed))
  static let exceptions = Key(
    "exceptions", "Dates with other hours; they win over holidays.", example: "{ 2026-12-24: 09:00-13:00 }",
    Grammar<[Entry<DateRange, DayHours>]>.entries(
      TimeForms.dates, of: Shared.dayHours, example: "2026-12-24: 09:00-13:00"))
  static let breaks = Key(
    "breaks", "Times of one date that are closed although the hours say open.", example: "{ 2026-06-10: 14:00-16:00 }",
    Grammar<[Entry<DateRange, DayHours>]>.entries(
      TimeForms.dates, of: TimeForms.breakHours.grammar, example: "2026-06-10: 14:00-16:00"))

  static let section = Section(
    "office-hours", "office hours", "When a queue is open.",
    keys: [hours.listed, zone.listed, holidays.listed, exceptions.listed, breaks.listed])

  static let grammar = Grammar<OfficeHours>.either(
    text: plain, group: section.grammar { fields, context in read(fields, context) },
    wanted: "hours such as mon-fri 09:00-17:00, or a group with `hours:`")

  private static let plain = Grammar<OfficeHours>(schema: Shared.weeklyHours.schema) { node, context in
    Shared.weeklyHours.read(node, context).map { OfficeHours(zone: context.zone, weekly: $0) }
  }

  private static func read(_ fields: Fields, _ context: Context) -> OfficeHours? {
    let zone = fields(zone) ?? context.zone
    let exceptions = days(fields(exceptions) ?? [], context)
    let breaks = days(fields(breaks) ?? [], context)
    let holidays = holidays(fields(holidays) ?? [], context)
    guard let weekly = fields(hours) else { return nil }
    let hours = OfficeHours(
      zone: zone, weekly: weekly, holidays: holidays,
      exceptions: exceptions.map { HoursException(date: $0.date, windows: $0.windows) },
      breaks: breaks.map { HoursBreak(date: $0.date, windows: $0.windows) })
    refuseClosed(hours, at: fields.place, context)
    warnOfEnd(hours, at: fields.place, context)
    return hours
  }

  /// Each day of each range, a day that stands twice told and left out.
  private static func days(
    _ entries: [Entry<DateRange, DayHours>], _ context: Context
  ) -> [(date: CivilDate, windows: [DayWindow])] {
    var days: [(date: CivilDate, windows: [DayWindow])] = []
    var seen: Set<CivilDate> = []
    for entry in entries {
      let dates = dates(of: entry, context)
      if let twice = dates.first(where: seen.contains) {
        context.error(entry.place, "\(twice) is given twice", "write all its hours in one line")
      }
      days += dates.filter { !seen.contains($0) }.map { ($0, entry.value.windows) }
      seen.formUnion(dates)
    }
    return days.sorted { $0.date < $1.date }
  }

  private static func dates(of entry: Entry<DateRange, DayHours>, _ context: Context) -> [CivilDate] {
    let count = entry.name.last - entry.name.first + 1
    guard count <= FileLimits.rangeDays else {
      context.error(
        entry.place, "'\(entry.name)' has \(count) days; the limit is \(FileLimits.rangeDays)", "write shorter ranges")
      return []
    }
    return (0..<count).map { entry.name.first + $0 }
  }

  /// The holidays of all files by date, one for each date.
  private static func holidays(_ files: [Placed<String>], _ context: Context) -> [Holiday] {
    files.flatMap { context.calendar($0.value, $0.place) }.uniqued(by: \.date).sorted { $0.date < $1.date }
  }

  /// Single dates come to an end, and promises in open time with them.
  private static func warnOfEnd(_ hours: OfficeHours, at place: Place, _ context: Context) {
    guard hours.weekly.windows.isEmpty, let last = hours.exceptions.last(where: { !$0.windows.isEmpty }) else { return }
    context.warning(
      place, "office hours '\(context.entry)' never open after \(last.date): from then on no promise in them is due",
      "give weekly hours such as mon-fri 09:00-17:00, or more dates in time")
  }

  /// Rule O7.
  private static func refuseClosed(_ hours: OfficeHours, at place: Place, _ context: Context) {
    guard let zone = try? context.zones.zone(hours.zone) else { return }
    do throws(TextProblem) {
      _ = try OfficeCalendar(hours, zone: zone)
    } catch {
      context.error(place, "\(error.what) ('\(context.entry)')", error.help)
    }
  }
}
