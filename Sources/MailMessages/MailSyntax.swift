import Timekeeping

/// What may stand where in the headers of a mail that we write.
enum MailSyntax {
  /// The longest address that a server must take (RFC 5321).
  static let addressLimit = 254

  static func isAddress(_ text: String) -> Bool { (try? check(text)) != nil }

  /// Throws for everything but `local@domain` in plain letters, without quotes or comments: what two readers could part
  /// differently is not sent to.
  static func check(_ address: String) throws(MailProblem) {
    let halves = address.split(separator: "@", omittingEmptySubsequences: false)
    guard halves.count == 2, address.utf8.count <= addressLimit, isLocal(halves[0]), isDomain(halves[1]) else {
      throw MailProblem(
        "'\(line(TextLength.bytes.cut(address, to: addressLimit)))' is not a mail address that can be sent to",
        help: "write it like ana@example.com, the domain in its xn--… form")
    }
  }

  /// `unique@host` without angle brackets.
  static func isID(_ text: String) -> Bool {
    let halves = text.split(separator: "@", omittingEmptySubsequences: false)
    return halves.count == 2 && text.utf8.count <= 250
      && halves.allSatisfy { half in !half.isEmpty && half.utf8.allSatisfy { isAtom($0) || "[]:".utf8.contains($0) } }
  }

  /// One line: whatever would break it, steer a terminal or turn the direction of writing becomes a blank.
  static func line(_ text: String) -> String { SteeringSigns.blanked(text) }

  /// Lines that end with a line feed, without other control characters but tabs.
  static func lines(_ text: String) -> String {
    let plain = text.replacing("\r\n", with: "\n").unicodeScalars.map { scalar -> Unicode.Scalar in
      scalar == "\r" ? "\n" : scalar != "\n" && scalar != "\t" && scalar.value < 0x20 ? " " : scalar
    }
    let lines = String(String.UnicodeScalarView(plain))
    return lines.hasSuffix("\n") ? lines : lines + "\n"
  }

  private static func isLocal(_ local: Substring) -> Bool {
    !local.isEmpty && local.utf8.count <= 64 && local.utf8.allSatisfy(isAtom) && !local.hasPrefix(".")
      && !local.hasSuffix(".") && !local.contains("..")
  }

  private static func isDomain(_ domain: Substring) -> Bool {
    domain.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
      !label.isEmpty && label.utf8.count <= 63 && !label.hasPrefix("-") && !label.hasSuffix("-")
        && label.utf8.allSatisfy { isAlphanumeric($0) || $0 == 0x2D }
    }
  }

  /// A dot, or a letter of an atom (RFC 5322, section 3.2.3).
  private static func isAtom(_ byte: UInt8) -> Bool {
    isAlphanumeric(byte) || ".!#$%&'*+-/=?^_`{|}~".utf8.contains(byte)
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte)
  }
}
