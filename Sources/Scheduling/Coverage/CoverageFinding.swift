import Timekeeping

/// Something a lead should know about a rota that stands: a value, so that it is counted, sorted, shown and tested.
package struct CoverageFinding: Sendable, Hashable {
  /// From the worst to the mildest.
  package enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
    /// Required time that nobody fills.
    case gap
    /// Leave stands against a shift and nobody has taken it over yet (rule T9).
    case away
    /// A member on shift has no way of being reached.
    case noContact = "no-contact"
    /// One member is on two duties at once that the file does not let one member stand together (rule T14).
    case together
    /// Too little time between two shifts of a member.
    case rest
    case weekMaximum = "week-maximum"
    case weekendsInARow = "weekends-in-a-row"
    /// More people than the duty asks for.
    case doubleCover = "double-cover"
    /// Slots whose rota is still to be published.
    case notPublished = "not-published"
  }

  /// A duty of a team.
  package struct Place: Sendable, Hashable {
    package var team: TeamID
    package var duty: DutyID
  }

  /// The duty that answers in a gap, and its people in the order they come on.
  package struct StandIn: Sendable, Hashable {
    package var duty: DutyID
    package var members: [MemberID]
  }

  package var kind: Kind
  package var team: TeamID
  package var duty: DutyID?
  /// The other duty, for `together` and `rest`.
  package var other: Place?
  /// Those it is about, in the order they come on.
  package var members: [MemberID] = []
  package var interval: Interval
  /// The time open, the rest there is, or the time in the week.
  package var amount: Duration
  package var limit: Duration?
  package var standIn: StandIn?
  /// How many periods this one stands for.
  package var count = 1

  /// True for a time at which the duty itself is not answered.
  package var isGap: Bool { kind == .gap || kind == .away }
}

extension CoverageFinding {
  /// Worst first; then by time, team and duty.
  static func comesFirst(_ a: CoverageFinding, _ b: CoverageFinding) -> Bool {
    if a.badness != b.badness { return a.badness < b.badness }
    if a.interval.start != b.interval.start { return a.interval.start < b.interval.start }
    if a.team != b.team { return a.team < b.team }
    if a.duty != b.duty { return (a.duty?.text ?? "") < (b.duty?.text ?? "") }
    return a.members.lexicographicallyPrecedes(b.members)
  }

  /// A gap in which a fallback answers is milder than one in which nobody does.
  private var badness: Int {
    let kind = (Kind.allCases.firstIndex(of: kind) ?? 0) * 2
    return isGap ? (standIn == nil ? 0 : 1) : kind
  }
}
