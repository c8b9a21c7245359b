/// When an office is open, as a schedule file says it: weekly windows in a zone, holidays, exceptions and breaks.
package struct OfficeHours: Sendable, Hashable, Codable {
  package var zone: ZoneID
  package var weekly: WeeklyHours
  /// Days without their weekly windows.
  package var holidays: [Holiday]
  /// Days with other windows than the week's; an exception wins over a holiday on the same date.
  package var exceptions: [HoursException]
  /// Times that are closed although the windows say open.
  package var breaks: [HoursBreak]

  package init(
    zone: ZoneID, weekly: WeeklyHours, holidays: [Holiday] = [], exceptions: [HoursException] = [],
    breaks: [HoursBreak] = []
  ) {
    self.zone = zone
    self.weekly = weekly
    self.holidays = holidays
    self.exceptions = exceptions
    self.breaks = breaks
  }

  /// Open all the time.
  package static func always(in zone: ZoneID) -> OfficeHours { OfficeHours(zone: zone, weekly: .always) }
}

/// A day without office hours. Windows of the day before that cross midnight still end on it (rule T7).
package struct Holiday: Sendable, Hashable, Codable {
  package var date: CivilDate
  package var name: String

  package init(date: CivilDate, name: String) {
    self.date = date
    self.name = name
  }
}

/// The windows that start on one date instead of the weekly ones; none means closed.
package struct HoursException: Sendable, Hashable, Codable {
  package var date: CivilDate
  package var windows: [DayWindow]

  package init(date: CivilDate, windows: [DayWindow]) {
    self.date = date
    self.windows = windows
  }
}

/// Windows of one date that are taken out of the open time.
package struct HoursBreak: Sendable, Hashable, Codable {
  package var date: CivilDate
  package var windows: [DayWindow]

  package init(date: CivilDate, windows: [DayWindow]) {
    self.date = date
    self.windows = windows
  }
}
