import Timekeeping

extension NameTable {
  /// The name behind the text of an id: of numbers where it reads `team.duty.source.stamp.place`, else the whole text.
  mutating func name(_ id: ShiftID, prefix: String) -> PieceName {
    parts(id, prefix: prefix) ?? PieceName(nominal: PieceName.whole, source: string(id.text), place: 0)
  }

  private mutating func parts(_ id: ShiftID, prefix: String) -> PieceName? {
    guard id.text.hasPrefix(prefix) else { return nil }
    let rest = id.text.dropFirst(prefix.count)
    let halves = rest.split(separator: "_", maxSplits: 1, omittingEmptySubsequences: false)
    let fields = halves[0].split(separator: ".", omittingEmptySubsequences: false)
    guard fields.count == 3, !fields[0].isEmpty, let nominal = Self.nominal(fields[1]),
      let place = decimal(fields[2]), String(place) == fields[2]
    else { return nil }
    var name = PieceName(nominal: nominal.secondsSinceEpoch, source: string(String(fields[0])), place: Int32(place))
    if halves.count == 2 { name.suffix = suffix(reading: String(halves[1])) }
    return name
  }

  /// Reads `20261123T0900`.
  private static func nominal(_ stamp: Substring) -> CivilDateTime? {
    guard stamp.utf8.count == 13, stamp.dropFirst(8).first == "T", let date = decimal(stamp.prefix(8)),
      let clock = decimal(stamp.suffix(4)), clock / 100 < 24, clock % 100 < 60,
      let day = CivilDate(date / 10_000, date / 100 % 100, date % 100)
    else { return nil }
    return CivilDateTime(day, minutes: clock / 100 * 60 + clock % 100)
  }
}
