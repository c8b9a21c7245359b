import Yams

/// The text of a YAML file in which keys that stand twice can be made different.
///
/// Yams refuses a whole file for one key given twice. Here the first of the two is given another first letter, so
/// that the file can be read to its end and every problem in it be told at once.
struct KeyMask {
  private var scalars: [Unicode.Scalar]
  /// The original texts of the changed keys.
  private(set) var masked: [Place: String] = [:]

  /// A letter of the private use area, which nobody writes.
  private static let letter: Unicode.Scalar = "\u{E000}"

  init(_ text: String) { scalars = Array(text.unicodeScalars) }

  var text: String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  /// Changes the first of `keys` (as Yams reports them) at `mark`; false when that cannot help.
  mutating func hide(_ keys: [String], at mark: Mark) -> Bool {
    let place = Place(line: mark.line, column: mark.column)
    guard masked.count < FileLimits.duplicateKeys, masked[place] == nil, let key = keys.first,
      var index = index(of: place), let first = key.unicodeScalars.first
    else { return false }
    if ["\"", "'"].contains(scalars[index]) { index += 1 }
    guard index < scalars.count, scalars[index] == first else { return false }
    scalars[index] = Self.letter
    masked[place] = key
    return true
  }

  /// The place of the first character that YAML does not allow (its `c-printable`).
  var firstForbidden: Place {
    let index = scalars.firstIndex { scalar in
      switch scalar.value {
      case 0x09, 0x0A, 0x0D, 0x20...0x7E, 0x85, 0xA0...0xFEFE, 0xFF00...0xFFFD, 0x10000...: false
      default: true
      }
    }
    let before = scalars.prefix(index ?? 0)
    let line = before.count(where: { $0 == "\n" }) + 1
    let start = before.lastIndex(of: "\n").map { $0 + 1 } ?? 0
    return Place(line: line, column: before.count - start + 1)
  }

  private func index(of place: Place) -> Int? {
    var line = 1
    var start = 0
    while line < place.line {
      guard let end = scalars[start...].firstIndex(of: "\n") else { return nil }
      start = end + 1
      line += 1
    }
    let index = start + place.column - 1
    return index < scalars.count ? index : nil
  }
}
