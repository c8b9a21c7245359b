import Scheduling
import Triage

/// A team, or one of its queues, as settings name them: `field-support/premium`.
struct TeamPlace: Sendable, Hashable, CustomStringConvertible {
  var team: TeamID
  var queue: QueueID?

  var description: String { queue.map { "\(team)/\($0)" } ?? "\(team)" }
}
