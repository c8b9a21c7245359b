import Scheduling
import Timekeeping

/// The steps that make sure somebody acts (rule K5), pinned by version when a ticket begins.
package struct EscalationPolicy: Sendable, Hashable, Codable {
  package let id: EscalationID
  package var steps: [EscalationStep]
  /// How often the steps are gone through from the top before the ticket is `exhausted`.
  package var repeats: Int = 3
}

/// One step: when it fires, whom it pages, and how long it waits for an acknowledgement.
package struct EscalationStep: Sendable, Hashable, Codable {
  package var anchor: Anchor
  /// From the anchor.
  package var after: PlainDuration
  package var page: [Recipient]
  /// Without an acknowledgement by then, the next step may fire at once; nil leaves it to the next step's `after`.
  package var acknowledgeWithin: PlainDuration?
  /// After an acknowledgement the ticket must show work within this; nil means it is not asked (rule K5).
  package var stillWorkingWithin: PlainDuration?

  package enum Anchor: String, Sendable, Hashable, Codable, CaseIterable {
    case created, assigned, due, breached, previous
  }
}
