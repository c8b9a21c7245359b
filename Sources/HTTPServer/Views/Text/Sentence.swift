import Timekeeping

/// A sentence of ours in which instants such as `2026-11-23T09:00:00Z` are shown on the reader's wall.
struct Sentence: Sendable {
  struct Part: Sendable {
    var words: String
    /// The instant after `words`; nil at the end of the sentence.
    var mention: Moment?
  }

  private(set) var parts: [Part] = []

  init(_ text: String, clock: ViewClock) {
    var words = ""
    var rest = text[...]
    while let next = rest.first {
      if next.isNumber, let (instant, length) = Self.instant(at: rest) {
        parts.append(Part(words: words, mention: clock.moment(instant)))
        words = ""
        rest = rest.dropFirst(length)
      } else {
        words.append(next)
        rest = rest.dropFirst()
      }
    }
    if !words.isEmpty { parts.append(Part(words: words, mention: nil)) }
  }

  /// The instant that `text` begins with, with or without milliseconds, and how long it is.
  private static func instant(at text: Substring) -> (Timestamp, length: Int)? {
    for length in [20, 24] {
      let piece = String(text.prefix(length))
      if piece.last == "Z", let instant = try? Timestamp(text: piece) { return (instant, length) }
    }
    return nil
  }
}
