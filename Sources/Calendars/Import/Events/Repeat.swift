import Timekeeping

/// One repeat of a series, or an event that stands alone, before it is known whether it touches the window.
struct Repeat {
  /// When it is by the rule, which is what names it; nil for an event that stands alone.
  var original: Moment?
  var start: Moment
  var length: EventRecord.Length
  /// Whose text it bears.
  var record: EventRecord

  /// As an event, whole days being days of no zone at all.
  func event(ordinal: Int) -> ImportedEvent {
    ImportedEvent(
      uid: ordinal == 0 ? record.uid : "\(record.uid)#\(ordinal + 1)", recurrence: original?.key,
      sequence: record.sequence, when: when, summary: record.summary, notes: record.notes,
      categories: record.categories, people: record.people, isTentative: record.isTentative,
      isTransparent: record.isTransparent, line: record.line)
  }

  private var when: ImportedEvent.When {
    switch start {
    case .day(let date):
      let days = if case .days(let days) = length { days } else { 1 }
      return .days(DateRange(date, date + (max(1, days) - 1)) ?? DateRange(date))
    case .time(let wall, let zone):
      let begin = zone.instant(wall)
      let end = max(begin, end(of: begin, wall, zone))
      return .times(start: begin, end: end, wallStart: wall, wallEnd: zone.wall(end))
    }
  }

  private func end(of begin: Timestamp, _ wall: CivilDateTime, _ zone: EventZone) -> Timestamp {
    switch length {
    case .days(let days): zone.instant(wall.adding(seconds: Int64(days) * 86_400))
    case .wall(let seconds): zone.instant(wall.adding(seconds: seconds))
    case .exact(let seconds): Timestamp(seconds: begin.seconds + seconds)
    }
  }
}

extension EventRecord.Length {
  /// In seconds, near enough to know what may reach into a window.
  var seconds: Int64 {
    switch self {
    case .days(let days): Int64(days) * 86_400
    case .wall(let seconds), .exact(let seconds): seconds
    }
  }
}
