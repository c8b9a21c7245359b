/// What a source is told by the settings: whom to believe, and what to take.
package struct SourceSettings: Sendable, Hashable {
  /// Several while one is being replaced; any of them counts. Without any, nothing is accepted.
  package var secrets: [String]
  package var options: SourceOptions
  /// What we prove ourselves with where we answer; nil when the settings give none, empty where it is not read because
  /// nothing is sent from here.
  package var tokens: [String]?

  package init(secrets: [String], options: SourceOptions = SourceOptions(), tokens: [String]? = nil) {
    self.secrets = secrets
    self.options = options
    self.tokens = tokens
  }
}

/// What may be set for a source besides its secret; ``SourceOptionKey`` says which kind takes which.
package struct SourceOptions: Sendable, Hashable {
  /// Mail domains, addresses, logins or ids whose messages are a colleague's.
  package var colleagues: [String] = []
  /// Addresses and ids of the teams' members that the source proves, in lower case: they are colleagues without being
  /// listed. The desk says so, not the settings.
  package var members: Set<String> = []
  /// Addresses, logins or ids that we write as ourselves: what comes from them is our own echo.
  package var ourselves: [String] = []
  /// Mailing lists of our own, by list id or address: mail that comes through them is from people all the same.
  package var lists: [String] = []
  /// Only items with one of these labels; empty takes all.
  package var labels: [String] = []
  /// Only these channels, by id; empty takes all.
  package var channels: [String] = []
  /// What channels are called that nothing was heard of yet, by id.
  package var channelNames: [PlaceName] = []
  /// Whether discussions are tickets as well.
  package var discussions = false
  /// Whether a message that mentions nobody opens a ticket.
  package var mentionsOnly = false
  /// What makes one ticket of alerts.
  package var grouping = AlertGrouping.group
  /// Names that a sender gives to our fields: its column or field → ours. In the order given.
  package var fields: [FieldName] = []
  /// What a sender calls urgent in words of its own, each with the team's: `critical` → `urgent`. In the order given.
  package var priorities: [FieldName] = []
  /// Of all attachments of a message that are kept, in bytes.
  package var attachmentBytes = 10 << 20
  /// The beginning of the provider's addresses where it is not the public one, without a slash at its end.
  package var api: String?
  /// As whom we write to the provider, for those that ask for it beside the token.
  package var user: String?
  /// What our mails come from: `Example Help <help@example.com>`.
  package var address: String?
  /// True where the settings have no `mail:` server that mail could leave through.
  package var lacksMailServer = false
  /// Where replies are posted to, for senders of our own JSON.
  package var replies: String?
  /// The repository that bugs are filed in where the command names none: `kestrel/reader`.
  package var repository: String?
  /// How bugs are filed at a tracker of any kind.
  package var filing: FilingTemplate?

  package init() {}
}

/// What makes one ticket of alerts.
package enum AlertGrouping: String, Sendable, Hashable, CaseIterable {
  /// All alerts that the sender groups.
  case group
  /// Each alert by itself.
  case alert
}

/// A sender's word for one of ours: a field, a priority.
package struct FieldName: Sendable, Hashable {
  package var theirs: String
  package var ours: String

  package init(theirs: String, ours: String) {
    self.theirs = theirs
    self.ours = ours
  }
}

/// The options by the names they have in the settings.
package enum SourceOptionKey: String, Sendable, Hashable, CaseIterable {
  case colleagues
  case ourselves
  case lists
  case labels
  case channels
  case channelNames = "channel names"
  case discussions
  case mentionsOnly = "mentions only"
  case grouping
  case fields
  case priorities
  case attachmentMegabytes = "attachment megabytes"
  case token
  case api
  case user
  case address
  case replies
  case teamChannels = "team channels"
  case repository
  case filing

  /// The kinds of source that take it.
  package var kinds: [String] {
    switch self {
    case .colleagues: ["email", "github", "slack", "zendesk"]
    case .ourselves: ["email", "github", "slack", "zendesk"]
    case .labels, .discussions: ["github"]
    case .channels, .channelNames, .mentionsOnly: ["slack"]
    case .grouping: ["alertmanager"]
    case .fields: ["csv", "zendesk"]
    case .priorities: ["alertmanager", "csv", "json", "zendesk"]
    case .lists, .attachmentMegabytes, .address: ["email"]
    case .token: ["github", "json", "slack", "zendesk"]
    case .api: ["github", "slack", "zendesk"]
    case .user: ["json", "zendesk"]
    case .replies, .filing: ["json"]
    case .repository: ["github"]
    case .teamChannels: ["slack"]
    }
  }
}
