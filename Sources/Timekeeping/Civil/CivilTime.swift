/// A time of day on the wall, to the minute, 00:00–24:00 (24:00 is the end of the day).
package struct CivilTime: Hashable, Sendable, Comparable, TextForm {
  /// Minutes since midnight, 0–1440.
  package let minutes: Int

  /// Nil outside 0–1440.
  package init?(minutes: Int) {
    guard (0...1440).contains(minutes) else { return nil }
    self.minutes = minutes
  }

  package static let midnight = CivilTime(unchecked: 0)
  package static let endOfDay = CivilTime(unchecked: 1440)

  private init(unchecked minutes: Int) { self.minutes = minutes }

  package static func < (a: CivilTime, b: CivilTime) -> Bool { a.minutes < b.minutes }

  package static let form = "a time of day such as 09:00 or 17:30"

  package init(text: String) throws(TextProblem) {
    let fields = text.split(separator: ":", omittingEmptySubsequences: false)
    guard fields.count == 2, fields[0].utf8.count == 2, fields[1].utf8.count == 2, let hour = decimal(fields[0]),
      let minute = decimal(fields[1]), minute < 60, let time = CivilTime(minutes: hour * 60 + minute)
    else { throw Self.problem(text, "a time of day") }
    self = time
  }

  package var description: String { "\(padded(minutes / 60)):\(padded(minutes % 60))" }
}
