/// Text in a header as words of RFC 2047, none longer than it allows.
///
/// Quoted and not base64: some readers join the words before they decode them, and end where the first is padded.
enum EncodedWords {
  /// Letters within one word: 75 less what stands around them.
  private static let wordLetters = 75 - "=?UTF-8?Q??=".utf8.count

  /// The value of a header with its folding; nil where plain letters do, which GMime folds itself.
  static func header(_ name: String, _ text: String) -> String? {
    let isPlain = text.utf8.allSatisfy { (0x20...0x7E).contains($0) } && !text.contains("=?")
    guard !isPlain else { return nil }
    var words = [""]
    for scalar in text.unicodeScalars {
      let letters = quoted(scalar)
      // The name of the header stands before the first word.
      let room = wordLetters - (words.count == 1 ? name.utf8.count + 2 : 0)
      // Whole letters, so that each word can be read by itself.
      if words[words.count - 1].utf8.count + letters.utf8.count > room { words.append("") }
      words[words.count - 1] += letters
    }
    return words.map { " =?UTF-8?Q?\($0)?=\n" }.joined()
  }

  private static func quoted(_ scalar: Unicode.Scalar) -> String {
    if scalar == " " { return "_" }
    let bytes = Array(String(scalar).utf8)
    if bytes.count == 1, isLetterOrDigit(bytes[0]) { return String(scalar) }
    return bytes.map { "=" + ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }.joined()
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte)
  }
}
