/// Text of events, without what could not be shown.
enum EventText {
  /// One line whose blanks at both ends are kept, as some programs tell holidays apart by them.
  static func line(_ text: String, limit: Int) -> String {
    var kept = String.UnicodeScalarView()
    for scalar in text.unicodeScalars where kept.count < limit {
      switch scalar.value {
      case 0x0A, 0x0D, 0x85, 0x2028, 0x2029: kept.append(" ")
      case 0x00...0x08, 0x0B, 0x0C, 0x0E...0x1F, 0x7F...0x9F, 0xFEFF: continue
      default: kept.append(scalar)
      }
    }
    return String(kept)
  }

  /// The name and the address of an ATTENDEE, as far as they are given.
  static func people(_ line: ContentLine) -> [String] {
    let address = CleanText.line(line.plain, limit: 200)
    let bare = address.lowercased().hasPrefix("mailto:") ? String(address.dropFirst(7)) : address
    return [line.parameter("CN"), bare].compactMap { $0 }.filter { !$0.isEmpty }
  }
}
