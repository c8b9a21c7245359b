import Timekeeping

/// A sentence of ours in which instants such as `2026-11-23T09:00:00Z` are shown on the reader's wall.
struct Sentence: Sendable {
  struct Part: Sendable {
    var words: String
    /// The instant after `words`; nil at the end of the sentence.
    var mention: Moment?
  }

  let parts: [Part]

  init(_ text: String, clock: ViewClock) {
    parts = InstantMention.all(in: text).map { Part(words: $0.words, mention: $0.instant.map { clock.moment($0) }) }
  }
}
