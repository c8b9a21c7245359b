import Timekeeping

/// A public calendar of holidays that a team file names by its address.
///
/// Its copy lies in the folder `holidays` beside the file, so that reading files never needs the network, and a copy
/// that was fetched anew is reviewed like any other change.
package enum HolidayAddress {
  /// In letters; longer addresses are refused.
  package static let limit = 1000

  package static func isAddress(_ reference: String) -> Bool {
    let lower = reference.lowercased()
    return ["https://", "http://", "webcal://", "webcals://"].contains { lower.hasPrefix($0) }
  }

  /// Where the copy lies, seen from the team file: `holidays/www.gov.uk-bank-holidays-1f2e3d4c.ics`.
  package static func copy(of address: String) -> String {
    let rest = address.split(separator: "://", maxSplits: 1).last.map(String.init) ?? address
    let plain = rest.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == ".") ? $0 : "-" }
    let words = String(plain).lowercased().split(separator: "-").joined(separator: "-")
    let stem = words.hasSuffix(".ics") ? String(words.dropLast(4)) : words
    return "holidays/\(stem.prefix(80))-\(sum(address)).ics"
  }

  /// Eight digits that tell addresses apart whose plain letters are the same (FNV-1a).
  private static func sum(_ text: String) -> String {
    var sum: UInt32 = 0x811C_9DC5
    for byte in text.utf8 { sum = (sum ^ UInt32(byte)) &* 0x0100_0193 }
    let digits = String(sum, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }

  // MARK: What a copy says of itself

  private static let mark = "X-WATCHBILL-FETCHED:"

  /// `bytes` with a line after the first that says when they were fetched; as they are where they do not begin like a
  /// calendar.
  package static func stamped(_ bytes: [UInt8], fetched: Timestamp) -> [UInt8] {
    guard let end = bytes.firstIndex(of: UInt8(ascii: "\n")),
      String(decoding: bytes[..<end], as: UTF8.self).uppercased().contains("BEGIN:VCALENDAR")
    else { return bytes }
    return bytes[...end] + Array("\(mark)\(fetched)\r\n".utf8) + bytes[(end + 1)...]
  }

  /// When a copy was fetched, as `stamped` wrote it; nil where it does not say.
  package static func fetched(_ bytes: [UInt8]) -> Timestamp? {
    let head = String(decoding: bytes.prefix(1000), as: UTF8.self)
    let line = head.split(whereSeparator: \.isNewline).first { $0.hasPrefix(mark) }
    return line.flatMap { try? Timestamp(text: String($0.dropFirst(mark.count))) }
  }
}
