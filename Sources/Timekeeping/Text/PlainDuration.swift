/// A span of real time in a file: `15 minutes`, `11 hours`, `1 hour 30 minutes`, `2 days` (48 real hours).
package struct PlainDuration: Sendable, Hashable, Comparable, TextForm {
  /// Whole seconds.
  package let duration: Duration

  /// Parts of a second are dropped.
  package init(_ duration: Duration) { self.duration = .seconds(duration.components.seconds) }

  package static func < (a: PlainDuration, b: PlainDuration) -> Bool { a.duration < b.duration }

  package static let form = "a duration such as 15 minutes, 11 hours, 1 hour 30 minutes or 2 days"

  private static let units = [("week", 604_800), ("day", 86_400)] + Amounts.clockUnits

  package init(text: String) throws(TextProblem) {
    guard let amounts = Amounts.read(text), let seconds = Amounts.seconds(amounts, units: Self.units) else {
      throw Self.problem(text, "a duration")
    }
    self.init(.seconds(seconds))
  }

  /// To whole minutes, half away from zero (rule T10).
  package var wholeMinutes: Int64 {
    let seconds = duration.components.seconds
    return (seconds + (seconds < 0 ? -30 : 30)) / 60
  }

  /// The same with parts of a second where there are any: `59 minutes 58.250 seconds`.
  static func exactText(_ duration: Duration) -> String {
    let milliseconds = Int(duration.wholeMilliseconds)
    guard milliseconds > 0, !milliseconds.isMultiple(of: 1000) else { return PlainDuration(duration).description }
    let seconds = "\(milliseconds / 1000 % 60).\(padded(milliseconds % 1000, 3)) seconds"
    let minutes = milliseconds / 60_000
    return minutes == 0 ? seconds : "\(Amounts.clockText(seconds: minutes * 60)) \(seconds)"
  }

  /// In days only when it is two or more whole days; a duration below zero bears a minus sign.
  package var description: String {
    let seconds = Int(abs(duration.components.seconds))
    let sign = duration < .zero ? "-" : ""
    if seconds >= 172_800, seconds.isMultiple(of: 86_400) { return sign + Amounts.text(seconds / 86_400, "day") }
    return sign + Amounts.clockText(seconds: seconds)
  }
}
