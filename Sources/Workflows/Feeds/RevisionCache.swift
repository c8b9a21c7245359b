import Scheduling
import Storage
import Synchronization

/// The revisions of teams' shifts as feeds show them, read once for all feeds of a team and again when any changed.
final class RevisionCache: Sendable {
  private struct Kept {
    var counter: Int
    var revisions: [ShiftID: EventRevision]
  }

  /// In teams: about 100 kB each for a year of daily shifts. It is emptied when it is full.
  private static let limit = 64
  private let kept = Mutex<[TeamID: Kept]>([:])

  /// Those of `team` as `snapshot` has them.
  func revisions(of team: TeamID, in snapshot: Snapshot) throws -> [ShiftID: EventRevision] {
    // What a transaction wrote may yet be rolled back, and its counter given out again.
    if snapshot is Transaction { return try snapshot.eventRevisions(team: team) }
    let counter = try snapshot.changeCounter(.revisions)
    if let found = kept.withLock({ $0[team] }), found.counter == counter { return found.revisions }
    let revisions = try snapshot.eventRevisions(team: team)
    kept.withLock { all in
      if all.count >= Self.limit { all.removeAll() }
      all[team] = Kept(counter: counter, revisions: revisions)
    }
    return revisions
  }

  func forget() { kept.withLock { $0.removeAll() } }
}
