import Timekeeping

/// What the numbers of a timeline's shifts stand for: made once, shared by all its duties.
final class TimelineTexts: Sendable {
  let plan: TimelinePlan
  let members: MemberTable
  let names: NameTable
  let conflicts: [[Leave]]

  init(_ builder: TimelineBuilder) {
    plan = builder.plan
    members = builder.members
    names = builder.names
    conflicts = builder.conflicts
  }

  func cause(of piece: Piece) -> ShiftCause {
    let place = Int(piece.cause.source)
    switch piece.cause.kind {
    case .rotation:
      return .rotation(
        layer: LayerID(unchecked: names.text(piece.cause.source)),
        turnFrom: Timestamp(milliseconds: piece.cause.detail))
    case .published:
      let rota = plan.input.published[place]
      return rota.isHistory ? .kept(week: rota.label) : .published(rota: rota.label)
    case .temporary:
      let schedule = plan.input.temporary[place]
      return .temporary(schedule: schedule.id, by: schedule.by, reason: schedule.reason)
    case .changed:
      let out = piece.cause.detail < 0 ? nil : members[Int32(piece.cause.detail)]
      return plan.input.overrides[place].cause(takenFrom: out)
    case .recorded: return .recorded(because: plan.input.recorded?.shifts[place].because ?? "")
    }
  }
}

extension Override {
  fileprivate func cause(takenFrom out: MemberID?) -> ShiftCause {
    guard let out else { return .added(override: id, by: by, reason: reason) }
    return switch kind {
    case .direct: .replaced(override: id, out: out, by: by, reason: reason)
    case .swap: .swapped(override: id, out: out, by: by, reason: reason)
    case .takeOver: .tookOver(override: id, out: out, by: by, reason: reason)
    }
  }
}
