/// Whether a message is a mere acknowledgement or goodbye (D54).
package struct ThanksOnly: Sendable {
  /// In lower case.
  private let words: Set<String>

  /// - Parameter more: a team's own words, beside the usual ones of English, German, French and Spanish.
  package init(_ more: [String] = []) {
    words = Self.usual.union(more.flatMap(Self.words))
  }

  /// True when `text` has at most twelve words, at least one, asks nothing, and each of its words is one of thanks.
  package func holds(for text: String) -> Bool {
    guard text.utf8.count <= 400, !text.contains("?") else { return false }
    let found = Self.words(text)
    return (1...12).contains(found.count) && found.allSatisfy(words.contains)
  }

  private static func words(_ text: String) -> [String] {
    text.lowercased().split { !$0.isLetter && $0 != "'" && $0 != "’" }
      .map { $0.replacing("’", with: "'") }.map(String.init)
  }

  private static let usual: Set<String> = [
    "thanks", "thank", "thx", "ty", "cheers", "you", "so", "very", "much", "again", "a", "lot", "many", "for", "your",
    "the", "help", "quick", "fast", "reply", "response", "answer", "great", "perfect", "awesome", "excellent",
    "brilliant", "lovely", "nice", "ok", "okay", "got", "it", "that", "this", "works", "worked", "now", "all", "good",
    "bye", "goodbye", "regards", "best", "kind", "have", "day", "weekend", "evening", "and", "well", "noted",
    "appreciated", "appreciate", "danke", "vielen", "dank", "merci", "beaucoup", "gracias", "muchas",
  ]
}
