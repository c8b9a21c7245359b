/// What the settings say of one channel.
package struct ChannelSettings: Sendable, Hashable {
  /// The name that pages and contacts use: `pager`.
  package var name: String
  /// Where to send when a contact's address does not say; not every kind needs one.
  package var url: String?
  /// Several while one is being replaced.
  package var secrets: [String]

  package init(name: String, url: String? = nil, secrets: [String] = []) {
    self.name = name
    self.url = url
    self.secrets = secrets
  }
}

/// Where the person who is paged can act.
package struct PageLinks: Sendable, Hashable {
  /// A signed link that acknowledges: GET shows, POST acts (rule K7).
  package var acknowledge: String
  package var ticket: String

  package init(acknowledge: String, ticket: String) {
    self.acknowledge = acknowledge
    self.ticket = ticket
  }
}

/// Why a page cannot be sent over a channel: what is wrong and what to change.
package struct ChannelProblem: Error, Hashable, CustomStringConvertible {
  package let what: String
  package let help: String

  package init(_ what: String, help: String) {
    self.what = what
    self.help = help
  }

  package var description: String { "\(what). help: \(help)" }
}
