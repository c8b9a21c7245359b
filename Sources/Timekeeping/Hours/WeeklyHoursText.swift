extension WeeklyHours: TextForm {
  package static let form =
    "weekly hours such as mon-fri 09:00-17:00, or mon-fri 09:00-12:30, 13:30-17:00, sat 10:00-12:00, or always"

  /// Pieces between commas are `days hours`, `hours` (of the days before it, else of every day) or `days` (joined to
  /// the days of the next piece).
  package init(text: String) throws(TextProblem) {
    switch text {
    case "always": self = .always
    case "never": self = WeeklyHours([])
    default: self = WeeklyHours(try WeeklyHoursReader.read(text))
    }
  }

  /// One way of writing the same windows: days with the same hours together, from Monday.
  package var description: String {
    if windows.isEmpty { return "never" }
    if self == .always { return "always" }
    var groups: [(hours: [DayWindow], days: [Weekday])] = []
    for day in Weekday.allCases {
      let hours = windows.filter { $0.weekday == day }.map(\.window)
      if hours.isEmpty { continue }
      if let same = groups.firstIndex(where: { $0.hours == hours }) {
        groups[same].days.append(day)
      } else {
        groups.append((hours, [day]))
      }
    }
    return groups.map { group in
      let hours = group.hours.map(\.description).joined(separator: ", ")
      return group.days.count == 7 ? hours : "\(Weekday.text(of: group.days)) \(hours)"
    }.joined(separator: ", ")
  }
}

extension Weekday {
  /// `mon-fri`, `mon,wed,fri`, `mon-tue,sat`: neighbours become ranges. `days` are distinct and sorted.
  package static func text(of days: [Weekday]) -> String {
    var runs: [(first: Weekday, last: Weekday)] = []
    for day in days {
      if let last = runs.last?.last, day.rawValue == last.rawValue + 1 {
        runs[runs.count - 1].last = day
      } else {
        runs.append((day, day))
      }
    }
    return runs.map { $0.first == $0.last ? "\($0.first)" : "\($0.first)-\($0.last)" }.joined(separator: ",")
  }

  /// Reads one weekday or a range of them, which may go round the end of the week: `fri-mon` is Friday to Monday.
  package static func days(_ text: String) throws(TextProblem) -> [Weekday] {
    let ends = text.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
    guard (1...2).contains(ends.count) else { throw problem(text, "a range of weekdays") }
    let first = try Weekday(text: ends[0])
    let last = try Weekday(text: ends[ends.count - 1])
    return (0...(last.rawValue - first.rawValue + 7) % 7).map { first.advanced(by: $0) }
  }
}

/// The reader behind `WeeklyHours(text:)`.
private struct WeeklyHoursReader {
  /// The days that a piece of hours alone belongs to.
  private var days = Weekday.allCases
  /// Days of pieces that had no hours yet.
  private var waiting: [Weekday] = []
  private var windows: [WeeklyWindow] = []

  static func read(_ text: String) throws(TextProblem) -> [WeeklyWindow] {
    var reader = WeeklyHoursReader()
    for piece in text.split(separator: ",", omittingEmptySubsequences: false) {
      try reader.take(words: piece.split(separator: " "), of: text)
    }
    guard reader.waiting.isEmpty else {
      throw TextProblem(
        "'\(text.echoed)' names days without hours at its end", help: "write \(WeeklyHours.form)")
    }
    return reader.windows
  }

  private mutating func take(words: [Substring], of text: String) throws(TextProblem) {
    guard let last = words.last, words.count <= 2 else { throw WeeklyHours.problem(text, "weekly hours") }
    let hasHours = last.contains(":")
    if !hasHours, last.first?.isNumber ?? false { throw DayWindow.problem(last, "a time window") }
    if words.count == 2 || !hasHours {
      waiting += try Weekday.days(String(words[0]))
    }
    guard hasHours else {
      if words.count == 2 { throw DayWindow.problem(last, "a time window") }
      return
    }
    let window = try DayWindow(text: String(last))
    if words.count == 2 { days = waiting }
    guard words.count == 2 || waiting.isEmpty else {
      throw TextProblem("'\(text)' names days without hours before '\(last)'", help: "leave out the comma before it")
    }
    waiting = []
    windows += days.map { WeeklyWindow(weekday: $0, window: window) }
  }
}
