import Timekeeping

/// Until when members choose slots of a week themselves: the last `thu 12:00` before its Monday, on the pattern's wall.
package struct ClaimDeadline: Sendable, Hashable, TextForm {
  package var day: Weekday
  package var time: CivilTime

  package init(day: Weekday, time: CivilTime) {
    self.day = day
    self.time = time
  }

  package static let form = "a weekday and a time such as thu 12:00"

  package init(text: String) throws(TextProblem) {
    let words = text.split(separator: " ").map(String.init)
    guard words.count == 2, let last = words.last else { throw Self.problem(text, "a deadline") }
    day = try Weekday(text: words[0])
    time = try CivilTime(text: last)
  }

  package var description: String { "\(day) \(time)" }

  /// The instant for `week`: the last such time before its Monday begins.
  package func instant(for week: ISOWeek, in zone: Zone) -> Timestamp {
    zone.first(CivilDateTime(week.monday - 7 + day.rawValue, time))
  }
}
