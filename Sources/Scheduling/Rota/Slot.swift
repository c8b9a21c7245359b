import Timekeeping

/// A dated place to fill while drafting.
package struct Slot: Sendable, Hashable, Codable {
  package let id: ShiftID
  package var duty: DutyID
  /// The wall-clock day the slot starts on, in the pattern's zone.
  package var date: CivilDate
  package var interval: Interval
  /// 1 for the first of `people`; windows that begin together go on counting.
  package var place: Int
  /// Equal for the slots of one week that `same member` ties together.
  package var line: String

  package init(id: ShiftID, duty: DutyID, date: CivilDate, interval: Interval, place: Int, line: String) {
    self.id = id
    self.duty = duty
    self.date = date
    self.interval = interval
    self.place = place
    self.line = line
  }
}

extension Schedule {
  /// The slots of `week` in order of duty, time and place; a slot belongs to the week its day lies in.
  package func slots(of week: ISOWeek, zones: ZoneTables) throws(ZoneProblem) -> [Slot] {
    var slots: [Slot] = []
    for duty in duties {
      guard let pattern = duty.slots else { continue }
      slots += try self.slots(of: week, duty: duty, pattern: pattern, zone: zones.zone(pattern.zone))
    }
    return slots
  }

  private func slots(of week: ISOWeek, duty: Duty, pattern: SlotPattern, zone: Zone) -> [Slot] {
    let people = max(1, pattern.people)
    return week.days.flatMap { date in
      let windows = pattern.heldHours.windows(on: date)
      return windows.enumerated().flatMap { index, window in
        // Windows that begin together go on counting places, so that no two slots share an id.
        let taken = windows[..<index].filter { $0.start == window.start }.count * people
        return (1...people).compactMap { place in
          slot(duty: duty, date: date, window: window, place: taken + place, zone: zone)
        }
      }
    }
  }

  private func slot(duty: Duty, date: CivilDate, window: WeeklyWindow, place: Int, zone: Zone) -> Slot? {
    let nominal = CivilDateTime(date, minutes: window.start)
    let wallEnd = CivilDateTime(date, minutes: window.end)
    // Where the next window takes over, a repeated hour belongs to one of the two (rules T1 and T3).
    let handsOver =
      duty.slots?.heldHours.windows(on: wallEnd.date).contains { $0.start == wallEnd.time.minutes } ?? false
    let end = handsOver ? zone.first(wallEnd) : zone.last(wallEnd)
    guard let interval = Interval(zone.first(nominal), end) else { return nil }
    let id = ShiftID(team: team, duty: duty.id, source: "slot", nominal: nominal, place: place)
    return Slot(
      id: id, duty: duty.id, date: date, interval: interval, place: place,
      line: "\(duty.id).\(window.start).\(place)")
  }
}
