import Timekeeping

/// A zone that a file defines itself (VTIMEZONE): its changes of the clock around the window, ascending.
struct WrittenZone: Hashable {
  struct Change: Hashable {
    /// Seconds since the epoch.
    let at: Int64
    /// Seconds east of UTC from then on.
    let offset: Int64
  }

  /// What holds before the first change.
  private let first: Int64
  private let changes: [Change]

  /// A clock that never changes, `offset` seconds east of UTC.
  init(offset: Int64) {
    first = offset
    changes = []
  }

  init(first: Int64, changes: [Change]) {
    self.first = first
    self.changes = changes
  }

  func offset(at instant: Timestamp) -> Int64 {
    changes.last { $0.at <= instant.seconds }?.offset ?? first
  }

  /// See `EventZone.instant`.
  func instant(_ wall: CivilDateTime) -> Timestamp {
    let wall = wall.secondsSinceEpoch
    var offset = first
    for change in changes {
      // Still before the change by the clock that holds before it: unique, the first of two, or in the gap after it.
      if wall - offset < change.at || wall - change.offset < change.at { break }
      offset = change.offset
    }
    return Timestamp(seconds: wall - offset)
  }
}
