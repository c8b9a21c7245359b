/// A zone's history and future as stretches of constant offset, ascending and without gaps.
///
/// The standing rule is written out for one cycle of the calendar (400 years); later instants are moved back by whole
/// cycles, so that one search answers for all time.
final class ZoneTable: Sendable {
  /// Seconds since the epoch at which each stretch begins; the first is the beginning of time.
  private let starts: [Int64]
  /// For each stretch its place in `types`.
  private let kinds: [UInt8]
  private let types: [LocalType]
  /// From here on everything repeats every `cycle`; `Int64.max` when the last stretch lasts for ever.
  private let horizon: Int64

  private static let beginning = Int64.min / 4
  private static let end = Int64.max / 4
  private static let cycle: Int64 = 146_097 * 86_400
  /// Wider than any offset may be (RFC 8536 section 3.2).
  private static let widestOffset: Int64 = 26 * 3600

  /// A clock that never changes.
  init(fixed type: LocalType) {
    starts = [Self.beginning]
    kinds = [0]
    types = [type]
    horizon = .max
  }

  /// Nil when the footer's rule cannot be read.
  init?(_ file: TZif) {
    var starts = [Self.beginning] + file.changes
    var kinds = [0] + file.kinds
    var types = file.types
    var horizon = Int64.max
    if !file.footer.isEmpty {
      guard let rule = PosixRule(file.footer), types.count <= 253 else { return nil }
      // Without changes the rule holds for all time, from the year 1.
      if file.changes.isEmpty { types = [rule.standard] }
      let lastChange = file.changes.last ?? Self.beginning
      let year = file.changes.isEmpty ? 1 : CivilDateTime(secondsSinceEpoch: lastChange).date.parts.year
      for (at, type) in rule.changes(in: year...year + 404) where at > lastChange {
        starts.append(at)
        kinds.append(Self.place(of: type, in: &types))
      }
      if rule.summer != nil { horizon = Int64(CivilDate.days(year + 402, 1, 1)) * 86_400 }
    }
    self.starts = starts
    self.kinds = kinds
    self.types = types
    self.horizon = horizon
  }

  private static func place(of type: LocalType, in types: inout [LocalType]) -> UInt8 {
    if let known = types.firstIndex(of: type) { return UInt8(known) }
    types.append(type)
    return UInt8(types.count - 1)
  }

  func type(at seconds: Int64) -> LocalType {
    types[Int(kinds[stretch(at: seconds - shift(seconds))])]
  }

  func offset(at seconds: Int64) -> Int64 { offset(of: stretch(at: seconds - shift(seconds))) }

  /// The first second at which the clock reads `wall` or later.
  func first(_ wall: Int64) -> Int64 {
    let shift = shift(wall)
    let wall = wall - shift
    var index = stretch(at: wall - Self.widestOffset)
    while index + 1 < starts.count, starts[index + 1] + offset(of: index) <= wall { index += 1 }
    return max(starts[index], wall - offset(of: index)) + shift
  }

  /// The last second at which the clock reads `wall`, or turns past it.
  func last(_ wall: Int64) -> Int64 {
    let shift = shift(wall)
    let wall = wall - shift
    var index = stretch(at: wall + Self.widestOffset)
    while index > 0, starts[index] + offset(of: index) > wall { index -= 1 }
    let reading = wall - offset(of: index)
    return (index + 1 < starts.count ? min(reading, starts[index + 1]) : reading) + shift
  }

  /// The first second after `seconds` at which the offset changes.
  func nextChange(after seconds: Int64) -> Int64? {
    let shift = shift(seconds)
    var index = stretch(at: seconds - shift)
    while index + 1 < starts.count, offset(of: index + 1) == offset(of: index) { index += 1 }
    return index + 1 < starts.count ? starts[index + 1] + shift : nil
  }

  /// The seconds from and until which the offset at `seconds` holds at least, and that offset.
  func stretch(around seconds: Int64) -> (from: Int64, until: Int64, offset: Int64) {
    let shift = shift(seconds)
    let index = stretch(at: seconds - shift)
    let until = index + 1 < starts.count ? starts[index + 1] + shift : Self.end
    return (starts[index] + (index == 0 ? 0 : shift), min(until, horizonEnd(seconds)), offset(of: index))
  }

  /// Beyond the horizon stretches are looked up cycle by cycle.
  private func horizonEnd(_ seconds: Int64) -> Int64 {
    horizon == .max ? Self.end : horizon + shift(seconds)
  }

  private func offset(of stretch: Int) -> Int64 { types[Int(kinds[stretch])].offset }

  /// The whole cycles by which a second beyond the horizon is moved back before it is looked up.
  private func shift(_ seconds: Int64) -> Int64 {
    seconds < horizon ? 0 : ((seconds - horizon) / Self.cycle + 1) * Self.cycle
  }

  /// The index of the last stretch that begins at or before `seconds`.
  private func stretch(at seconds: Int64) -> Int {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= seconds { low = middle } else { high = middle }
    }
    return low
  }
}

extension ZoneTable: Hashable {
  static func == (a: ZoneTable, b: ZoneTable) -> Bool {
    a === b || (a.starts == b.starts && a.kinds == b.kinds && a.types == b.types && a.horizon == b.horizon)
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(starts.count)
    hasher.combine(types)
  }
}
