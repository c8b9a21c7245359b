import Scheduling
import Timekeeping

/// A customer as a team knows it: how its tickets are recognised, what it pays for, and whose it is.
package struct Customer: Sendable, Hashable, Codable {
  package let id: CustomerID
  package var name: String
  /// Mail domains, in lower case; their subdomains belong to them.
  package var domains: [String] = []
  /// Patterns of chat channels, with `*` for anything: `#support-larch`.
  package var channels: [String] = []
  /// What its people go by at a source, in whatever case: logins, ids of users; nil for none.
  package var logins: [String]?
  /// What a source calls all of its people: a workspace, an organisation's id; nil for none.
  package var organisations: [String]?
  package var tier: String?
  /// The named pair, or the account engineer: they are preferred when they are on shift (C62, E6).
  package var people: [MemberID] = []

  package init(
    id: CustomerID, name: String, domains: [String] = [], channels: [String] = [], logins: [String]? = nil,
    organisations: [String]? = nil, tier: String? = nil, people: [MemberID] = []
  ) {
    self.id = id
    self.name = name
    self.domains = domains
    self.channels = channels
    self.logins = logins
    self.organisations = organisations
    self.tier = tier
    self.people = people
  }
}
