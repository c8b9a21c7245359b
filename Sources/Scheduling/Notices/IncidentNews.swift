/// What has become of something that a provider was paged for, told to the provider so that it stops ringing.
package struct IncidentNews: Sendable, Hashable, Codable {
  package enum What: String, Sendable, Hashable, Codable {
    case acknowledged, resolved
  }

  /// What the provider groups its pages by: `T-12-1`.
  package var key: String
  package var ticket: String
  package var what: What
  /// Who did it, as people read it; nil where a rule did.
  package var by: String?

  package init(key: String, ticket: String, what: What, by: String? = nil) {
    self.key = key
    self.ticket = ticket
    self.what = what
    self.by = by
  }

  /// `T-12 was acknowledged by Ana Ortiz.`
  package var sentence: String { "\(ticket) was \(what.rawValue)\(by.map { " by \($0)" } ?? "")." }
}
