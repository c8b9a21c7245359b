/// A piece of a sentence of ours up to an instant such as `2026-11-23T09:00:00Z`, for showing it on the reader's wall.
package struct InstantMention: Sendable, Hashable {
  package var words: String
  /// The instant after `words`, with or without milliseconds; nil at the end of the sentence.
  package var instant: Timestamp?

  /// The whole sentence in pieces; what only looks like an instant stays among the words. O(length).
  package static func all(in text: String) -> [InstantMention] {
    var mentions: [InstantMention] = []
    var words = ""
    var rest = text[...]
    while let next = rest.first {
      if next.isNumber, let (instant, length) = instant(at: rest) {
        mentions.append(InstantMention(words: words, instant: instant))
        words = ""
        rest = rest.dropFirst(length)
      } else {
        words.append(next)
        rest = rest.dropFirst()
      }
    }
    if !words.isEmpty { mentions.append(InstantMention(words: words, instant: nil)) }
    return mentions
  }

  /// The instant that `text` begins with, and how long it is.
  private static func instant(at text: Substring) -> (Timestamp, length: Int)? {
    for length in [20, 24] {
      let piece = String(text.prefix(length))
      if piece.last == "Z", let instant = try? Timestamp(text: piece) { return (instant, length) }
    }
    return nil
  }
}
