import Timekeeping

/// A shift as it truly stands, and why: a row of a duty's table. What it consists of is made when it is asked for.
package struct TimelineShift: Sendable {
  let table: DutyTable
  let place: Int32

  var piece: Piece { table.pieces[Int(place)] }

  package var interval: Interval { piece.interval }
  package var member: MemberID { table.texts.members[piece.member] }
  package var duty: DutyID { table.duty }
  /// Its text is put together each time.
  package var id: ShiftID { table.texts.names.id(piece.name, prefix: table.prefix) }
  package var shift: Shift {
    Shift(id: id, team: table.texts.plan.team, duty: duty, member: member, interval: interval)
  }
  package var cause: ShiftCause { table.texts.cause(of: piece) }
  /// True for what a temporary schedule put there, also in the hands of somebody else's leave.
  package var isTemporary: Bool { if case .temporary = cause { true } else { false } }
  /// Planned leave that landed on a published or arranged shift and is not solved yet, by start: the member keeps the
  /// shift, and while the leave lasts the duty's fallback answers (rule T9).
  package var conflicts: [Leave] { table.texts.conflicts[Int(piece.conflicts)] }
  /// The first of `conflicts`.
  package var conflict: Leave? { conflicts.first }

  /// The parts of it in which the member is there, in order: without the leave of `conflicts`.
  package var present: [Interval] { interval.subtracting(conflicts.map(\.interval)) }

  /// True while unsolved leave keeps the member away from the shift they still hold.
  package func isAway(at instant: Timestamp) -> Bool { conflicts.contains { $0.interval.contains(instant) } }
}

extension TimelineShift {
  /// What lists and calendars show of it at `now`, in order: all of it until unsolved leave in it begins, and from then on
  /// what its member stands without that leave, under the ids with which it is written down (rule T9).
  package func listed(at now: Timestamp) -> [Shift] {
    let begun = conflicts.filter { max($0.interval.start, interval.start) <= now }
    return begun.isEmpty ? [shift] : parts(of: interval, without: begun)
  }

  /// What is left of `span` without `leave`, which is sorted by start; the part that begins the shift keeps its id.
  func parts(of span: Interval, without leave: [Leave]) -> [Shift] {
    let whole = shift
    return span.subtracting(leave.map(\.interval)).map { part in
      let before = part.start == interval.start ? nil : leave.last { $0.interval.end <= part.start }
      let id = before.map { whole.id.part("after-\($0.id)") } ?? whole.id
      return Shift(id: id, team: whole.team, duty: whole.duty, member: whole.member, interval: part)
    }
  }
}

extension TimelineShift: Hashable {
  /// Equal where all that can be asked is.
  package static func == (a: TimelineShift, b: TimelineShift) -> Bool {
    a.interval == b.interval && a.shift == b.shift && a.cause == b.cause && a.conflicts == b.conflicts
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(interval)
    hasher.combine(member)
  }
}
