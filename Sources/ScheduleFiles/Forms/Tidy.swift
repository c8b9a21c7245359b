import Timekeeping

/// The manual's spelling of what people write for times, dates and amounts. Each function is the identity on what is
/// spelled so already, and leaves alone what it does not know: the parser then says what is wrong.
enum Tidy {
  private static let days: [(long: [String], short: String)] = [
    (["monday", "mondays", "mo"], "mon"), (["tuesday", "tuesdays", "tues", "tu"], "tue"),
    (["wednesday", "wednesdays", "weds", "we"], "wed"), (["thursday", "thursdays", "thurs", "thur", "th"], "thu"),
    (["friday", "fridays", "fr"], "fri"), (["saturday", "saturdays", "sa"], "sat"),
    (["sunday", "sundays", "su"], "sun"),
  ]

  /// `Mon – Fri  9:00 - 17:00,sat 9:30-12:00` as `mon-fri 09:00-17:00, sat 09:30-12:00`.
  static func times(_ text: String) -> String {
    var out = ""
    var previous = ""
    for word in words(of: text) {
      let spelled = spelled(word)
      if word == ",", !out.isEmpty {
        // Days alone are one group (`mon,wed 09:00-12:00`); hours are set apart.
        out += previous.contains(":") ? ", " : ","
      } else if word == "-" || out.isEmpty || out.hasSuffix("-") || out.hasSuffix(",") || out.hasSuffix(" ") {
        out += spelled
      } else {
        out += " " + spelled
      }
      previous = spelled
    }
    return out
  }

  /// `2026-3-2 .. 2026-3-9` as `2026-03-02..2026-03-09`.
  static func dates(_ text: String) -> String {
    let plain = plainDashes(text).filter { !$0.isWhitespace }
    let ends = plain.split(separator: "..", omittingEmptySubsequences: false).map { end in
      end.split(separator: "-", omittingEmptySubsequences: false)
    }
    guard ends.allSatisfy({ $0.count == 3 && $0.allSatisfy { decimal($0) != nil } }) else { return text }
    return ends.map { parts in
      parts.map { $0.utf8.count == 1 ? "0" + $0 : String($0) }.joined(separator: "-")
    }.joined(separator: "..")
  }

  /// `1  Hours` as `1 hour`, `20 minute` as `20 minutes`.
  static func amounts(_ text: String) -> String {
    let words = text.lowercased().split(whereSeparator: \.isWhitespace).map(String.init)
    var count: Int?
    return words.map { word in
      if let number = decimal(word) {
        count = number
        return String(number)
      }
      guard let number = count, let unit = units.first(where: { word == $0 || word == $0 + "s" }) else { return word }
      count = nil
      return number == 1 ? unit : unit + "s"
    }.joined(separator: " ")
  }

  private static let units = ["week", "day", "hour", "minute", "second", "month", "time", "point", "shift"]

  /// Lower case, single blanks.
  static func lower(_ text: String) -> String {
    text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// `60 %` as `60%`, `008` as `8`.
  static func number(_ text: String) -> String {
    let plain = text.filter { !$0.isWhitespace }
    let digits = plain.prefix { $0.isASCII && $0.isNumber }
    guard let number = decimal(digits), !plain.contains(".") else { return plain }
    return String(number) + plain.dropFirst(digits.count)
  }

  /// The words of a text about times; commas and hyphens are words of their own.
  private static func words(of text: String) -> [String] {
    var words: [String] = []
    var word = ""
    func flush() {
      if !word.isEmpty { words.append(word) }
      word = ""
    }
    for letter in plainDashes(text.lowercased()) {
      if letter.isWhitespace {
        flush()
      } else if letter == "," || letter == "-" {
        flush()
        words.append(String(letter))
      } else {
        word.append(letter)
      }
    }
    flush()
    return words
  }

  private static func spelled(_ word: String) -> String {
    if let day = days.first(where: { $0.long.contains(word) }) { return day.short }
    let fields = word.split(separator: ":", omittingEmptySubsequences: false)
    let isShortTime = fields.count == 2 && fields[0].utf8.count == 1 && fields[1].utf8.count == 2
    return isShortTime && decimal(fields[0]) != nil ? "0" + word : word
  }

  /// En and em dashes as hyphens.
  private static func plainDashes(_ text: String) -> String {
    String(text.map { "–—−".contains($0) ? "-" : $0 })
  }
}
