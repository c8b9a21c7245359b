/// HTML of mails as plain text: lines where a browser would break them, entities as characters, quotes marked by `>`.
///
/// Nothing is understood beyond that, and nothing is fetched or run. Linear in the length.
package enum HTMLText {
  package static func plain(_ html: String) -> String {
    var writer = Writer()
    var rest = Array(html.utf8)[...]
    var skipping: [UInt8]?
    while let byte = rest.first {
      guard byte == UInt8(ascii: "<"), beginsTag(rest) else {
        let end = rest.dropFirst().firstIndex(of: UInt8(ascii: "<")) ?? rest.endIndex
        if skipping == nil { writer.text(rest[rest.startIndex..<end]) }
        rest = rest[end...]
        continue
      }
      let tag = Tag(&rest)
      if let name = skipping {
        if tag.isEnd, tag.name == name { skipping = nil }
      } else if unseen.contains(tag.name), !tag.isEnd, !tag.isEmpty {
        skipping = tag.name
      } else {
        writer.tag(tag)
      }
    }
    return writer.finished
  }

  /// The charset that a `meta` in the first 1024 bytes names: `charset="…"`, or `content="text/html; charset=…"`.
  static func charset(_ html: [UInt8]) -> String? {
    var rest = html.prefix(1024)
    while let start = rest.firstIndex(of: UInt8(ascii: "<")) {
      let here = rest[start...]
      rest = beginsTag(here) ? here : here.dropFirst()
      guard beginsTag(here), Tag(&rest).name == Array("meta".utf8) else { continue }
      if let charset = charset(ofMeta: here[..<rest.startIndex]) { return charset }
    }
    return nil
  }

  private static func charset(ofMeta tag: ArraySlice<UInt8>) -> String? {
    let text = String(decoding: tag, as: UTF8.self).lowercased().replacing("=", with: " = ")
    let words = text.split { $0.isWhitespace || "\"';<>/".contains($0) }
    let place = words.indices.dropLast(2).first { words[$0] == "charset" && words[$0 + 1] == "=" }
    return place.map { String(words[$0 + 2]) }
  }

  /// As browsers have it: a bracket with anything else behind it is text, such as `1 < 2`.
  private static func beginsTag(_ rest: ArraySlice<UInt8>) -> Bool {
    let next = rest.dropFirst()
    guard let byte = next.first else { return false }
    if byte == UInt8(ascii: "!") || byte == UInt8(ascii: "?") { return true }
    let letter = byte == UInt8(ascii: "/") ? next.dropFirst().first : byte
    return letter.map { (0x61...0x7A).contains($0 | 0x20) } ?? false
  }

  private static let unseen = ["script", "style", "title", "template", "noscript"].map { Array($0.utf8) }

  /// A tag or a comment, cut off the front of the rest.
  private struct Tag {
    var name: [UInt8] = []
    var isEnd = false
    var isEmpty = false

    init(_ rest: inout ArraySlice<UInt8>) {
      rest = rest.dropFirst()
      if rest.starts(with: Array("!--".utf8)) {
        skipComment(&rest)
        return
      }
      isEnd = rest.first == UInt8(ascii: "/")
      let head = isEnd ? rest.dropFirst() : rest
      name = head.prefix { isLetter($0) }.map { $0 | 0x20 }
      // A quotation mark hides a bracket, though not for ever.
      var quote: UInt8?
      var at = rest.startIndex
      while at < rest.endIndex, at - rest.startIndex < 20_000 {
        let byte = rest[at]
        if let open = quote {
          if byte == open { quote = nil }
        } else if byte == 0x22 || byte == 0x27 {
          quote = byte
        } else if byte == UInt8(ascii: ">") {
          break
        }
        at += 1
      }
      isEmpty = at > rest.startIndex && rest[at - 1] == UInt8(ascii: "/")
      rest = rest[min(at + 1, rest.endIndex)...]
    }

    private func isLetter(_ byte: UInt8) -> Bool {
      (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte)
    }

    private func skipComment(_ rest: inout ArraySlice<UInt8>) {
      var dashes = 0
      while let byte = rest.popFirst() {
        if byte == UInt8(ascii: ">"), dashes >= 2 { return }
        dashes = byte == UInt8(ascii: "-") ? dashes + 1 : 0
      }
    }
  }

  private struct Writer {
    private static let breaks = [
      "p", "div", "br", "tr", "table", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "pre", "section",
      "article",
      "header", "footer", "address", "dl", "dt", "dd", "blockquote",
    ].map { Array($0.utf8) }
    private static let paragraphs = ["p", "table", "ul", "ol", "h1", "h2", "h3", "h4", "blockquote"].map {
      Array($0.utf8)
    }

    private var lines: [String] = []
    private var line = ""
    private var depth = 0

    var finished: String {
      var all = self
      all.breakLine()
      return String(all.lines.joined(separator: "\n").drop { $0 == "\n" }.reversed().drop { $0 == "\n" }.reversed())
    }

    mutating func text(_ bytes: ArraySlice<UInt8>) {
      for scalar in Entities.decoded(String(decoding: bytes, as: UTF8.self)).unicodeScalars {
        let isBlank = scalar.value <= 0x20 || scalar.value == 0xA0
        if !isBlank {
          line.unicodeScalars.append(scalar)
        } else if !line.isEmpty, line.unicodeScalars.last != " " {
          line += " "
        }
      }
    }

    mutating func tag(_ tag: Tag) {
      if tag.name == Array("li".utf8), !tag.isEnd {
        breakLine()
        line = "- "
      }
      if tag.name == Array("td".utf8), tag.isEnd { line += " " }
      guard Self.breaks.contains(tag.name) else { return }
      breakLine(isForced: tag.name == Array("br".utf8))
      if tag.name == Array("blockquote".utf8) { depth = max(0, min(10, depth + (tag.isEnd ? -1 : 1))) }
      if Self.paragraphs.contains(tag.name), lines.last?.isEmpty == false { lines.append("") }
    }

    private mutating func breakLine(isForced: Bool = false) {
      while line.unicodeScalars.last == " " { line.unicodeScalars.removeLast() }
      if !line.isEmpty || (isForced && lines.last?.isEmpty == false) {
        let mark = String(repeating: ">", count: depth)
        lines.append(mark.isEmpty ? line : line.isEmpty ? mark : "\(mark) \(line)")
      }
      line = ""
    }
  }
}

