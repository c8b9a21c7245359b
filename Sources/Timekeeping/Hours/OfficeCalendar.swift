/// Office hours with the data of their zone, ready to answer what is open when.
///
/// Windows are wall time, converted once; open time is counted in real seconds (rule O1). Walks over days end after 400
/// years (`DayWalk.longest`).
package struct OfficeCalendar: Sendable {
  package let hours: OfficeHours
  package let zone: Zone
  /// By weekday, Monday first; each sorted.
  private let weekly: [[DayWindow]]
  /// Dates that differ from the week: holidays and exceptions.
  private let special: [CivilDate: [DayWindow]]
  /// Sorted, disjoint.
  let breaks: [Interval]

  /// Refuses hours that never open (rule O7), two exceptions for one date, and another zone's data.
  package init(_ hours: OfficeHours, zone: Zone) throws(TextProblem) {
    self.hours = hours
    self.zone = zone
    weekly = Weekday.allCases.map { day in hours.weekly.windows.filter { $0.weekday == day }.map(\.window) }
    special = try Self.special(hours)
    breaks = hours.breaks.flatMap { pause in pause.windows.compactMap { $0.interval(on: pause.date, in: zone) } }.union
    guard zone.id == hours.zone else {
      throw TextProblem(
        "office hours in \(hours.zone) were given the data of \(zone.id)", help: "look up the zone \(hours.zone)")
    }
    guard opensAtAll else {
      throw TextProblem("the office hours never open", help: "give weekly hours such as mon-fri 09:00-17:00")
    }
  }

  private static func special(_ hours: OfficeHours) throws(TextProblem) -> [CivilDate: [DayWindow]] {
    var special: [CivilDate: [DayWindow]] = [:]
    for exception in hours.exceptions {
      guard special[exception.date] == nil else {
        throw TextProblem("\(exception.date) has two exceptions", help: "write all its hours in one exception")
      }
      special[exception.date] = exception.windows.sorted()
    }
    for holiday in hours.holidays where special[holiday.date] == nil { special[holiday.date] = [] }
    return special
  }

  /// Weekly windows outlast any list of holidays and breaks; without them an exception has to open.
  private var opensAtAll: Bool {
    !hours.weekly.windows.isEmpty || hours.exceptions.contains { !intervals(on: $0.date).isEmpty }
  }

  /// The windows that start on `date`, sorted; breaks are not taken out.
  package func windows(on date: CivilDate) -> [DayWindow] { special[date] ?? weekly[date.weekday.rawValue] }

  /// The open time of the windows that start on `date`, in order; a window over midnight is here whole.
  package func intervals(on date: CivilDate) -> [Interval] {
    let open = windows(on: date).compactMap { $0.interval(on: date, in: zone) }.union
    return breaks.isEmpty ? open : open.flatMap { $0.subtracting(breaks) }
  }

  package func isOpen(at instant: Timestamp) -> Bool {
    let date = zone.civil(at: instant).date
    return (date - DayWalk.daysBefore...date + DayWalk.daysAfter).contains { day in
      windows(on: day).contains { $0.interval(on: day, in: zone)?.contains(instant) ?? false }
    } && !breaks.contains { $0.contains(instant) }
  }

  /// The open time inside `span`, sorted, touching parts joined.
  package func open(in span: Interval) -> [Interval] {
    var found: [Interval] = []
    for next in OpenWalk(self, from: span.start) {
      guard next.start < span.end, let part = next.intersection(span) else { break }
      if let last = found.last, last.end == part.start, let joined = Interval(last.start, part.end) {
        found[found.count - 1] = joined
      } else {
        found.append(part)
      }
    }
    return found
  }

  /// The first open instant at or after `instant`: itself when open. Nil when it never opens again.
  package func nextOpening(from instant: Timestamp) -> Timestamp? {
    var walk = OpenWalk(self, from: instant)
    return walk.next()?.start
  }

  /// The open time inside `span` without the part inside `pauses`; seconds are kept (rule O3).
  package func elapsed(_ span: Interval, pauses: [Interval]) -> Duration {
    let pauses = pauses.union
    return open(in: span).reduce(.zero) { sum, part in
      part.subtracting(pauses.filter(part.overlaps)).reduce(sum) { $0 + $1.duration }
    }
  }
}
