import Timekeeping

/// Shifts as comma-separated values (RFC 4180), safe to open in a spreadsheet.
package enum ShiftTable {
  package static let header = ["uid", "team", "duty", "member", "name", "start", "end", "summary", "because"]

  package static func csv(_ rows: [ShiftRow]) -> String {
    CSV.text(header: header, rows: rows.map(cells))
  }

  private static func cells(_ row: ShiftRow) -> [String] {
    [
      row.uid, row.team, row.duty, row.member, row.name, row.start.description, row.end.description, row.summary,
      row.because,
    ]
  }
}

/// The one way CSV is written.
package enum CSV {
  package static func text(header: [String], rows: [[String]]) -> String {
    ([header] + rows).map { $0.map(cell).joined(separator: ",") + "\r\n" }.joined()
  }

  /// Quoted where it must be; a leading `=`, `+`, `-` or `@` gets an apostrophe, so that no spreadsheet runs it. A plain
  /// number stays one: a spreadsheet has to add up what is owed.
  ///
  /// Scalars are compared: CR and LF together are one character, which neither of them equals.
  static func cell(_ text: String) -> String {
    let risky = (text.unicodeScalars.first.map("=+-@\t\r".unicodeScalars.contains) ?? false) && !isNumber(text)
    let plain = risky ? "'" + text : text
    guard risky || plain.unicodeScalars.contains(where: "\",\r\n".unicodeScalars.contains) else { return plain }
    return "\"" + plain.replacing("\"", with: "\"\"") + "\""
  }

  /// `-1.00`: digits, with a point between them or not, and a minus before them or not.
  private static func isNumber(_ text: String) -> Bool {
    let parts = (text.hasPrefix("-") ? text.dropFirst() : text[...]).utf8
      .split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    return parts.count <= 2 && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy(digits.contains) }
  }
}
