import Timekeeping

/// Makes a zone of the lines of a VTIMEZONE (RFC 5545, 3.6.5), for the years around a window.
struct WrittenZoneReader {
  /// In years of the wall, both included.
  let years: ClosedRange<Int>

  /// Nil when no change of its clock can be read.
  func zone(_ block: ZoneBlock, budget: inout ExpansionBudget) -> WrittenZone? {
    let changes = block.changes.compactMap { observance($0, budget: &budget) }
    guard !changes.isEmpty else { return nil }
    let onsets = changes.flatMap(\.onsets).sorted { ($0.at, $0.offset) < ($1.at, $1.offset) }
    let earliest = changes.min { $0.start < $1.start }
    guard let known = onsets.last(where: { $0.at < startOfYears }) else {
      return WrittenZone(first: earliest?.before ?? 0, changes: Array(onsets.prefix(ImportLimits.clockChanges)))
    }
    let coming = onsets.filter { $0.at >= startOfYears }
    return WrittenZone(first: known.offset, changes: Array(coming.prefix(ImportLimits.clockChanges)))
  }

  private struct Observance {
    let start: CivilDateTime
    /// The offset before it.
    let before: Int64
    let onsets: [WrittenZone.Change]
  }

  private var startOfYears: Int64 { Self.newYear(years.lowerBound).secondsSinceEpoch }

  private static func newYear(_ year: Int) -> CivilDateTime {
    CivilDateTime(CivilDate(year, 1, 1) ?? CivilDate(daysSinceEpoch: 0), .midnight)
  }

  private func observance(_ block: EventBlock, budget: inout ExpansionBudget) -> Observance? {
    guard let start = block.first("DTSTART").flatMap({ WrittenTime($0.plain)?.wall }),
      let before = block.first("TZOFFSETFROM").flatMap({ Self.offset($0.plain) }),
      let after = block.first("TZOFFSETTO").flatMap({ Self.offset($0.plain) })
    else { return nil }
    var walls = [start]
    for line in block.all("RDATE") {
      walls += line.plain.split(separator: ",").prefix(ImportLimits.dates).compactMap { WrittenTime($0)?.wall }
    }
    for line in block.all("RRULE") {
      walls += onsets(line.plain, from: start, before: before, budget: &budget)
    }
    let changes = walls.map { WrittenZone.Change(at: $0.secondsSinceEpoch - before, offset: after) }
    return Observance(start: start, before: before, onsets: changes)
  }

  /// From the year before the first of `years`, so that what holds at its beginning is known.
  private func onsets(
    _ text: String, from start: CivilDateTime, before: Int64, budget: inout ExpansionBudget
  ) -> [CivilDateTime] {
    guard let rule = try? RecurrenceRule(text) else { return [] }
    let until: CivilDateTime? = rule.until.map { until in
      switch until {
      case .date(let date): CivilDateTime(date + 1, .midnight).adding(seconds: -1)
      case .wall(let wall): wall
      case .instant(let instant): CivilDateTime(secondsSinceEpoch: instant.seconds + before)
      }
    }
    let first = max(1, years.lowerBound - 2)
    // A rule that ended before counts too: its last onset says what held from then on.
    let begin = until.map { min($0.date.parts.year - 1, first) } ?? first
    let window = RuleWindow(
      from: Self.newYear(max(1, begin)), to: Self.newYear(min(9999, years.upperBound + 2)), until: until)
    return RuleExpansion(rule, start: start, isWholeDays: false).dates(in: window, budget: &budget)
  }

  /// `+0100`, `-033000`, and with a colon, as some write it.
  static func offset(_ text: String) -> Int64? {
    let digits = text.filter { $0 != ":" }
    guard let sign = digits.first, sign == "+" || sign == "-", digits.count == 5 || digits.count == 7,
      let number = decimal(digits.dropFirst())
    else { return nil }
    let full = digits.count == 5 ? number * 100 : number
    let seconds = Int64(full / 10_000 * 3600 + full / 100 % 100 * 60 + full % 100)
    guard seconds <= 26 * 3600 else { return nil }
    return sign == "-" ? -seconds : seconds
  }
}
