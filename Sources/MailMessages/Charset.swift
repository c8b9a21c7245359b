import CGMime

/// Bytes as text.
enum Charset {
  /// How the bytes of a text go with the charset that is named for them.
  enum Fit { case whole, damaged, guessed }

  /// What `bytes` say in `charset`, or in the likeliest where that is not known or does not fit. Nothing is left out: a
  /// byte that means nothing becomes U+FFFD.
  ///
  /// A few bad bytes do not make it another charset: one stays as long as it makes at least as many letters beyond ASCII
  /// as there are bytes that it cannot read. In UTF-8 such a letter takes two bytes or more that go together, which
  /// hardly ever happens by chance: text in Latin-1 has next to none of them.
  static func text(_ bytes: [UInt8], _ charset: String?) -> (text: String, fit: Fit) {
    let name = charset?.lowercased() ?? ""
    if !isWide(name), let text = pairs(bytes) { return (text, .guessed) }
    let isPlain = ["", "us-ascii", "ascii", "utf-8", "utf8"].contains(name)
    let valid = String(validating: bytes, as: UTF8.self)
    if isPlain, let valid { return (valid, .whole) }
    let named = isPlain ? nil : reading(bytes, named: name)
    if let named, named.bad == 0 { return (named.text, .whole) }
    let isASCII = bytes.allSatisfy { $0 < 0x80 }
    if let valid, !isASCII { return (valid, .guessed) }
    if let named, named.isLikely { return (named.text, .damaged) }
    if let valid { return (valid, .guessed) }
    if let utf8 = Reading(bytes, from: "utf-8"), utf8.isLikely { return (utf8.text, isPlain ? .damaged : .guessed) }
    return (Reading(bytes, from: "windows-1252")?.text ?? String(decoding: bytes, as: UTF8.self), .guessed)
  }

  /// Nil where nobody knows `charset`, or `bytes` cannot be in it.
  private static func reading(_ bytes: [UInt8], named charset: String) -> Reading? {
    guard isName(charset) else { return nil }
    // ASCII goes as pairs or fours of bytes, too, and would then be other letters; such a text has zeros in it.
    if isWide(charset), !bytes.contains(0), String(validating: bytes, as: UTF8.self) != nil { return nil }
    return Reading(bytes, from: charset)
  }

  /// Whether more letters beyond ASCII than damaged ones are found in it as UTF-8.
  static func isLikelyUTF8(_ bytes: [UInt8]) -> Bool { Reading(bytes, from: "utf-8")?.isLikely ?? false }

  /// Whether its letters take pairs or fours of bytes.
  static func isWide(_ charset: String) -> Bool {
    let short = charset.filter { $0 != "-" }
    return ["utf16", "utf32", "ucs2", "ucs4", "iso10646", "unicode", "csunicode"].contains(where: short.hasPrefix)
  }

  /// What `bytes` say in UTF-16, where nearly every second is zero: the half that is tells their order. Nil for others, and
  /// for what is too short to tell.
  private static func pairs(_ bytes: [UInt8]) -> String? {
    let end = (bytes.lastIndex { $0 != 0 } ?? -1) + 1
    guard end >= 8, bytes[..<end].contains(0) else { return nil }
    var whole = Array(bytes[..<end])
    if !end.isMultiple(of: 2) { whole.append(0) }
    let even = stride(from: 0, to: whole.count, by: 2).count { whole[$0] == 0 }
    let odd = stride(from: 1, to: whole.count, by: 2).count { whole[$0] == 0 }
    let (most, least) = (max(even, odd), min(even, odd))
    guard most * 8 >= whole.count * 3, least * 10 <= most,
      let reading = Reading(whole, from: even > odd ? "utf-16be" : "utf-16le"), reading.bad == 0
    else { return nil }
    let scalars = reading.text.unicodeScalars
    return scalars.first == "\u{FEFF}" ? String(scalars.dropFirst()) : reading.text
  }

  /// The C library takes a name without letters and digits for that of its own charset, and what is behind a slash for
  /// an order; GMime puts a name on the stack, however long.
  private static func isName(_ charset: String) -> Bool {
    charset.utf8.count <= 64 && charset.utf8.allSatisfy { (0x21...0x7E).contains($0) } && !charset.contains("/")
      && charset.contains { $0.isLetter || $0.isNumber }
  }
}

/// What a charset makes of bytes.
private struct Reading {
  private(set) var text = ""
  /// How many bytes are nothing in it; U+FFFD stands for each.
  private(set) var bad = 0

  /// Nil when nobody knows `charset`.
  init?(_ bytes: [UInt8], from charset: String) {
    guard let converter = Converter(from: charset) else { return nil }
    var (bytes, utf8, bad) = (bytes, [UInt8](), 0)
    utf8.reserveCapacity(bytes.count + bytes.count / 4)
    bytes.withUnsafeMutableBytes { input in
      var next = input.bindMemory(to: CChar.self).baseAddress
      var left = input.count
      while left > 0 {
        let free = converter.convert(&next, &left, &utf8)
        // It stopped at a byte that means nothing here; for want of room it goes on.
        guard left > 0, free >= Converter.most else { continue }
        utf8 += Array("\u{FFFD}".utf8)
        bad += 1
        next = next?.successor()
        left -= 1
      }
    }
    converter.finish(&utf8)
    text = String(decoding: utf8, as: UTF8.self)
    self.bad = bad
  }

  var isLikely: Bool {
    let letters = text.unicodeScalars.count { $0.value >= 0x80 && $0 != "\u{FFFD}" }
    return letters > 0 && letters >= bad
  }
}

/// From a charset to UTF-8, by the C library, with the names that GMime knows it by.
private struct Converter: ~Copyable {
  private static let room = 4096
  /// More than any charset writes at once.
  static let most = 64

  private let pointer: UnsafeMutableRawPointer

  init?(from charset: String) {
    guard let pointer = g_mime_iconv_open("utf-8", charset), Int(bitPattern: pointer) != -1 else { return nil }
    self.pointer = pointer
  }

  deinit { _ = g_mime_iconv_close(pointer) }

  /// Adds what can be read until a bad byte, the end, or the end of the room: how much of that is left is returned.
  func convert(_ next: inout UnsafeMutablePointer<CChar>?, _ left: inout Int, _ utf8: inout [UInt8]) -> Int {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: Self.room) { buffer in
      var (out, free) = (buffer.baseAddress, Self.room)
      _ = g_iconv(pointer, &next, &left, &out, &free)
      utf8 += UnsafeRawBufferPointer(start: buffer.baseAddress, count: Self.room - free)
      return free
    }
  }

  /// Some charsets keep a letter back until they have seen whether a mark follows it.
  func finish(_ utf8: inout [UInt8]) {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: Self.room) { buffer in
      var (out, free) = (buffer.baseAddress, Self.room)
      _ = g_iconv(pointer, nil, nil, &out, &free)
      utf8 += UnsafeRawBufferPointer(start: buffer.baseAddress, count: Self.room - free)
    }
  }
}
