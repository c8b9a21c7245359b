import Timekeeping

/// A shift as it truly stands, and why.
package struct TimelineShift: Sendable, Hashable {
  package var shift: Shift
  package var cause: ShiftCause
  /// Leave that landed on a published shift and is not solved yet: the member stays until the shift starts (rule T9).
  package var conflict: Leave?

  package init(shift: Shift, cause: ShiftCause, conflict: Leave? = nil) {
    self.shift = shift
    self.cause = cause
    self.conflict = conflict
  }

  package var interval: Interval { shift.interval }
  package var member: MemberID { shift.member }
}

/// Why somebody has a shift: a value that is stored, shown and tested.
package enum ShiftCause: Sendable, Hashable {
  case rotation(layer: LayerID, turnFrom: Timestamp)
  case published(rota: String)
  case added(override: String, by: String, reason: String?)
  case replaced(override: String, out: MemberID, by: String, reason: String?)

  /// A sentence for a lead, with instants in `zone`.
  package func sentence(zone: Zone, name: (MemberID) -> String) -> String {
    switch self {
    case .rotation(let layer, let from):
      "rotation \(layer): this turn began \(WallText.minute(from, in: zone))"
    case .published(let rota):
      "published rota \(rota)"
    case .added(let id, let by, let reason):
      "added by \(by) (\(id))" + Self.tail(reason)
    case .replaced(let id, let out, let by, let reason):
      "instead of \(name(out)), by \(by) (\(id))" + Self.tail(reason)
    }
  }

  private static func tail(_ reason: String?) -> String { reason.map { ": \($0)" } ?? "" }
}

/// Instants as people read them: weekday, date and time in a named zone.
package enum WallText {
  /// `Mon 2026-11-23 09:00 Europe/London`.
  package static func minute(_ instant: Timestamp, in zone: Zone) -> String {
    "\(short(instant, in: zone)) \(zone.id)"
  }

  /// `Mon 2026-11-23 09:00`.
  package static func short(_ instant: Timestamp, in zone: Zone) -> String {
    let wall = zone.civil(at: instant)
    return "\(title(wall.date.weekday)) \(wall.date) \(wall.time)"
  }

  /// `Mon`.
  package static func title(_ day: Weekday) -> String {
    let text = day.description
    return text.prefix(1).uppercased() + text.dropFirst()
  }
}
