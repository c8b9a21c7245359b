import Timekeeping

/// Puts a duty's timeline together in the order of truth of rule T8:
/// rotations, then what is published, then overrides; leave as rule T9 says.
struct TimelineAssembly {
  let input: TimelineInput
  let team: TeamID
  let window: Interval
  let zone: Zone
  let zones: ZoneTables

  func timeline(of duty: Duty) throws(ZoneProblem) -> DutyTimeline {
    let pieces = try assembled(duty)
    let shifts = pieces.filter { $0.interval.overlaps(window) }.map { piece in
      TimelineShift(
        shift: Shift(id: piece.id, team: team, duty: duty.id, member: piece.member, interval: piece.interval),
        cause: piece.cause, conflict: piece.conflict)
    }
    return DutyTimeline(duty: duty, shifts: shifts, gaps: try gaps(of: duty, filled: shifts.map(\.interval)))
  }

  private func assembled(_ duty: Duty) throws(ZoneProblem) -> [Piece] {
    let rotated = try rotated(duty.id).withoutLeave(input.leave)
    let outside = rotated.flatMap { piece in
      input.published.reduce([piece]) { parts, rota in parts.flatMap { $0.outside(rota.interval) } }
    }
    let published = published(duty.id).withLatecomingLeave(input.leave)
    return overridden((outside + published).joined, duty: duty.id).uniquelyNamed
  }

  /// Shifts from layers, each version's inside the time it holds.
  private func rotated(_ duty: DutyID) throws(ZoneProblem) -> [Piece] {
    var pieces: [Piece] = []
    for (index, version) in input.versions.enumerated() {
      guard let definition = version.schedule.duty(duty) else { continue }
      let until = index + 1 < input.versions.count ? input.versions[index + 1].from : .distantFuture
      guard let validity = Interval(index == 0 ? .distantPast : version.from, until),
        let span = validity.intersection(padded(for: definition))
      else { continue }
      let expansion = LayerExpansion(team: team, duty: definition, zones: zones)
      pieces += try expansion.pieces(overlapping: span).compactMap { $0.clipped(to: validity) }
    }
    return pieces.joined
  }

  private func published(_ duty: DutyID) -> [Piece] {
    input.published.filter { $0.interval.overlaps(padded) }.flatMap { rota in
      rota.shifts.filter { $0.duty == duty }.map { shift in
        Piece(id: shift.id, member: shift.member, interval: shift.interval, cause: .published(rota: rota.label))
      }
    }
  }

  private func overridden(_ pieces: [Piece], duty: DutyID) -> [Piece] {
    input.overrides
      .filter { $0.duty == duty && $0.team == team && $0.interval.overlaps(padded) }
      .sorted { $0.interval.start == $1.interval.start ? $0.id < $1.id : $0.interval.start < $1.interval.start }
      .reduce(pieces) { $0.applying($1, team: team, zone: zone) }
  }

  private func gaps(of duty: Duty, filled: [Interval]) throws(ZoneProblem) -> [Gap] {
    var gaps: [Gap] = []
    for wanted in try required(duty) {
      gaps += wanted.subtracting(filled).map { open in
        Gap(duty: duty.id, interval: open, reason: reason(open, duty))
      }
    }
    return gaps
  }

  private func reason(_ open: Interval, _ duty: Duty) -> Gap.Reason {
    guard duty.slots != nil else { return .nobody }
    return input.published.contains { $0.interval.overlaps(open) } ? .nobody : .notPublished
  }

  private func required(_ duty: Duty) throws(ZoneProblem) -> [Interval] {
    if let pattern = duty.slots {
      return pattern.hours.intervals(in: window, zone: try zones.zone(pattern.zone))
    }
    return try LayerExpansion(team: team, duty: duty, zones: zones).required(in: window)
  }

  /// The window and a week around it, for changes and published shifts that reach into it.
  private var padded: Interval {
    Interval(window.start - .hours(24 * 8), window.end + .hours(24 * 8)) ?? window
  }

  /// The window and the longest turn around it, so that every shift in it is whole.
  private func padded(for duty: Duty) -> Interval {
    let days = duty.layers.map { $0.rotation.every.longestDays }.max() ?? 0
    let margin = Duration.hours(24 * (days + 2))
    return Interval(window.start - margin, window.end + margin) ?? window
  }
}

extension Piece {
  /// What lies outside a published period, under the same id.
  fileprivate func outside(_ period: Interval) -> [Piece] {
    interval.subtracting(period).map { part in
      var piece = self
      piece.interval = part
      return piece
    }
  }
}

extension Cadence {
  /// The longest a turn can be, in days, rounded up.
  fileprivate var longestDays: Int {
    if let clockSeconds { return Int(clockSeconds / 86_400) + 1 }
    return count * 31
  }
}
