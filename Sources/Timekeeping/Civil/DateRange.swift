/// Whole days from a first to a last one, the last included (rule T1): `2026-12-24..2026-12-28`.
package struct DateRange: Hashable, Sendable, TextForm {
  package let first: CivilDate
  package let last: CivilDate

  /// Nil when `last` is before `first`.
  package init?(_ first: CivilDate, _ last: CivilDate) {
    guard first <= last else { return nil }
    self.first = first
    self.last = last
  }

  /// A single day.
  package init(_ date: CivilDate) {
    first = date
    last = date
  }

  package func contains(_ date: CivilDate) -> Bool { first <= date && date <= last }

  package var dates: ClosedRange<CivilDate> { first...last }

  /// Each day in order.
  package var days: [CivilDate] { (0...(last - first)).map { first + $0 } }

  /// From the first instant of the first day to the first instant after the last, in `zone`; nil where the clock was
  /// turned past all of them.
  package func interval(in zone: Zone) -> Interval? {
    Interval(zone.startOfDay(first), zone.startOfDay(last + 1))
  }

  package static let form = "a date such as 2026-12-24, or a range such as 2026-12-24..2026-12-28"

  package init(text: String) throws(TextProblem) {
    let ends = text.split(separator: "..", omittingEmptySubsequences: false)
    guard (1...2).contains(ends.count), let first = try? CivilDate(text: String(ends[0])),
      let last = try? CivilDate(text: String(ends[ends.count - 1]))
    else { throw Self.problem(text, "a range of dates") }
    guard let range = DateRange(first, last) else {
      throw TextProblem("'\(text)' ends before it begins", help: "write the earlier date first: \(last)..\(first)")
    }
    self = range
  }

  package var description: String { first == last ? "\(first)" : "\(first)..\(last)" }
}

extension ISOWeek {
  /// From Monday to Sunday.
  package var dateRange: DateRange { DateRange(monday, monday + 6) ?? DateRange(monday) }
}
