import Timekeeping

/// How new the newest word of a source on one fact is, by the source's own count and by the time (invariant I9).
///
/// The two are not comparable: a word is old where its like is known to be newer. What has no time counts as of when it
/// came, so that a late word with an old time changes nothing after it. So does what has a time that is ahead of ours; among
/// such words their sender's clock tells which one is late or comes again.
struct NewestWord: Sendable, Hashable {
  private(set) var count: SourceVersion?
  private(set) var time: SourceVersion?
  /// Of the words that were ahead of our time, the last.
  private var ahead: SourceVersion?
  private var endsAhead = false

  /// The same as a version.
  var version: SourceVersion? { count ?? time }

  /// Whether a word of `version` is older; one without a version never is.
  func isNewer(than version: SourceVersion?) -> Bool {
    guard let version, let known = like(version) else { return false }
    guard version.ahead != nil else { return version < known }
    return isOvertaken(version) || isRepeated(version) && !endsAhead
  }

  /// Whether a word of `version` says something later.
  func isOlder(than version: SourceVersion) -> Bool {
    guard version.ahead == nil else { return !isOvertaken(version) && !isRepeated(version) }
    return like(version).map { $0 < version } ?? true
  }

  /// The later of `version` and what is known; nil where neither has an order that outlives its coming.
  func latest(_ version: SourceVersion?) -> SourceVersion? {
    guard let version else { return count }
    return max(version, like(version) ?? version)
  }

  /// - Parameter came: when the word came, less what its sender's clock may be behind ours.
  mutating func take(_ version: SourceVersion?, came: SourceVersion) {
    if let version, version.isCount { count = version }
    endsAhead = version?.ahead != nil
    if endsAhead { ahead = version }
    if let version, !version.isCount, !endsAhead {
      time = version
    } else {
      time = max(time ?? came, came)
    }
  }

  /// Whether a word ahead of our time was sent before the last such word and only came after it. A while later its clock
  /// may be another, and may be right but for a little.
  private func isOvertaken(_ version: SourceVersion) -> Bool {
    guard let ahead, let told = ahead.ahead, let said = version.ahead else { return false }
    return said < told && version.number - ahead.number < SourceVersion.skew.wholeMilliseconds
  }

  private func isRepeated(_ version: SourceVersion) -> Bool { version.ahead != nil && version.ahead == ahead?.ahead }

  private func like(_ version: SourceVersion) -> SourceVersion? { version.isCount ? count : time }
}
