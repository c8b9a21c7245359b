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
  package func holds(for text: String) -> Bool {
    guard text.utf8.count <= 400, !text.contains("?"), !text.contains(where: \.isNumber) else { return false }
    let found = Self.words(text)
    return found.count <= 12 && found.contains(where: thanks.contains)
      && found.allSatisfy { thanks.contains($0) || Self.around.contains($0) }
  }

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
    "well", "vielen", "beaucoup", "muchas",
  ]
}
