import Timekeeping

/// Puts a duty's timeline together in the order of truth of rule T8: rotations, then what is published, then overrides,
/// then leave as rule T9 says.
///
/// A shift comes out the same, with the same id, from every window that it overlaps: feeds, exports and notices look
/// through different ones. So everything that can reach a shift of the window is looked at, not only the window.
struct TimelineAssembly {
  let input: TimelineInput
  let spans: [ScheduleSpan]
  let team: TeamID
  let window: Interval
  let zone: Zone
  let zones: ZoneTables

  /// The timeline of `duty`, which is its latest definition.
  func timeline(of duty: Duty) throws(ZoneProblem) -> DutyTimeline {
    let shifts = try pieces(of: duty.id).filter { $0.interval.overlaps(window) }.map { piece in
      TimelineShift(
        shift: Shift(id: piece.id, team: team, duty: duty.id, member: piece.member, interval: piece.interval),
        cause: piece.cause, conflicts: piece.conflicts)
    }
    let required = RequiredTime(duty: duty.id, spans: spans, published: input.published, zones: zones)
    return DutyTimeline(
      duty: duty, shifts: shifts, gaps: try required.gaps(in: window, filled: shifts.map(\.interval)))
  }

  private func pieces(of duty: DutyID) throws(ZoneProblem) -> [Piece] {
    let cursors = try RotationCursors(duty: duty, spans: spans, zones: zones)
    let overrides = input.overrides.filter { $0.team == team && $0.duty == duty }
    let reach = reach(of: overrides, longestTurn: cursors.longestDays)
    let rotas = input.published.filter { rota in
      rota.interval.overlaps(reach) && rota.shifts.contains { $0.duty == duty }
    }
    let rotated = try rotated(duty, cursors, reach: reach).flatMap { $0.outside(rotas.map(\.interval)) }
    let standing = (rotas.flatMap { published(duty, $0) } + rotated).eachMemberOnce.joined
    return
      standing
      .applying(overrides.filter { $0.interval.overlaps(reach) }, team: team, zone: zone)
      .withLeave(input.leave.filter { $0.interval.overlaps(reach) })
      .uniquelyNamed
  }

  /// The window, the time of members added to it (which leaves out their own shifts), and the longest turn around both.
  private func reach(of overrides: [Override], longestTurn days: Int) -> Interval {
    let added = overrides.filter { change in
      guard case .add = change.change else { return false }
      return change.interval.overlaps(window)
    }
    let start = added.map(\.interval.start).reduce(window.start, min)
    let end = added.map(\.interval.end).reduce(window.end, max)
    let margin = Duration.hours(24 * (days + 2))
    return Interval(start - margin, end + margin) ?? window
  }

  /// Shifts from layers, each version's inside the time it holds.
  private func rotated(_ duty: DutyID, _ cursors: RotationCursors, reach: Interval) throws(ZoneProblem) -> [Piece] {
    var pieces: [Piece] = []
    for (span, cursors) in zip(spans, cursors.bySpan) {
      guard let part = span.validity.intersection(reach) else { continue }
      let expansion = LayerExpansion(schedule: span.schedule, duty: duty, cursors: cursors, zones: zones)
      pieces += try expansion.pieces(overlapping: part).compactMap { $0.clipped(to: span.validity) }
    }
    return pieces
  }

  /// A slot's shift is published whole, also over the end of its period; a rotation's only inside it, since the
  /// rotation goes on outside.
  private func published(_ duty: DutyID, _ rota: PublishedRota) -> [Piece] {
    let isRotated = spans.last { $0.validity.start <= rota.interval.start }?.schedule.duty(duty)?.slots == nil
    return rota.shifts.filter { $0.duty == duty }.compactMap { shift in
      let piece = Piece(
        id: shift.id, member: shift.member, interval: shift.interval, cause: .published(rota: rota.label))
      return isRotated ? piece.clipped(to: rota.interval) : piece
    }
  }
}
