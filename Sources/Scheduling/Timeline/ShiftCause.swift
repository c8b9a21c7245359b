import Timekeeping

/// Why somebody has a shift: a value that is stored, shown and tested.
package enum ShiftCause: Sendable, Hashable {
  case rotation(layer: LayerID, turnFrom: Timestamp)
  case published(rota: String)
  /// A turn that ran when older history of its week was imported, and went on.
  case kept(week: String)
  case added(override: String, by: String, reason: String?)
  case replaced(override: String, out: MemberID, by: String, reason: String?)
  /// `out` gave the time away in a swap that both agreed to.
  case swapped(override: String, out: MemberID, by: String, reason: String?)
  /// The member asked for the time that was `out`'s.
  case tookOver(override: String, out: MemberID, by: String, reason: String?)
  case temporary(schedule: String, by: String, reason: String?)
  /// It is in the past; `because` is the sentence of that day.
  case recorded(because: String)

  /// A sentence for a lead, with instants in `zone`.
  package func sentence(zone: Zone, name: (MemberID) -> String) -> String {
    sentence(name: name) { WallText.minute($0, in: zone) }
  }

  /// A sentence for whoever asks, with instants as `InstantMention` finds them: each reader is shown their own clock.
  package func sentence(name: (MemberID) -> String) -> String { sentence(name: name) { $0.description } }

  private func sentence(name: (MemberID) -> String, moment: (Timestamp) -> String) -> String {
    switch self {
    case .rotation(let layer, let from):
      "rotation \(layer): this turn began \(moment(from))"
    case .published(let rota):
      "published rota \(rota)"
    case .kept(let week):
      "a turn that ran when the history of \(week) was imported, and was kept"
    case .added(let id, let by, let reason):
      "added by \(by) (\(id))" + Self.tail(reason)
    case .replaced(let id, let out, let by, let reason):
      "instead of \(name(out)), by \(by) (\(id))" + Self.tail(reason)
    case .swapped(let id, let out, let by, let reason):
      "swapped with \(name(out)), by \(by) (\(id))" + Self.tail(reason)
    case .tookOver(let id, let out, let by, let reason):
      "taken over from \(name(out)), by \(by) (\(id))" + Self.tail(reason)
    case .temporary(let id, let by, let reason):
      "temporary schedule \(id), by \(by)" + Self.tail(reason)
    case .recorded(let because): because
    }
  }

  private static func tail(_ reason: String?) -> String { reason.map { ": \($0)" } ?? "" }
}
