import Timekeeping

/// One duty through all versions of the schedule. A class, so that who walks over ten thousand of them copies nothing.
final class DutyPlan: Sendable {
  let id: DutyID
  /// How every id of its shifts begins: `team.duty.`.
  let prefix: String
  /// One per version, in order.
  let spans: [DutySpan]
  /// In the order they apply.
  let changes: [PlannedChange]
  /// Places in the input's list, by start.
  let temporary: [Int32]
  /// Places in the input's list of published rotas that have shifts of this duty.
  let published: [Int32]
  /// The longest a turn of any version can be, in days.
  let longestDays: Int

  init(
    id: DutyID, prefix: String, spans: [DutySpan], changes: [PlannedChange], temporary: [Int32], published: [Int32],
    longestDays: Int
  ) {
    (self.id, self.prefix, self.spans, self.changes) = (id, prefix, spans, changes)
    (self.temporary, self.published, self.longestDays) = (temporary, published, longestDays)
  }
}

/// A duty as one version says it.
final class DutySpan: Sendable {
  let validity: Interval
  /// Nil when the version does not have the duty.
  let duty: Duty?
  /// By rank, the highest first; of equal rank in the order of the file.
  let layers: [LayerPlan]
  /// By member number: when they belong to the team; empty when everybody always does.
  let membership: [Interval?]

  init(validity: Interval, duty: Duty?, layers: [LayerPlan], membership: [Interval?]) {
    (self.validity, self.duty, self.layers, self.membership) = (validity, duty, layers, membership)
  }
}

/// An override with its members and names as numbers.
struct PlannedChange: Sendable {
  let interval: Interval
  /// The place in the input's list.
  let place: Int32
  /// Its id in the table of names; of what is added also in lower case.
  let name: Int32
  let source: Int32
  let change: Change
  let follows: Bool

  enum Change: Sendable {
    case add(Int32)
    case remove(Int32)
    case replace(out: Int32, into: Int32)
    case nobody
  }
}
