import Timekeeping

/// A time of day on some weekdays: `mon 09:00`, `mon-fri 09:00`, `09:00` for every day.
package struct WeeklyTime: Sendable, Hashable, TextForm {
  package let time: CivilTime
  /// Sorted, each once; empty means on no day.
  package let days: [Weekday]

  package init(_ time: CivilTime, on days: [Weekday] = Weekday.allCases) {
    self.time = time
    self.days = Weekday.allCases.filter(days.contains)
  }

  package static let form = "a time such as mon 09:00, mon-fri 09:00, or 09:00 for every day"

  package init(text: String) throws(TextProblem) {
    let words = text.split(separator: " ").map(String.init)
    guard (1...2).contains(words.count), let last = words.last, let time = try? CivilTime(text: last),
      time < .endOfDay
    else { throw Self.problem(text, "a time of the week") }
    self.init(time, on: words.count == 2 ? try Self.days(words[0], of: text) : Weekday.allCases)
  }

  /// `mon`, `mon-fri`, `fri-mon` over the weekend.
  private static func days(_ word: String, of text: String) throws(TextProblem) -> [Weekday] {
    let ends = word.split(separator: "-", omittingEmptySubsequences: false).compactMap {
      try? Weekday(text: String($0))
    }
    guard let first = ends.first, let last = ends.last, ends.count <= 2,
      ends.count == word.split(separator: "-", omittingEmptySubsequences: false).count
    else { throw problem(text, "a time of the week") }
    return (0...((last.rawValue - first.rawValue + 7) % 7)).map { first.advanced(by: $0) }
  }

  package var description: String {
    if days.count == 7 { return "\(time)" }
    let isRun = zip(days, days.dropFirst()).allSatisfy { $0.rawValue + 1 == $1.rawValue }
    guard let first = days.first, let last = days.last else { return "never" }
    if days.count == 1 { return "\(first) \(time)" }
    return isRun ? "\(first)-\(last) \(time)" : Self.overWeekend(days, time)
  }

  /// Days that run over a weekend, such as `fri-mon`.
  private static func overWeekend(_ days: [Weekday], _ time: CivilTime) -> String {
    let first = days.first { !days.contains($0.advanced(by: 6)) } ?? .mon
    return "\(first)-\(first.advanced(by: days.count - 1)) \(time)"
  }

  /// The first such instant strictly after `now`, on the wall of `zone` (cases D30 to D33); nil on no day.
  package func next(after now: Timestamp, in zone: Zone) -> Timestamp? {
    let today = zone.civil(at: now).date
    return (0...8).lazy.map { today + $0 }.filter { days.contains($0.weekday) }
      .map { zone.first(CivilDateTime($0, time)) }.first { $0 > now }
  }
}
