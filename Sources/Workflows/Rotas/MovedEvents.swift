import Scheduling
import Storage

/// Which of a team's new shifts are shifts that calendars know, at another time of their day: an edit of the schedule moved
/// them there, so their events keep their UIDs.
///
/// What stays the same is the duty, the layer or pattern, the day on the wall and the place. Of several on a day the
/// first goes with the first; where more go than come, the last ones end, and where more come, the last ones are new.
struct MovedEvents {
  private var origins: [ShiftID: ShiftRevision] = [:]

  /// `gone` are no longer there, `arriving` are there for the first time or again.
  init(gone: [ShiftRevision], arriving: [ShiftID]) {
    let left = Dictionary(grouping: gone.filter { $0.shift.withoutClock != nil }) { $0.shift.withoutClock }
    let came = Dictionary(grouping: arriving.filter { $0.withoutClock != nil }) { $0.withoutClock }
    for (day, ids) in came {
      // The texts of a day differ in their times only.
      let old = (left[day] ?? []).sorted { $0.shift < $1.shift }
      for (id, revision) in zip(ids.sorted(), old) { origins[id] = revision }
    }
  }

  /// What the shift was before.
  func origin(of shift: ShiftID) -> ShiftRevision? { origins[shift] }

  var moved: Set<ShiftID> { Set(origins.values.map(\.shift)) }
}

/// The UIDs of a team's events, so that none stands twice and none counts backwards.
struct EventUIDs {
  private var live: Set<String> = []
  private var highest: [String: Int] = [:]
  private var earlier: [ShiftID: ShiftRevision] = [:]

  /// `revisions` are all of the team.
  init(_ revisions: [ShiftRevision]) {
    for revision in revisions {
      highest[revision.eventUID] = max(highest[revision.eventUID] ?? 0, revision.sequence)
      if revision.gone { earlier[revision.shift] = revision } else { live.insert(revision.eventUID) }
    }
  }

  /// What is known of a shift that was there before and went.
  func earlier(_ shift: ShiftID) -> ShiftRevision? { earlier[shift] }

  /// The UID of the event of `shift`: that of what it was before, else the one it had when it was last there, else its
  /// id. An event that an edit moved may bear the id of a shift that comes later, which then gets another.
  mutating func take(for shift: ShiftID, movedFrom origin: ShiftRevision?) -> String {
    if let origin { return origin.eventUID }
    let wanted = [earlier[shift]?.eventUID, shift.text].compactMap { $0 }
    if let free = wanted.first(where: { !live.contains($0) }) {
      live.insert(free)
      return free
    }
    var count = 2
    while !live.insert("\(shift)_again\(count)").inserted { count += 1 }
    return "\(shift)_again\(count)"
  }

  /// One more than any event under `uid` ever had; 0 for the first.
  func sequence(_ uid: String) -> Int { highest[uid].map { $0 + 1 } ?? 0 }
}
