/// The names that Windows, Exchange and Outlook have for zones, and the zone of the IANA database each stands for
/// (as CLDR maps them for the whole world).
enum WindowsZones {
  /// The zone for a name such as `W. Europe Standard Time`, or for a label such as `Canberra, Melbourne, Sydney`
  /// with or without its `(UTC+10:00)`; letters of either case, `&` and `and` are alike.
  static func iana(_ name: String) -> String? { table[key(name)] }

  /// The offset in seconds of a label such as `(UTC-05:00) Somewhere`; nil where it has none.
  static func offset(inLabel name: String) -> Int64? {
    guard let close = name.firstIndex(of: ")"), name.hasPrefix("(") else { return nil }
    let inside = name[..<close].dropFirst()
    guard let letters = ["UTC", "GMT"].first(where: inside.hasPrefix) else { return nil }
    let number = inside.dropFirst(letters.count).filter { $0 != " " }
    return number.isEmpty ? 0 : WrittenZoneReader.offset(String(number))
  }

  private static func key(_ name: String) -> String {
    var text = name.lowercased()[...]
    if text.hasPrefix("(utc") || text.hasPrefix("(gmt"), let close = text.firstIndex(of: ")") {
      text = text[text.index(after: close)...]
    }
    let plain = text.replacing("&amp;", with: "and").replacing("&", with: "and")
    return plain.split { " ,.".contains($0) }.joined(separator: " ")
  }

  private static let table: [String: String] = {
    var found: [String: String] = [:]
    for row in WindowsZoneRows.text.split(separator: "\n") {
      let fields = row.split(separator: "|")
      guard let zone = fields.first else { continue }
      for name in fields.dropFirst() where found[key(String(name))] == nil { found[key(String(name))] = String(zone) }
    }
    return found
  }()
}
