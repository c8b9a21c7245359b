/// Who did what an event tells of.
package struct EventAuthor: Sendable, Hashable, Codable {
  package enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
    case customer
    /// One of us, whether or not a member of a schedule.
    case colleague
    /// A program: a bot, a monitor, a rule of the source.
    case automation
    /// The source does not say.
    case unknown
  }

  package var party: Party
  package var kind: Kind
  /// What the source says of their tie to us, in its own word: `CONTRIBUTOR`, `end-user`, `agent`.
  package var association: String?

  package init(_ party: Party = Party(), kind: Kind = .unknown, association: String? = nil) {
    self.party = party
    self.kind = kind
    self.association = association
  }
}