/// Character references of HTML: numbers, and the names that mail programs write.
enum Entities {
  private static let names: [String: String] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}", "ndash": "–", "mdash": "—",
    "hellip": "…", "bull": "•", "middot": "·", "laquo": "«", "raquo": "»", "bdquo": "„", "ldquo": "“", "rdquo": "”",
    "lsquo": "‘", "rsquo": "’", "sbquo": "‚", "euro": "€", "pound": "£", "cent": "¢", "yen": "¥", "copy": "©",
    "reg": "®",
    "trade": "™", "deg": "°", "sect": "§", "para": "¶", "times": "×", "divide": "÷", "plusmn": "±", "micro": "µ",
    "auml": "ä", "ouml": "ö", "uuml": "ü", "Auml": "Ä", "Ouml": "Ö", "Uuml": "Ü", "szlig": "ß", "eacute": "é",
    "egrave": "è", "ecirc": "ê", "agrave": "à", "aacute": "á", "acirc": "â", "iacute": "í", "oacute": "ó",
    "uacute": "ú",
    "ccedil": "ç", "ntilde": "ñ", "aring": "å", "oslash": "ø", "aelig": "æ", "Eacute": "É", "larr": "←", "rarr": "→",
    "zwnj": "", "zwj": "", "shy": "",
  ]

  static func decoded(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
    var result = ""
    var rest = text[...]
    while let start = rest.firstIndex(of: "&") {
      result += rest[..<start]
      let after = rest[rest.index(after: start)...]
      let name = after.prefix(32).prefix { $0 != ";" && $0 != "&" && $0 != " " }
      if name.endIndex < after.endIndex, after[name.endIndex] == ";", let character = character(name) {
        result += character
        rest = after[after.index(after: name.endIndex)...]
      } else {
        result += "&"
        rest = after
      }
    }
    return result + rest
  }

  private static func character(_ name: Substring) -> String? {
    guard name.hasPrefix("#") else { return names[String(name)] }
    let digits = name.dropFirst()
    let isHexadecimal = digits.hasPrefix("x") || digits.hasPrefix("X")
    let number = isHexadecimal ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    return number.flatMap(Unicode.Scalar.init).map { $0.value == 0 ? "\u{FFFD}" : String(Character($0)) }
  }
}
