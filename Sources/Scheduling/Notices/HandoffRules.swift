import Timekeeping

/// How a team's open work goes from shift to shift (rule K10, D39, D44).
package struct HandoffRules: Sendable, Hashable, Codable {
  /// When whoever comes next is sent the list of what they take over; nil means 15 minutes before the shift ends.
  package var digest: HandoffDigest?
  /// How long after the shift's end an acceptance is waited for before the lead is told; nil means 15 minutes.
  package var acceptWithin: PlainDuration?
  /// A channel of the settings that reads the digest, too; nil for none.
  package var channel: String?
  /// Whether the lists of a shift's start are sent; nil means yes.
  package var startLists: Bool?

  package init(
    digest: HandoffDigest? = nil, acceptWithin: PlainDuration? = nil, channel: String? = nil, startLists: Bool? = nil
  ) {
    self.digest = digest
    self.acceptWithin = acceptWithin
    self.channel = channel
    self.startLists = startLists
  }

  package static let usualLead = Duration.minutes(15)
  package static let usualAcceptance = Duration.minutes(15)

  /// How long before a shift's end the digest is sent; nil for never.
  package var lead: Duration? { digest.map(\.lead) ?? Self.usualLead }
  package var acceptance: Duration { acceptWithin?.duration ?? Self.usualAcceptance }
  package var sendsStartLists: Bool { startLists ?? true }
}
