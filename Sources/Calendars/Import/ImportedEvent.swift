import Timekeeping

/// One event of somebody else's calendar, or one repeat of it.
package struct ImportedEvent: Sendable, Hashable {
  /// When it is: whole days are dates and never instants (feeds.md, 8).
  package enum When: Sendable, Hashable {
    case days(DateRange)
    /// Half-open; `end` equals `start` for an event without length. The wall times are as written, in the event's zone.
    case times(start: Timestamp, end: Timestamp, wallStart: CivilDateTime, wallEnd: CivilDateTime)
  }

  /// As written, or made from the event's text where it has none.
  package let uid: String
  /// Which repeat of the UID it is: `20261225` or `20261225T080000Z`, its start by the rule; nil for a single event.
  package let recurrence: String?
  package let sequence: Int
  package let when: When
  /// One line, blanks around it kept; nil where the event has none.
  package let summary: String?
  package let notes: String?
  package let categories: [String]
  /// Those invited: names and addresses as written, without `mailto:`.
  package let people: [String]
  package let isTentative: Bool
  /// Shown as free (TRANSP:TRANSPARENT).
  package let isTransparent: Bool
  /// The line that it begins on, from 1.
  package let line: Int

  /// The time it takes, whole days being days of `zone`; nil for an event without length.
  package func interval(in zone: Zone) -> Interval? {
    switch when {
    case .days(let range): range.interval(in: zone)
    case .times(let start, let end, _, _): Interval(start, end)
    }
  }

  /// The whole days it means: written as dates, or from 00:00 to 00:00, 23:59 or 23:59:59 on its own wall, or in
  /// whole days of UTC, as several personnel systems write leave.
  package var wholeDays: DateRange? {
    switch when {
    case .days(let range): range
    case .times(let start, let end, let wallStart, let wallEnd):
      Self.days(wallStart, wallEnd)
        ?? Self.days(
          CivilDateTime(secondsSinceEpoch: start.seconds), CivilDateTime(secondsSinceEpoch: end.seconds))
    }
  }

  private static func days(_ start: CivilDateTime, _ end: CivilDateTime) -> DateRange? {
    guard start.secondOfDay == 0, start < end else { return nil }
    switch end.secondOfDay {
    case 0: return DateRange(start.date, end.date - 1)
    case 86_340...86_399: return DateRange(start.date, end.date)
    default: return nil
    }
  }
}
