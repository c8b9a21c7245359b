import Scheduling
import Timekeeping

/// Why and how a ticket ended.
package struct CloseRecord: Sendable, Hashable, Codable {
  /// One of the queue's reasons, or a sentence where it has none.
  package var reason: String
  /// True when the customer says that it is done (C20, B15).
  package var isConfirmed: Bool
  package var by: MemberID?

  package init(reason: String, isConfirmed: Bool = false, by: MemberID? = nil) {
    self.reason = reason
    self.isConfirmed = isConfirmed
    self.by = by
  }
}

/// What a ticket taught us to make better (B19, B20, E11).
package struct Improvement: Sendable, Hashable, Codable, CustomStringConvertible {
  package var kind: Kind
  /// Where the work on it is; nil for `none`.
  package var url: String?
  /// True once the improvement itself is done (E23).
  package var isDone: Bool

  package init(kind: Kind, url: String? = nil, isDone: Bool = false) {
    self.kind = kind
    self.url = url
    self.isDone = isDone
  }

  /// `docs https://docs.example.com/42, done`.
  package var description: String {
    [kind.rawValue, url].compactMap { $0 }.joined(separator: " ") + (isDone ? ", done" : "")
  }

  /// A queue may have its own kinds (E12); these are the usual ones.
  package struct Kind: RawRepresentable, Sendable, Hashable, Codable {
    package let rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }

    package static let docs = Kind(rawValue: "docs")
    package static let product = Kind(rawValue: "product")
    /// An error message, a text in the product, a log line.
    package static let message = Kind(rawValue: "message")
    /// There was nothing to learn; saying so is an answer too.
    package static let none = Kind(rawValue: "none")
    package static let usual: [Kind] = [.docs, .product, .message]
  }
}

/// What the customer answered to "how much effort was it?" (E22).
package struct EffortAnswer: Sendable, Hashable, Codable {
  /// From 1, much effort, to `scale`, none.
  package var score: Int
  package var scale: Int
  package var comment: String?

  package init(score: Int, scale: Int = 7, comment: String? = nil) {
    self.score = score
    self.scale = scale
    self.comment = comment
  }
}
