/// A time of one weekday on the wall: `thu 12:00`.
package struct WeeklyMoment: Sendable, Hashable, TextForm {
  package let day: Weekday
  /// Before 24:00.
  package let time: CivilTime

  /// Nil for 24:00, which is 00:00 of the next day.
  package init?(_ day: Weekday, _ time: CivilTime) {
    guard time < .endOfDay else { return nil }
    self.day = day
    self.time = time
  }

  package static let form = "a weekday and a time such as thu 12:00"

  package init(text: String) throws(TextProblem) {
    let words = text.split(separator: " ").map(String.init)
    guard words.count == 2, let day = try? Weekday(text: words[0]), let time = try? CivilTime(text: words[1]),
      let moment = WeeklyMoment(day, time)
    else { throw Self.problem(text, "a time of the week") }
    self = moment
  }

  package var description: String { "\(day) \(time)" }

  /// The last such moment before the Monday of `week` begins, on the wall of `zone` (rule T3): until when members choose
  /// slots of it themselves.
  package func last(before week: ISOWeek, in zone: Zone) -> Timestamp {
    zone.first(CivilDateTime(week.monday - 7 + day.rawValue, time))
  }

  /// The first such moment after `instant`, on the wall of `zone` (rule T3).
  package func next(after instant: Timestamp, in zone: Zone) -> Timestamp {
    let today = zone.civil(at: instant).date
    let ahead = (day.rawValue - today.weekday.rawValue + 7) % 7
    let first = zone.first(CivilDateTime(today + ahead, time))
    return first > instant ? first : zone.first(CivilDateTime(today + ahead + 7, time))
  }
}
