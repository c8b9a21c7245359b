/// An IP address as its bytes: 4 of them for version 4, 16 for version 6.
package struct IPAddress: Sendable, Hashable, CustomStringConvertible {
  package let bytes: [UInt8]

  /// `10.0.0.1` as `IPAddress(10, 0, 0, 1)`.
  package init(_ a: UInt8, _ b: UInt8, _ c: UInt8, _ d: UInt8) {
    bytes = [a, b, c, d]
  }

  /// A version 6 address from its leading groups; the rest is zero, groups after the eighth are ignored.
  package init(groups: [UInt16]) {
    let all = (groups + Array(repeating: 0, count: 8)).prefix(8)
    bytes = all.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
  }

  /// Nil unless there are 4 or 16 bytes.
  package init?(bytes: [UInt8]) {
    guard bytes.count == 4 || bytes.count == 16 else { return nil }
    self.bytes = bytes
  }

  /// Reads the one usual form of each version: `192.0.2.1` without leading zeros, or RFC 4291 hexadecimal groups
  /// without brackets and zone. Octal, hexadecimal and short forms of version 4 are nil.
  package init?(text: String) {
    let parsed = text.contains(":") ? IPv6Text.bytes(text) : IPv4Text.bytes(text[...])
    guard let parsed else { return nil }
    bytes = parsed
  }

  package var isVersion6: Bool { bytes.count == 16 }

  package var groups: [UInt16] {
    stride(from: 0, to: bytes.count, by: 2).map { UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]) }
  }

  /// `192.0.2.1`, or version 6 as RFC 5952 writes it.
  package var description: String {
    isVersion6 ? IPv6Text.text(groups) : bytes.map { String($0) }.joined(separator: ".")
  }
}

/// Dotted decimal, strictly: four numbers, no leading zeros.
enum IPv4Text {
  static func bytes(_ text: Substring) -> [UInt8]? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let values = parts.compactMap(byte)
    return parts.count == 4 && values.count == 4 ? values : nil
  }

  private static func byte(_ digits: Substring) -> UInt8? {
    let plain = digits.utf8.allSatisfy { (0x30...0x39).contains($0) }
    guard plain, (1...3).contains(digits.utf8.count), digits.utf8.count == 1 || digits.utf8.first != 0x30 else {
      return nil
    }
    return UInt8(digits)
  }
}

/// Hexadecimal groups with at most one `::`, and perhaps version 4 in the last 32 bits.
enum IPv6Text {
  static func bytes(_ text: String) -> [UInt8]? {
    guard let gap = text.firstRange(of: "::") else {
      return groups(text[...]).flatMap { $0.count == 8 ? IPAddress(groups: $0).bytes : nil }
    }
    guard let head = groups(text[..<gap.lowerBound], embedsVersion4: false), let tail = groups(text[gap.upperBound...]),
      head.count + tail.count < 8
    else { return nil }
    let zeros = Array(repeating: UInt16(0), count: 8 - head.count - tail.count)
    return IPAddress(groups: head + zeros + tail).bytes
  }

  /// The groups of a part that holds no `::`; an empty part has none.
  private static func groups(_ text: Substring, embedsVersion4: Bool = true) -> [UInt16]? {
    if text.isEmpty { return [] }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    var result: [UInt16] = []
    for (position, part) in parts.enumerated() {
      if embedsVersion4, position == parts.count - 1, let v4 = IPv4Text.bytes(part) {
        result += [UInt16(v4[0]) << 8 | UInt16(v4[1]), UInt16(v4[2]) << 8 | UInt16(v4[3])]
      } else if let group = group(part) {
        result.append(group)
      } else {
        return nil
      }
    }
    return result.count <= 8 ? result : nil
  }

  private static func group(_ part: Substring) -> UInt16? {
    let isHexadecimal = part.utf8.allSatisfy { Character(UnicodeScalar($0)).isHexDigit }
    guard (1...4).contains(part.utf8.count), isHexadecimal else { return nil }
    return UInt16(part, radix: 16)
  }

  static func text(_ groups: [UInt16]) -> String {
    let hexadecimal = groups.map { String($0, radix: 16) }
    guard let zeros = longestZeros(groups) else { return hexadecimal.joined(separator: ":") }
    let head = hexadecimal[..<zeros.lowerBound].joined(separator: ":")
    return head + "::" + hexadecimal[zeros.upperBound...].joined(separator: ":")
  }

  /// The first longest run of at least two zero groups.
  private static func longestZeros(_ groups: [UInt16]) -> Range<Int>? {
    var best: Range<Int>?
    var start = 0
    for end in 1...groups.count {
      if groups[end - 1] != 0 {
        start = end
      } else if end - start >= 2, end - start > best?.count ?? 0 {
        best = start..<end
      }
    }
    return best
  }
}
