/// A window of a day on the wall, `09:00-17:00`; it may cross midnight and then belongs to the day it starts (rule T7).
package struct DayWindow: Sendable, Hashable, Comparable, TextForm {
  /// Minutes after midnight, 0–1439.
  package let start: Int
  /// Minutes after the same midnight, after `start` and at most 24 hours later.
  package let end: Int

  /// Nil unless `0 <= start < 1440` and `start < end <= start + 1440`.
  package init?(start: Int, end: Int) {
    guard (0..<1440).contains(start), start < end, end <= start + 1440 else { return nil }
    self.start = start
    self.end = end
  }

  /// From one time to the next time that the clock reads the other; equal times make 24 hours.
  package init?(_ from: CivilTime, _ to: CivilTime) {
    self.init(start: from.minutes, end: to.minutes + (to <= from ? 1440 : 0))
  }

  package static func < (a: DayWindow, b: DayWindow) -> Bool { (a.start, a.end) < (b.start, b.end) }

  /// This window on `date`, converted once (rules T3 and O1): nil when a change of the clock swallows it (case C020).
  package func interval(on date: CivilDate, in zone: Zone) -> Interval? {
    Interval(zone.first(CivilDateTime(date, minutes: start)), zone.last(CivilDateTime(date, minutes: end)))
  }

  package static let form = "a time window such as 09:00-17:00 or 20:00-08:00"

  package init(text: String) throws(TextProblem) {
    let ends = text.split(separator: "-", omittingEmptySubsequences: false)
    guard ends.count == 2, let from = try? CivilTime(text: String(ends[0])),
      let to = try? CivilTime(text: String(ends[1])), let window = DayWindow(from, to)
    else { throw Self.problem(text, "a time window") }
    self = window
  }

  package var description: String { "\(Self.clock(start))-\(end == 1440 ? "24:00" : Self.clock(end % 1440))" }

  private static func clock(_ minutes: Int) -> String { "\(padded(minutes / 60)):\(padded(minutes % 60))" }
}
