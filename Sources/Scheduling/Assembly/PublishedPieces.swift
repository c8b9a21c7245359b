import Timekeeping

extension TimelineBuilder {
  /// Puts published shifts in the place of the rotation's, inside the published periods.
  mutating func publish(_ duty: DutyPlan, reach: Interval) {
    let places = duty.published.filter { plan.input.published[Int($0)].interval.overlaps(reach) }
    if places.isEmpty { return }
    mayJoin = true
    let periods = places.map { plan.input.published[Int($0)].interval }
    let rotated = pieces
    pieces.removeAll(keepingCapacity: true)
    for place in places { publish(duty, place) }
    for piece in rotated {
      // Under the same id: published there, not changed.
      let left = piece.interval.subtracting(periods.filter(piece.interval.overlaps))
      pieces += left.compactMap(piece.clipped)
    }
  }

  /// A slot's shift is published whole, also over the end of its period; a rotation's only inside it, since the
  /// rotation goes on outside.
  private mutating func publish(_ duty: DutyPlan, _ place: Int32) {
    let rota = plan.input.published[Int(place)]
    let definition = duty.spans.last { $0.validity.start <= rota.interval.start }?.duty
    let isRotated = definition?.slots == nil
    for shift in rota.shifts where shift.duty == duty.id {
      let piece = piece(of: shift, duty, PieceCause(kind: .published, source: place))
      if let kept = isRotated ? piece.clipped(to: rota.interval) : piece { pieces.append(kept) }
    }
  }

  /// A stored shift as a piece, under its own id.
  mutating func piece(of shift: Shift, _ duty: DutyPlan, _ cause: PieceCause) -> Piece {
    Piece(
      name: names.name(shift.id, prefix: duty.prefix), member: members.number(shift.member), interval: shift.interval,
      cause: cause)
  }

  /// Puts temporary schedules in the place of everything, inside their time (cases D6 and D23 to D26).
  mutating func putTemporary(_ duty: DutyPlan, reach: Interval) {
    var isTouched = false
    for place in duty.temporary {
      let temporary = plan.input.temporary[Int(place)]
      guard temporary.interval.overlaps(reach) else { continue }
      if !isTouched { underTemporary = pieces }
      isTouched = true
      order(0)
      let cut = Cut(interval: temporary.interval, name: .text(names.string(temporary.id.lowercased())))
      var parts: [Piece] = []
      names.cut(pieces[...], by: [cut], into: &parts)
      pieces = parts
      for shift in temporary.shifts where shift.duty == duty.id {
        let piece = piece(of: shift, duty, PieceCause(kind: .temporary, source: place))
        if let kept = piece.clipped(to: temporary.interval) { pieces.append(kept) }
      }
    }
    if isTouched { standOnce() }
  }

  /// Where the past was recorded it is exactly that; what goes on after it, or was before, is joined to it (cases D8, D9).
  ///
  /// While somebody is on, others may have stood shifts that began after theirs, or before and ended after their begin:
  /// these are as they were recorded, whole, and nobody stands that time a second time.
  mutating func record(_ duty: DutyPlan, reach: Interval) {
    guard let recorded = plan.input.recorded, recorded.until > max(reach.start, recorded.since) else { return }
    mayJoin = true
    let written = written(duty, recorded, reach: reach)
    let end = max(recorded.since, recorded.end(of: duty.id))
    let around = [Interval(.distantPast, recorded.since), Interval(end, .distantFuture)].compactMap { $0 }
    let late = written.filter { $0.interval.end > end }
    pieces = pieces.flatMap { piece in
      let parts = around.compactMap(piece.clipped)
      let stood = late.filter { $0.member == piece.member }.map(\.interval)
      if stood.isEmpty { return parts }
      // What ended by then is written down: of leave that cut what they stood, nothing is left.
      return parts.flatMap { part in part.interval.subtracting(stood).compactMap(part.clipped) }
        .filter { $0.interval.start < end || $0.interval.end >= recorded.until }
    }
    pieces += written
  }

  /// What is recorded of the duty since history began and reaches `reach`.
  private mutating func written(_ duty: DutyPlan, _ recorded: RecordedHistory, reach: Interval) -> [Piece] {
    guard let history = Interval(recorded.since, .distantFuture) else { return [] }
    var written: [Piece] = []
    for place in recorded.places(around: reach) {
      let record = recorded.shifts[place]
      guard record.shift.duty == duty.id, record.shift.interval.overlaps(reach) else { continue }
      let piece = piece(of: record.shift, duty, PieceCause(kind: .recorded, source: Int32(place)))
      if let kept = piece.clipped(to: history) { written.append(kept) }
    }
    return written
  }
}
