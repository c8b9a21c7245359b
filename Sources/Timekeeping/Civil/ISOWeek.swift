/// A week of ISO 8601: Monday to Sunday; week 1 holds the year's first Thursday.
package struct ISOWeek: Hashable, Sendable, Comparable, TextForm {
  /// The Monday the week begins on.
  package let monday: CivilDate

  package init(containing date: CivilDate) {
    monday = date - date.weekday.rawValue
  }

  /// Nil unless the year has that week.
  package init?(year: Int, week: Int) {
    guard (1...53).contains(week), let fourth = CivilDate(year, 1, 4) else { return nil }
    let candidate = ISOWeek(containing: fourth + 7 * (week - 1))
    guard candidate.year == year else { return nil }
    self = candidate
  }

  /// The year the week's Thursday lies in.
  package var year: Int { (monday + 3).parts.year }

  package var number: Int {
    let fourth = CivilDate(year, 1, 4) ?? monday
    return (monday - ISOWeek(containing: fourth).monday) / 7 + 1
  }

  package var next: ISOWeek { ISOWeek(containing: monday + 7) }
  package var previous: ISOWeek { ISOWeek(containing: monday - 7) }

  /// Monday to Sunday.
  package var days: [CivilDate] { (0..<7).map { monday + $0 } }

  package static func < (a: ISOWeek, b: ISOWeek) -> Bool { a.monday < b.monday }

  package static let form = "an ISO week such as 2026-W48"

  package init(text: String) throws(TextProblem) {
    let fields = text.split(separator: "-", omittingEmptySubsequences: false)
    guard fields.count == 2, fields[0].utf8.count == 4, fields[1].utf8.count == 3,
      fields[1].hasPrefix("W") || fields[1].hasPrefix("w"), let year = decimal(fields[0]),
      let number = decimal(fields[1].dropFirst()), let week = ISOWeek(year: year, week: number)
    else { throw Self.problem(text, "an ISO week") }
    self = week
  }

  package var description: String { "\(padded(year, 4))-W\(padded(number))" }
}
