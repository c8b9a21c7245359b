/// Whether a message is a mere acknowledgement or goodbye (D54).
package struct ThanksOnly: Sendable {
  /// That say it by themselves, in lower case.
  private let thanks: Set<String>

  /// - Parameter more: a team's own words, beside the usual ones of English, German, French and Spanish.
  package init(_ more: [String] = []) {
    thanks = Self.usual.union(more.flatMap(Self.words))
  }

  /// True when `text` has at most twelve words, one of thanks, agreement or goodbye among them, none that could say anything
  /// else, no number and no question: `and again` is news.
  ///
  /// A thumb or a heart by itself says it as well, as a sign or as chats spell it (`:+1:`).
  package func holds(for text: String) -> Bool {
    guard text.utf8.count <= 400 else { return false }
    let (words, signs) = Self.withoutSigns(text)
    guard !words.contains("?"), !words.contains(where: \.isNumber) else { return false }
    let found = Self.words(words)
    return found.count <= 12 && (found.isEmpty ? signs > 0 : found.contains(where: thanks.contains))
      && found.allSatisfy { thanks.contains($0) || Self.around.contains($0) }
  }

  /// The words, and how many signs of thanks stood among them; a tone of skin makes no other sign.
  private static func withoutSigns(_ text: String) -> (words: String, signs: Int) {
    var (words, signs) = (text, 0)
    for code in codes where words.contains(code) { (words, signs) = (words.replacing(code, with: " "), signs + 1) }
    var rest = String.UnicodeScalarView()
    for scalar in words.unicodeScalars {
      if Self.signs.contains(scalar) { signs += 1 } else { rest.append(scalar) }
    }
    return (String(rest), signs)
  }

  private static let codes = [
    ":+1:", ":thumbsup:", ":heart:", ":tada:", ":raised_hands:", ":clap:", ":white_check_mark:", ":smile:",
    ":slightly_smiling_face:", ":ok_hand:",
  ]
  private static let signs = Set("👍❤🎉🙌👏✅👌😀😃😄😊🙂🤗🥳".unicodeScalars)

  private static func words(_ text: String) -> [String] {
    text.lowercased().split { !$0.isLetter && $0 != "'" && $0 != "’" }
      .map { $0.replacing("’", with: "'") }.map(String.init)
  }

  private static let usual: Set<String> = [
    "thanks", "thank", "thx", "ty", "cheers", "great", "perfect", "awesome", "excellent", "brilliant", "lovely", "nice",
    "ok", "okay", "got", "works", "worked", "good", "bye", "goodbye", "regards", "noted", "appreciated", "appreciate",
    "danke", "dank", "merci", "gracias",
  ]

  /// That stand around those.
  private static let around: Set<String> = [
    "you", "so", "very", "much", "again", "a", "lot", "many", "for", "your", "the", "help", "quick", "fast", "reply",
    "response", "answer", "it", "that", "this", "now", "all", "best", "kind", "have", "day", "weekend", "evening",
    "and",
    "well", "vielen", "beaucoup", "muchas", "really", "too", "everyone", "team",
  ]
}
