import Timekeeping

/// The texts that the names of shifts are made of, and the texts of whole ids from them.
struct NameTable: Sendable {
  private var strings: [String] = []
  private var places: [String: Int32] = [:]
  /// Entry 0 is no suffix.
  private var suffixes = [Suffix(parent: 0, isAfter: false, name: .text(0), hash: 0)]
  /// True when a suffix was read from a text and may be several in one.
  private var hasComposite = false

  private struct Suffix: Sendable {
    var parent: Int32
    var isAfter: Bool
    var name: CutName
    var hash: UInt64
  }

  init() {}

  /// With room for so many texts.
  init(expecting count: Int) {
    strings.reserveCapacity(count)
    places.reserveCapacity(count)
  }

  mutating func string(_ text: String) -> Int32 {
    if let known = places[text] { return known }
    let next = Int32(strings.count)
    strings.append(text)
    places[text] = next
    return next
  }

  func text(_ string: Int32) -> String { strings[Int(string)] }

  /// The suffix of a part that the change named `string` made of a piece with the suffix `parent`.
  mutating func part(of parent: Int32, _ string: Int32) -> Int32 { add(.text(string), isAfter: false, parent) }

  /// The suffix that reads `text`, as it stands in an id after the first `_`.
  mutating func suffix(reading text: String) -> Int32 {
    hasComposite = hasComposite || text.contains("_") || text.hasPrefix("after-")
    return part(of: 0, string(text))
  }

  /// The suffix of the part that follows what was cut out under `name`.
  mutating func after(_ name: CutName, of parent: Int32) -> Int32 { add(name, isAfter: true, parent) }

  /// The suffix of the part of `stem` that follows what was cut out in front of a piece with the suffix `other`; `stem`
  /// itself where nothing was.
  mutating func after(_ other: Int32, of stem: Int32) -> Int32 {
    let suffix = suffixes[Int(other)]
    return suffix.isAfter ? add(suffix.name, isAfter: true, stem) : stem
  }

  private mutating func add(_ name: CutName, isAfter: Bool, _ parent: Int32) -> Int32 {
    let own =
      switch name {
      case .text(let string): UInt64(UInt32(bitPattern: string)) &* 0x94D0_49BB_1331_11EB
      case .piece(let name): hash(name)
      }
    let hash = (suffixes[Int(parent)].hash ^ own ^ (isAfter ? 1 : 2)) &* 0x9E37_79B9_7F4A_7C15
    suffixes.append(Suffix(parent: parent, isAfter: isAfter, name: name, hash: hash ^ (hash >> 29)))
    return Int32(suffixes.count - 1)
  }

  /// Equal for names with the same text.
  func hash(_ name: PieceName) -> UInt64 {
    let word = UInt64(bitPattern: name.nominal) &* 0x9E37_79B9_7F4A_7C15 ^ UInt64(UInt32(bitPattern: name.source)) << 8
    let suffix = hasComposite ? 0 : suffixes[Int(name.suffix)].hash
    let mixed = (word ^ UInt64(UInt32(bitPattern: name.place)) ^ suffix) &* 0xBF58_476D_1CE4_E5B9
    return mixed ^ (mixed >> 31)
  }

  /// The id of the shift; `prefix` is `team.duty.`.
  func id(_ name: PieceName, prefix: String) -> ShiftID {
    let head = name.nominal == PieceName.whole ? text(name.source) : prefix + stem(name)
    return ShiftID(text: name.suffix == 0 ? head : head + suffix(name.suffix))
  }

  /// The id without its team and duty, for use inside another id of the same duty.
  func local(_ name: PieceName) -> String {
    guard name.nominal == PieceName.whole else { return stem(name) + suffix(name.suffix) }
    let whole = text(name.source) + suffix(name.suffix)
    return whole.split(separator: ".", maxSplits: 2, omittingEmptySubsequences: false).last.map(String.init) ?? whole
  }

  func text(_ name: CutName) -> String {
    switch name {
    case .text(let string): text(string)
    case .piece(let name): local(name)
    }
  }

  private func stem(_ name: PieceName) -> String {
    "\(text(name.source)).\(CivilDateTime(secondsSinceEpoch: name.nominal).stamp).\(name.place)"
  }

  private func suffix(_ number: Int32) -> String {
    guard number != 0 else { return "" }
    let suffix = suffixes[Int(number)]
    return self.suffix(suffix.parent) + (suffix.isAfter ? "_after-" : "_") + text(suffix.name)
  }
}

/// What a cut is called in the names of the parts that follow it.
enum CutName: Sendable {
  case text(Int32)
  case piece(PieceName)
}

extension NameTable {
  /// True when both have the same text.
  func areSame(_ a: PieceName, _ b: PieceName) -> Bool {
    guard a.nominal == b.nominal, a.source == b.source, a.place == b.place else { return false }
    if a.suffix == b.suffix { return true }
    return hasComposite ? suffix(a.suffix) == suffix(b.suffix) : areSame(a.suffix, b.suffix)
  }

  private func areSame(_ a: Int32, _ b: Int32) -> Bool {
    let (one, other) = (suffixes[Int(a)], suffixes[Int(b)])
    guard a != b else { return true }
    guard a != 0, b != 0, one.hash == other.hash, one.isAfter == other.isAfter else { return false }
    let isNamedSame =
      switch (one.name, other.name) {
      case (.text(let one), .text(let other)): one == other
      case (.piece(let one), .piece(let other)): areSame(one, other)
      default: false
      }
    return isNamedSame && areSame(one.parent, other.parent)
  }

  /// The order of their texts.
  func precedes(_ a: PieceName, _ b: PieceName) -> Bool {
    if a.source == b.source, a.nominal == b.nominal, a.suffix == 0, b.suffix == 0, max(a.place, b.place) < 10 {
      return a.place < b.place
    }
    return id(a, prefix: "").text < id(b, prefix: "").text
  }
}

extension CivilDateTime {
  /// `20261123T0900`.
  var stamp: String {
    let (year, month, day) = date.parts
    let second = secondOfDay
    let digits = padded(year * 10_000 + month * 100 + day, 8)
    return "\(digits)T\(padded(second / 3600 * 100 + second / 60 % 60, 4))"
  }
}
