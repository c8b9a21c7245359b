import Scheduling
import Timekeeping

/// Breaks on days that are all closed then: they take nothing away, and mostly their date or a time is wrong. A period may
/// open or close such days (B27), so it is asked of the hours in force.
struct BreakChecks {
  let team: TeamDefinition
  let root: YAMLNode
  let context: Context

  func run() {
    for named in team.schedule.officeHoursInForce {
      var open = named.hours
      open.breaks = []
      guard let zone = try? context.zones.zone(open.zone), let calendar = try? OfficeCalendar(open, zone: zone) else {
        continue
      }
      for pair in root["office hours"]?.map?.first(where: { $0.key == named.id.text })?.value["breaks"]?.map ?? [] {
        check(pair, of: named.id, calendar)
      }
    }
  }

  /// What cannot be read has been told.
  private func check(_ pair: YAMLPair, of id: OfficeHoursID, _ calendar: OfficeCalendar) {
    guard let days = Self.value(pair.key, TimeForms.dates), days.last - days.first < FileLimits.rangeDays,
      let hours = pair.value.text.flatMap({ Self.value($0, TimeForms.breakHours) })
    else { return }
    let dates = (0...days.last - days.first).map { days.first + $0 }
    for window in hours.windows where !dates.contains(where: { calendar.isOpen(in: window, on: $0) }) {
      context.warning(
        pair.place, "the break '\(window)' of \(days) is outside the office hours '\(id)'",
        "write times at which they are open, or leave the break out")
    }
  }

  private static func value<Value>(_ text: String, _ form: Form<Value>) -> Value? { try? form.parse(form.tidy(text)) }
}

extension OfficeCalendar {
  /// True when any of the window on `date` is open; it may lie in hours that began on the day before.
  fileprivate func isOpen(in window: DayWindow, on date: CivilDate) -> Bool {
    guard let time = window.interval(on: date, in: zone) else { return false }
    return (date - 1...date + 1).contains { day in intervals(on: day).contains { $0.overlaps(time) } }
  }
}
