import Scheduling
import Timekeeping

/// A shift, or open time, as one day of a week has it: cut at midnight on the team's wall.
struct DayPart<Content> {
  var date: CivilDate
  /// `08:00–12:00`, up to 24:00.
  var hours: String
  var interval: Interval
  var content: Content

  /// `all day`, `until 09:00` and `from 09:00` for what began or goes on on another day, else the hours.
  var hoursInWords: String {
    switch (hours.hasPrefix("00:00–"), hours.hasSuffix("–24:00")) {
    case (true, true): "all day"
    case (true, false): "until \(hours.suffix(5))"
    case (false, true): "from \(hours.prefix(5))"
    case (false, false): hours
    }
  }
}

extension OnCallTimeline {
  /// `items` cut into the days of `week`, in their order and then by day.
  func dayParts<Item>(_ items: [Item], of week: ISOWeek, interval: (Item) -> Interval) -> [DayPart<Item>] {
    let days = week.days.compactMap { date in DateRange(date).interval(in: zone).map { (date: date, time: $0) } }
    return items.flatMap { item in
      days.compactMap { day in
        interval(item).intersection(day.time).map { part in
          DayPart(date: day.date, hours: hours(of: part, in: day.time), interval: part, content: item)
        }
      }
    }
  }

  private func hours(of part: Interval, in day: Interval) -> String {
    let end = part.end == day.end ? CivilTime.endOfDay : zone.civil(at: part.end).time
    return "\(zone.civil(at: part.start).time)–\(end)"
  }
}
