/// A zone's standing rule in the notation of POSIX `TZ`, as in the footer of a TZif file: `GMT0BST,M3.5.0/1,M10.5.0`.
struct PosixRule {
  let standard: LocalType
  let summer: Summer?

  /// The other time of a zone that changes twice a year (it may lie behind the standard one, as in Dublin).
  struct Summer {
    let type: LocalType
    let begins, ends: Turn
  }

  /// A day of each year and the seconds after its midnight, in the time that holds just before.
  struct Turn {
    let day: Day
    let seconds: Int64
  }

  enum Day {
    /// 1–365; the 29th of February is never counted.
    case julian(Int)
    /// 0–365; the 29th of February is counted.
    case zeroBased(Int)
    /// Week 1–5 of the month, 5 being the last; weekday 0 is Sunday.
    case monthWeek(month: Int, week: Int, weekday: Int)
  }

  /// Nil when `text` is not such a rule.
  init?(_ text: String) {
    var scanner = PosixScanner(text)
    guard let name = scanner.name(), let west = scanner.offset() else { return nil }
    standard = LocalType(offset: -west, abbreviation: name)
    if scanner.atEnd {
      summer = nil
      return
    }
    guard let summerName = scanner.name() else { return nil }
    let summerWest = scanner.peek == UInt8(ascii: ",") ? west - 3600 : scanner.offset()
    guard let summerWest, let begins = scanner.turn(), let ends = scanner.turn(), scanner.atEnd else { return nil }
    let type = LocalType(offset: -summerWest, abbreviation: summerName)
    summer = Summer(type: type, begins: begins, ends: ends)
  }

  /// The changes of the clock from `years`, ascending; empty when it never changes.
  func changes(in years: ClosedRange<Int>) -> [(at: Int64, type: LocalType)] {
    guard let summer else { return [] }
    var found: [(at: Int64, type: LocalType)] = []
    for year in years {
      found.append((summer.ends.instant(in: year, offset: summer.type.offset), standard))
      found.append((summer.begins.instant(in: year, offset: standard.offset), summer.type))
    }
    return found.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(\.element)
  }
}

extension PosixRule.Turn {
  /// Seconds since the epoch at which the clock turns in `year`, when it showed `offset` before.
  func instant(in year: Int, offset: Int64) -> Int64 {
    Int64(day.daysSinceEpoch(in: year)) * 86_400 + seconds - offset
  }
}

extension PosixRule.Day {
  func daysSinceEpoch(in year: Int) -> Int {
    let newYear = CivilDate.days(year, 1, 1)
    switch self {
    case .zeroBased(let day): return newYear + day
    case .julian(let day):
      let afterLeapDay = day >= 60 && CivilDate.daysInMonth(year, 2) == 29
      return newYear + day - 1 + (afterLeapDay ? 1 : 0)
    case .monthWeek(let month, let week, let weekday):
      let first = CivilDate.days(year, month, 1)
      // Sunday is 0 here and 6 in `Weekday`.
      let firstWeekday = (Weekday(daysSinceEpoch: first).rawValue + 1) % 7
      let day = (weekday - firstWeekday + 7) % 7 + 7 * (week - 1)
      return first + (day < CivilDate.daysInMonth(year, month) ? day : day - 7)
    }
  }
}

/// Reads the parts of a POSIX `TZ` text from left to right; nil means "not such a text".
private struct PosixScanner {
  private let bytes: [UInt8]
  private var at = 0

  init(_ text: String) { bytes = Array(text.utf8) }

  var atEnd: Bool { at == bytes.count }
  var peek: UInt8? { at < bytes.count ? bytes[at] : nil }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard peek == UInt8(ascii: character) else { return false }
    at += 1
    return true
  }

  private mutating func take(while test: (UInt8) -> Bool) -> String {
    let taken = bytes[at...].prefix(while: test)
    at = taken.endIndex
    return String(decoding: taken, as: UTF8.self)
  }

  private mutating func number() -> Int? {
    decimal(take { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }, limit: 3)
  }

  /// `GMT`, or `<+1030>`.
  mutating func name() -> String? {
    if take("<") {
      let quoted = take { $0 != UInt8(ascii: ">") }
      return take(">") ? quoted : nil
    }
    // Letters of either case: they differ in one bit.
    let plain = take { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0 | 0x20) }
    return plain.utf8.count >= 3 ? plain : nil
  }

  /// `[+-]hh[:mm[:ss]]` in seconds.
  mutating func offset() -> Int64? {
    let negative = take("-")
    if !negative { _ = take("+") }
    guard let hours = number() else { return nil }
    var seconds = hours * 3600
    for unit in [60, 1] where take(":") {
      guard let part = number() else { return nil }
      seconds += part * unit
    }
    return Int64(negative ? -seconds : seconds)
  }

  /// `,M3.5.0/1`; the time is 02:00 unless it is given.
  mutating func turn() -> PosixRule.Turn? {
    guard take(","), let day = day() else { return nil }
    let seconds = take("/") ? offset() : 7200
    return seconds.map { PosixRule.Turn(day: day, seconds: $0) }
  }

  private mutating func day() -> PosixRule.Day? {
    if take("J") { return number().flatMap { (1...365).contains($0) ? .julian($0) : nil } }
    guard take("M") else { return number().flatMap { $0 <= 365 ? .zeroBased($0) : nil } }
    guard let month = number(), take("."), let week = number(), take("."), let weekday = number(),
      (1...12).contains(month), (1...5).contains(week), weekday <= 6
    else { return nil }
    return .monthWeek(month: month, week: week, weekday: weekday)
  }
}
