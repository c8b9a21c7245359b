import Scheduling
import Timekeeping

/// Some days as a file names them: dates, or the holidays of a calendar.
enum NamedDays: Sendable {
  case dates(DateRange)
  case calendar(String)

  static let form = Form<NamedDays>(
    name: "named-days", about: "Days from a first to a last one, or a calendar of holidays: a file or an address.",
    pattern: [TimeForms.dates.pattern, NameForms.calendarFile.pattern].joined(separator: "|"),
    examples: ["holidays/england-and-wales.ics", "2026-12-24..2026-12-28"],
    tidy: { isDate($0) ? TimeForms.dates.tidy($0) : $0 },
    explain: { days in
      if case .dates(let range) = days { return TimeForms.dates.explain(range) }
      return nil
    },
    print: { days in
      switch days {
      case .dates(let range): TimeForms.dates.print(range)
      case .calendar(let name): name
      }
    }
  ) { text throws(TextProblem) in
    isDate(text) ? .dates(try TimeForms.dates.parse(text)) : .calendar(try NameForms.calendarFile.parse(text))
  }

  /// A file may begin with a number, too.
  private static func isDate(_ text: String) -> Bool { text.first?.isNumber == true && !text.hasSuffix(".ics") }
}

/// The keys of layers and slots that say on which days they hold: how holidays change who covers.
enum DayLimitKeys {
  static let only = Key(
    "only on", "It holds only on these days: dates, or calendars of holidays.",
    example: "[holidays/england-and-wales.ics]",
    list.notEmpty("no day is named, so it would never hold", "name the days, or delete the key"))
  static let except = Key(
    "except on", "It does not hold on these days: dates, or calendars of holidays. They eat no turns of days.",
    example: "[holidays/england-and-wales.ics, 2026-12-24]", list)

  static let listed = [only.listed, except.listed]

  private static let list = Grammar<[Placed<NamedDays>]>.oneOrList(of: NamedDays.form.grammar.placed)

  static func read(_ fields: Fields, _ context: Context) -> DayLimits? {
    let (only, except) = (fields(only), fields(except))
    return DayLimits(
      only: only.map { ranges($0, context) }, except: except.map { ranges($0, context) })
  }

  /// The named days one by one, each once; a date of the file bears no name.
  static func holidays(_ days: [Placed<NamedDays>], _ context: Context) -> [Holiday] {
    var found: [CivilDate: Holiday] = [:]
    for named in days {
      if case .calendar(let name) = named.value {
        for day in context.calendar(name, named.place) { found[day.date] = found[day.date] ?? day }
      } else {
        for date in ranges([named], context).flatMap({ Array($0.first...$0.last) }) {
          found[date] = found[date] ?? Holiday(date: date, name: "")
        }
      }
    }
    return found.values.sorted { $0.date < $1.date }
  }

  private static func ranges(_ days: [Placed<NamedDays>], _ context: Context) -> [DateRange] {
    days.flatMap { named -> [DateRange] in
      switch named.value {
      case .dates(let range):
        let count = range.last - range.first + 1
        guard count <= FileLimits.rangeDays else {
          context.error(
            named.place, "'\(range)' has \(count) days; the limit is \(FileLimits.rangeDays)", "write shorter ranges")
          return []
        }
        return [range]
      case .calendar(let name):
        return context.calendar(name, named.place).map { DateRange($0.date) }
      }
    }
  }
}
