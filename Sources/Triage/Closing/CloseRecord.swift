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
package struct Improvement: Sendable, Hashable, Codable {
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

  package enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
    case docs
    case product
    /// An error message, a text in the product, a log line.
    case message
    /// There was nothing to learn; saying so is an answer too.
    case none
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
