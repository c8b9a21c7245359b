import Timekeeping

/// A stretch of days on which the team gives limited support: other hours, other people, other promises (D57).
///
/// What it promises instead is the desk's (`DeskPolicy.periods`).
package struct Period: Sendable, Hashable, Codable {
  package var name: String
  /// The last day is included (rule T1); a file writes `until`, the first day that is out.
  package var dates: DateRange
  /// Stands in for the weekly windows of every office hours of the team on those days; nil leaves them. Days that the
  /// office hours list as exceptions or holidays stay as they are: whoever wrote a date meant that date.
  package var hours: WeeklyHours?
  /// Only they are drafted and rotated on those days; nil leaves everybody.
  package var members: [MemberID]?
  /// What customers are told, on top of everything else.
  package var reply: String?

  package init(
    name: String, dates: DateRange, hours: WeeklyHours? = nil, members: [MemberID]? = nil, reply: String? = nil
  ) {
    self.name = name
    self.dates = dates
    self.hours = hours
    self.members = members
    self.reply = reply
  }
}

extension Schedule {
  /// The period that `date` lies in; periods do not overlap.
  package func period(on date: CivilDate) -> Period? { periods.first { $0.dates.contains(date) } }

  /// Every office hours with what the periods make of them: what calendars and due times go by.
  package var officeHoursInForce: [NamedOfficeHours] {
    officeHours.map { NamedOfficeHours(id: $0.id, hours: inForce($0.hours)) }
  }

  /// A period's hours become exceptions of its days, but for days that are exceptions or holidays already.
  private func inForce(_ hours: OfficeHours) -> OfficeHours {
    var changed = hours
    let dated = Set(hours.exceptions.map(\.date) + hours.holidays.map(\.date))
    for period in periods {
      guard let weekly = period.hours else { continue }
      changed.exceptions += period.dates.days.filter { !dated.contains($0) }.map { date in
        HoursException(date: date, windows: weekly.windows(on: date).map(\.window))
      }
    }
    changed.exceptions.sort { $0.date < $1.date }
    return changed
  }
}
