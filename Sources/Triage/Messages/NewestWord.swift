import Timekeeping

/// How new the newest word of a source on one fact is, by the source's own count and by the time (invariant I9).
///
/// The two are not comparable: a word is old where its like is known to be newer. What has no time counts as of when it
/// came, so that a late word with an old time changes nothing after it.
struct NewestWord: Sendable, Hashable {
  private(set) var count: SourceVersion?
  private(set) var time: SourceVersion?

  /// The same as a version.
  var version: SourceVersion? { count ?? time }

  /// Whether a word of `version` is older; one without a version never is.
  func isNewer(than version: SourceVersion?) -> Bool {
    guard let version, let known = like(version) else { return false }
    return version < known
  }

  /// Whether a word of `version` says something later.
  func isOlder(than version: SourceVersion) -> Bool { like(version).map { $0 < version } ?? true }

  /// The later of `version` and what is known; nil where neither has an order that outlives its coming.
  func latest(_ version: SourceVersion?) -> SourceVersion? {
    guard let version else { return count }
    return max(version, like(version) ?? version)
  }

  /// - Parameter came: when the word came, less what its sender's clock may be behind ours.
  mutating func take(_ version: SourceVersion?, came: SourceVersion) {
    if let version, version.isCount { count = version }
    if let version, !version.isCount {
      time = version
    } else {
      time = max(time ?? came, came)
    }
  }

  private func like(_ version: SourceVersion) -> SourceVersion? { version.isCount ? count : time }
}
