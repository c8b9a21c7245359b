import Timekeeping

/// A DURATION of RFC 5545, 3.3.6; also `PT1W`, which some programs write.
struct WrittenDuration: Hashable {
  /// Weeks and days, which are days on the wall.
  private(set) var days: Int64 = 0
  /// Hours, minutes and seconds.
  private(set) var seconds: Int64 = 0

  /// Nil when it is none, or negative.
  init?(_ text: String) {
    let plain = text.uppercased()
    guard plain.hasPrefix("P") || plain.hasPrefix("+P") else { return nil }
    var digits = ""
    for character in plain.drop(while: { $0 == "+" || $0 == "P" }) where character != "T" {
      guard character.isLetter else {
        digits.append(character)
        continue
      }
      guard let count = decimal(digits, limit: 7), add(Int64(count), character) else { return nil }
      digits = ""
    }
    guard digits.isEmpty else { return nil }
  }

  var total: Int64 { days * 86_400 + seconds }

  private mutating func add(_ count: Int64, _ unit: Character) -> Bool {
    switch unit {
    case "W": days += count * 7
    case "D": days += count
    case "H": seconds += count * 3600
    case "M": seconds += count * 60
    case "S": seconds += count
    default: return false
    }
    return true
  }
}
