import Timekeeping

extension SourceEvent {
  /// A late delivery of what was over before is told from something that fires again by how long after the end it comes.
  static let lateness = Duration.minutes(1)

  /// What it still says once `opening`, the beginning of its item, came after it; nil for nothing.
  ///
  /// Only a newer version outlives what comes later. What was said is kept all the same; state and facts are those of the
  /// opening then. What fires is on, unless the end that was told of came just before.
  ///
  /// - Parameter age: how long it waited for the opening.
  package func overtaken(by opening: SourceEvent, after age: Duration) -> SourceEvent? {
    let isNewer = version.flatMap { own in opening.version.map { $0.isCount == own.isCount && $0 < own } } ?? false
    var event = self
    if !isNewer { event.facts = ItemFacts() }
    switch what {
    case .closed: return isNewer && !(opening.isFiring && age >= Self.lateness) ? event : nil
    case .changed: return isNewer ? event : nil
    case .opened, .message, .messageEdited, .messageDeleted, .reopened, .notOurs: return event
    }
  }
}
