/// What the settings say of one channel.
package struct ChannelSettings: Sendable, Hashable {
  /// The name that pages and contacts use: `pager`.
  package var name: String
  /// Where to send when a contact's address does not say; not every kind needs one.
  package var url: String?
  /// Several while one is being replaced.
  package var secrets: [String]
  /// The host that people know this server by: ids of mails end with it.
  package var origin: String
  /// Where answers to mails come in to a source of ours; nil where none does.
  package var answersTo: String?
  /// How long an address rests after it was paged; what comes meanwhile leaves together then. Nil is the kind's own.
  package var rest: Duration?

  package init(
    name: String, url: String? = nil, secrets: [String] = [], origin: String = "localhost", answersTo: String? = nil,
    rest: Duration? = nil
  ) {
    self.name = name
    self.url = url
    self.secrets = secrets
    self.origin = origin
    self.answersTo = answersTo
    self.rest = rest
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

  /// What the acknowledging link ends with: the page's id and its signature.
  var token: String { acknowledge.split(separator: "/").last.map(String.init) ?? "" }
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
