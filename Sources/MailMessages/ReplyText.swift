/// A reply parted into what is new and what it repeats: quotes at its end, the lines that introduce them, signatures.
/// What forwards something is new as a whole.
///
/// Quotes with answers between them stay: there they say what is answered. Nothing is lost, as `text` and `quoted`
/// together are everything. Linear in the number of lines; long lines are looked at by their beginning only.
package struct ReplyText: Sendable, Hashable {
  /// What is new.
  package let text: String
  /// All that follows; nil where there is nothing.
  package let quoted: String?

  package init(_ whole: String) {
    let lines = Self.lines(of: whole)
    let mark = Self.beginOfForwarded(lines)
    // What somebody forwards is what they want us to read.
    if let mark, Self.forwards(lines[mark]) {
      text = whole.trimmingEnd
      quoted = nil
      return
    }
    var end = mark ?? lines.count
    let introduction = lines.firstIndex { !$0.isQuote && Self.introduces($0.words) }
    while let earlier = Self.cut(lines[..<end], quotedFrom: introduction ?? lines.count) { end = earlier }
    let head = lines[..<end].map(\.text).joined(separator: "\n").trimmingEnd
    let tail = lines[end...].map(\.text).joined(separator: "\n").trimmingEnd
    // A mail that only quotes is shown whole.
    if head.isEmpty, !tail.isEmpty {
      text = whole.trimmingEnd
      quoted = nil
    } else {
      text = head
      quoted = tail.isEmpty ? nil : tail
    }
  }

  /// A line, and what is asked of it again and again.
  private struct Line {
    let text: Substring
    /// Without blanks and emphasis around it, in lower case, its first 200 bytes.
    let words: String
    let isQuote: Bool

    /// `words` without the rule it may be framed by.
    var plain: String { String(words.drop { Self.frame.contains($0) || $0 == " " }) }

    /// Whether it stands between the marks of a rule: `--- so ---`.
    var isFramed: Bool {
      guard let first = words.first, let last = words.last else { return false }
      return Self.frame.contains(first) && Self.frame.contains(last)
    }

    private static let frame: [Character] = ["-", "_", "#", "="]

    init(_ text: Substring) {
      self.text = text
      let start = text.drop { $0 == " " || $0 == "\t" || $0 == "*" || $0 == "\u{A0}" }
      isQuote = start.utf8.first == UInt8(ascii: ">")
      words = String(decoding: start.utf8.prefix(200), as: UTF8.self).lowercased().trimmingEnd
    }

    var isBlank: Bool { words.utf8.isEmpty }
  }

  /// Where a forwarded or quoted message begins that has no marks of quotes: a rule with a name on it, or a block of
  /// headers.
  private static func beginOfForwarded(_ lines: [Line]) -> Int? {
    for (place, line) in lines.enumerated() where !line.isQuote {
      if forwards(line) || (starts(line.plain, with: rules) && isHeader(below: place, in: lines)) { return place }
      if starts(line.plain, with: oversteps) { return place }
      guard starts(line.words, with: fromWords) else { continue }
      let block = lines[place..<min(place + 7, lines.count)]
      let isBlock =
        block.contains { starts($0.words, with: sentWords) } && block.contains { starts($0.words, with: subjectWords) }
      guard isBlock else { continue }
      let above = lines[..<place].lastIndex { !$0.isBlank }
      return above.flatMap { isRule(lines[$0].words) ? $0 : nil } ?? place
    }
    return nil
  }

  /// A text that is not parted, without what is blank at its end.
  package static func whole(_ text: String) -> String { text.trimmingEnd }

  /// The first lines, blank ones aside, of what a mail forwards, from the rule or the header above it on; none where it
  /// forwards nothing.
  package static func forwarded(in whole: String, lines count: Int) -> [String] {
    let lines = lines(of: whole)
    guard let place = beginOfForwarded(lines) else { return [] }
    return lines[place...].lazy.filter { !$0.isBlank }.prefix(count).map { String($0.text) }
  }

  /// By bytes: CR LF is one character.
  private static func lines(of whole: String) -> [Line] {
    whole.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map { line in
      Line(Substring(line.last == 0x0D ? line.dropLast() : line))
    }
  }

  /// By bytes, as it is asked of every line.
  private static func starts(_ text: String, with words: [String]) -> Bool {
    guard let first = text.utf8.first else { return false }
    return words.contains { $0.utf8.first == first && text.utf8.starts(with: $0.utf8) }
  }

  /// Whether the next words are a header: without one a rule is somebody's own line.
  private static func isHeader(below place: Int, in lines: [Line]) -> Bool {
    guard let next = lines[(place + 1)...].first(where: { !$0.isBlank }) else { return false }
    return [fromWords, sentWords, subjectWords].contains { starts(next.words, with: $0) }
  }

  /// Whether it says that what follows is forwarded, and not quoted.
  private static func forwards(_ line: Line) -> Bool {
    let plain = line.plain
    if starts(plain, with: forwardRules) { return true }
    guard starts(plain, with: framed), let phrase = framed.first(where: plain.hasPrefix) else { return false }
    let rest = plain.dropFirst(phrase.count).filter { !$0.isWhitespace }
    return rest == ":" || line.isFramed
  }

  /// What counts between rules, as `--- Message transféré ---`, or right before a colon: else they are somebody's words.
  private static let framed = [
    "weitergeleitete nachricht", "début du message transféré", "message transféré", "forwarded message from ",
  ]
  private static let forwardRules = [
    "forwarded message --", "forwarded message--", "begin forwarded message:", "anfang der weitergeleiteten nachricht:",
    "inicio del mensaje reenviado:", "inizio messaggio inoltrato:",
  ]
  private static let rules = [
    "original message--", "original message --", "ursprüngliche nachricht --", "ursprüngliche nachricht--",
    "message d'origine--", "mensaje original--",
    "messaggio originale--", "oorspronkelijk bericht--",
  ]
  private static let oversteps = [
    "please type your reply above this line", "reply above this line", "bitte antworten sie oberhalb dieser linie",
  ]
  private static let fromWords = [
    "from:", "von:", "de:", "da:", "van:", "från:", "fra:", "od:",
    // French has a blank before the colon, mostly one that does not break.
    "de :", "de\u{A0}:", "de\u{202F}:",
  ]
  private static let sentWords = [
    "sent:", "gesendet:", "date:", "datum:", "envoyé", "enviado", "enviada em", "inviato", "verzonden:", "skickat:",
    "sendt:",
    "wysłano",
  ]
  private static let subjectWords = [
    "subject:", "betreff:", "objet", "sujet", "asunto:", "assunto:", "oggetto:", "onderwerp:", "ämne:", "emne:",
    "temat:",
  ]

  /// A line of underscores, hyphens or equals signs.
  private static func isRule(_ words: String) -> Bool {
    words.utf8.count >= 5 && words.utf8.allSatisfy { "_-=".utf8.contains($0) }
  }

  /// One step from the end towards the beginning: where a quote or a signature at the end begins; nil when what stands
  /// at the end is new.
  ///
  /// - Parameter introduction: the first line that says who wrote what is quoted; what bears marks of quotes above it is
  ///   somebody's own, such as a console's words.
  private static func cut(_ lines: ArraySlice<Line>, quotedFrom introduction: Int) -> Int? {
    guard let last = lines.lastIndex(where: { !$0.isBlank }) else { return nil }
    if lines[last].isQuote { return beginOfQuote(lines[...last], quotedFrom: introduction) }
    return beginOfSignature(lines[...last]) ?? attribution(above: last + 1, in: lines)
  }

  /// Nil where nothing introduces it, and no signature stands right above it.
  private static func beginOfQuote(_ lines: ArraySlice<Line>, quotedFrom introduction: Int) -> Int? {
    var begin = lines.endIndex
    for place in lines.indices.reversed() {
      if lines[place].isQuote { begin = place } else if !lines[place].isBlank { break }
    }
    if introduction < begin { return attribution(above: begin, in: lines) ?? begin }
    guard let above = lines[..<begin].lastIndex(where: { !$0.isBlank }) else { return nil }
    return beginOfSignature(lines[...above])
  }

  /// Where "On …, somebody wrote:" begins, if it ends right above `place`: on one line or on a few.
  private static func attribution(above place: Int, in lines: ArraySlice<Line>) -> Int? {
    guard let end = lines[..<place].lastIndex(where: { !$0.isBlank }), !lines[end].isQuote,
      tellsWhoWrote(lines[end].words)
    else { return nil }
    for begin in stride(from: end, through: max(lines.startIndex, end - 4), by: -1) {
      if lines[begin].isBlank || lines[begin].isQuote { return nil }
      if starts(lines[begin].words, with: onWords) { return begin }
    }
    return nil
  }

  private static let onWords = [
    "on ", "am ", "le ", "el ", "il ", "op ", "den ", "em ", "w dniu ", "dne ", "på ",
    "pon., ", "wt., ", "śr., ", "czw., ", "pt., ", "sob., ", "niedz., ",
  ]
  private static let wroteWords = [
    "wrote:", "writes:", "schrieb:", "a écrit :", "a écrit:", "escribió:", "ha scritto:", "schreef:", "skrev:",
    "escreveu:",
    "napisał:", "napisała:", "napisał(a):", "pisze:", "napsal:", "geschrieben:",
  ]
  /// Where the name comes after the verb.
  private static let innerWords = [" schrieb ", " schreef ", " skrev "]

  private static func tellsWhoWrote(_ words: String) -> Bool {
    wroteWords.contains { words.hasSuffix($0) } || (words.hasSuffix(":") && innerWords.contains { words.contains($0) })
  }

  /// Whether a line may introduce a quote: it says who wrote, or ends with their address.
  private static func introduces(_ words: String) -> Bool {
    switch words.utf8.last {
    case UInt8(ascii: ":"):
      // "Na ekranie pisze:" is what stands on a screen.
      tellsWhoWrote(words) && (!words.hasSuffix("pisze:") || starts(words, with: onWords))
        || (words.hasSuffix(">:") && words.utf8.contains(0x40))
    case UInt8(ascii: ">"): words.utf8.contains(0x40)
    default: false
    }
  }

  /// Where a signature begins: "-- ", a rule that nothing but a few lines follows, or a phone's own.
  private static func beginOfSignature(_ lines: ArraySlice<Line>) -> Int? {
    let last = lines.endIndex - 1
    for place in lines.indices.reversed().prefix(12) {
      let words = lines[place].words
      if lines[place].isQuote { return nil }
      // The mark of RFC 3676 has a blank, which programs lose: without it what follows has to look like a signature.
      if words == "--" || words == "—" {
        let isMark = lines[place].text.hasSuffix("-- ")
        return isMark || (place < last && isSignature(lines[(place + 1)...])) ? place : nil
      }
      if place == last, isPhones(words) { return place }
    }
    return nil
  }

  /// A few short lines, and none a sentence.
  private static func isSignature(_ lines: ArraySlice<Line>) -> Bool {
    let lines = lines.filter { !$0.isBlank }
    return lines.count <= 8
      && lines.allSatisfy { line in
        let count = line.words.split(separator: " ").count
        let ends = line.words.last.map { ".?!:".contains($0) } ?? false
        return count <= (ends ? 3 : 8)
      }
  }

  /// Whether a line is what phones and programs put below a mail, a few words and perhaps a link: a sentence that begins
  /// alike is somebody's words.
  private static func isPhones(_ line: String) -> Bool {
    let link = line.hasSuffix(">") ? line.firstRange(of: "<http") : nil
    let words = link.map { String(line[..<$0.lowerBound]) } ?? line
    if let device = sender(words) { return isDevice(device) }
    return programs.contains { words.hasPrefix($0) && isName(words.dropFirst($0.count)) }
      || devices.contains { words.hasPrefix($0) && isDevice(words.dropFirst($0.count)) }
  }

  /// What stands between `von meinem` and `gesendet`, where a line is of that form.
  private static func sender(_ words: String) -> Substring? {
    let line = words.hasSuffix(".") ? words.dropLast() : words[...]
    let (starts, end) = (["von meinem ", "von meiner "], " gesendet")
    guard let start = starts.first(where: line.hasPrefix), line.hasSuffix(end) else { return nil }
    return line.dropFirst(start.count).dropLast(end.count)
  }

  /// Whether it is a name with a device in it, and behind that nothing but its model: `verizon 4g lte smartphone`,
  /// `iphone 15 pro`, but neither `account` nor `phone yesterday`.
  private static func isDevice(_ text: Substring) -> Bool {
    let name = text.trimmingEnd
    let words = (name.hasSuffix(".") ? name.dropLast() : name[...]).split(separator: " ")
    guard isName(text), let device = words.lastIndex(where: namesDevice) else { return false }
    return words[(device + 1)...].allSatisfy { models.contains(String($0)) || $0.contains(where: \.isNumber) }
  }

  private static func namesDevice(_ word: Substring) -> Bool {
    word.contains("phone") || wholeDevices.contains(String(word)) || deviceStems.contains { word.hasPrefix($0) }
  }

  private static let wholeDevices = [
    "mac", "pc", "htc", "lg", "zte", "moto", "poco", "vivo", "lumia", "pixel", "surface", "watch", "cell",
  ]
  /// What words of many languages for a device, and makers' names, begin with.
  private static let deviceStems = [
    "ipad", "ipod", "imac", "macbook", "galaxy", "samsung", "android", "blackberry", "huawei", "honor", "xiaomi",
    "redmi", "oneplus", "nokia", "sony", "xperia", "motorola", "oppo", "kindle", "lenovo", "asus", "alcatel", "nexus",
    "realme", "chromebook", "tablet", "smartwatch",
    "handy", "handheld", "mobil", "móvil", "telefon", "teléfono", "telefoon", "cellular", "celular", "portable",
    "palmare", "laptop", "notebook", "computer", "ordinateur", "ordenador", "rechner", "gerät", "device", "dispositi",
    "appareil", "toestel",
  ]
  /// What follows the name of a device, numbers aside.
  private static let models = [
    "pro", "max", "plus", "mini", "ultra", "air", "note", "lite", "neo", "edge", "fold", "flip", "one", "fire", "lte",
    "se", "x", "xr", "xs", "xl", "fe", "g", "z",
  ]

  /// Whether it may be what a phone or a program is called; one with a full stop behind it is short, else it is a sentence.
  private static func isName(_ text: Substring) -> Bool {
    let name = text.trimmingEnd
    let isStopped = name.hasSuffix(".")
    return name.split(separator: " ").count <= (isStopped ? 2 : 6)
      && !(isStopped ? name.dropLast() : name[...]).contains { ".,?!:;".contains($0) }
  }

  private static let programs = [
    "sent from mail for windows", "get outlook for ", "gesendet von mail für windows", "gesendet von outlook für ",
    "inviato da iphone", "inviato da ipad", "inviato da outlook per ", "inviato da posta per windows",
  ]
  /// What only a device's name makes a phone's line: `Sent from my account` is somebody's words.
  private static let devices = [
    "sent from my ", "gesendet von meinem ", "gesendet von meiner ", "envoyé de mon ", "enviado desde mi ",
    "inviato dal mio ", "verzonden vanaf mijn ",
  ]
}

extension StringProtocol {
  /// Without blanks and line breaks at the end.
  var trimmingEnd: String {
    guard let last = lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(self[...last])
  }
}
