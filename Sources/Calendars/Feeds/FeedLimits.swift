/// The longest texts that a feed carries, in Unicode scalars unless said otherwise. A longer text ends in "…".
package enum FeedLimits {
  package static let name = 200
  package static let summary = 255
  package static let details = 4000
  package static let category = 100
  /// In bytes; a longer link is left out.
  package static let url = 2000
}
