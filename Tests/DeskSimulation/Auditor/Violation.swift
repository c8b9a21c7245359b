/// An invariant that did not hold (reliability notes, section 2), when, and how it was seen.
package struct Violation: Sendable, Hashable, CustomStringConvertible {
  package var rule: String
  package var what: String
  /// Milliseconds since the run began.
  package var at: Int64

  package var description: String { "\(rule) at \(at) ms: \(what)" }
}

/// The clocks and the life of the server at the moment that is looked at.
struct Moment {
  var passed: Int64
  var wall: Int64
  var sinceBoot: Int64
  var bootID: String
  /// How often the store was opened.
  var epoch: Int64
}
