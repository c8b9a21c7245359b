import Scheduling
import Triage

/// Where tickets come from: an address of the server, for one team.
package struct SourceSetting: Sendable, Hashable {
  package let name: String
  package var kind: Kind
  package var team: TeamID
  /// Nil lets the team's queues decide by their conditions.
  package var queue: QueueID?
  /// What senders prove themselves with.
  package var secret: SecretReference
  package var options: SourceOptions

  package init(
    name: String, kind: Kind, team: TeamID, queue: QueueID? = nil, secret: SecretReference,
    options: SourceOptions = SourceOptions()
  ) {
    self.name = name
    self.kind = kind
    self.team = team
    self.queue = queue
    self.secret = secret
    self.options = options
  }

  package enum Kind: String, Sendable, Hashable, CaseIterable {
    /// JSON of our own form.
    case json
    /// Webhooks of GitHub.
    case github
    /// Events, slash commands and buttons of Slack.
    case slack
    /// Event and trigger webhooks of Zendesk.
    case zendesk
    /// Alertmanager's webhook and its dialects.
    case alertmanager
    /// Tables that another help desk exported.
    case csv
    /// Mail as a mail transfer agent hands it over.
    case email
  }
}

/// How pages leave.
package struct ChannelSetting: Sendable, Hashable {
  package let name: String
  package var kind: Kind
  /// Where pages go whose contact gives no address of its own.
  package var url: String?
  /// What the channel signs with.
  package var secret: SecretReference?

  package init(name: String, kind: Kind, url: String? = nil, secret: SecretReference? = nil) {
    self.name = name
    self.kind = kind
    self.url = url
    self.secret = secret
  }

  package enum Kind: String, Sendable, Hashable, CaseIterable {
    case webhook
    /// Lines in the server's log.
    case console
  }
}
