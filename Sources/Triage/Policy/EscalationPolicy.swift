import Scheduling
import Timekeeping

/// The steps that make sure somebody acts (rule K5), pinned by version when a ticket begins.
package struct EscalationPolicy: Sendable, Hashable, Codable {
  package let id: EscalationID
  package var steps: [EscalationStep]
  /// How often the steps are gone through from the top before the ticket is `exhausted`.
  package var repeats: Int = 3
  /// Who rang by hand, as people read it: such a ticket disturbs people whatever its priority. Nil for policies of files.
  package var rungBy: String?

  package init(id: EscalationID, steps: [EscalationStep], repeats: Int = 3, rungBy: String? = nil) {
    self.id = id
    self.steps = steps
    self.repeats = repeats
    self.rungBy = rungBy
  }
}

/// One step: when it fires, whom it pages, and how long it waits for an acknowledgement.
package struct EscalationStep: Sendable, Hashable, Codable {
  package var anchor: Anchor
  /// From the anchor.
  package var after: PlainDuration
  package var page: [Recipient]
  /// How long an acknowledgement is waited for where the next step names no `after`, and before the steps begin again;
  /// nil means 5 minutes.
  package var acknowledgeWithin: PlainDuration?
  /// After an acknowledgement the ticket must show work within this; nil means it is not asked (rule K5).
  package var stillWorkingWithin: PlainDuration?

  package init(
    anchor: Anchor, after: PlainDuration, page: [Recipient], acknowledgeWithin: PlainDuration? = nil,
    stillWorkingWithin: PlainDuration? = nil
  ) {
    self.anchor = anchor
    self.after = after
    self.page = page
    self.acknowledgeWithin = acknowledgeWithin
    self.stillWorkingWithin = stillWorkingWithin
  }

  package enum Anchor: String, Sendable, Hashable, Codable, CaseIterable {
    case created, assigned, due, breached, previous
  }
}

extension EscalationPolicy {
  /// Somebody rings for `recipient`: they first, then the lead.
  static func ring(_ recipient: Recipient, by caller: String) -> EscalationPolicy {
    let steps = (recipient == .lead ? [recipient] : [recipient, .lead]).map { recipient in
      EscalationStep(
        anchor: .previous, after: PlainDuration(.zero), page: [recipient],
        acknowledgeWithin: PlainDuration(.minutes(5)), stillWorkingWithin: PlainDuration(.minutes(30)))
    }
    return EscalationPolicy(id: EscalationID(unchecked: "ring"), steps: steps, rungBy: caller)
  }

  /// What an overflow level `page: …` does where the queue names no policy: one step, asked again three times.
  static func paging(_ recipient: Recipient) -> EscalationPolicy {
    let step = EscalationStep(
      anchor: .previous, after: PlainDuration(.zero), page: [recipient],
      acknowledgeWithin: PlainDuration(.minutes(5)), stillWorkingWithin: PlainDuration(.minutes(30)))
    return EscalationPolicy(id: EscalationID(unchecked: "page"), steps: [step])
  }
}
