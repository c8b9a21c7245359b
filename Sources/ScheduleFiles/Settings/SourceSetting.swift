import Scheduling
import Timekeeping
import Triage

/// Where tickets come from: an address of the server, for one team.
package struct SourceSetting: Sendable, Hashable {
  package let name: String
  package var kind: Kind
  package var team: TeamID
  /// Nil lets the team's queues decide by their conditions.
  package var queue: QueueID?
  /// What senders prove themselves with; without it nobody is heard but this machine's own operator.
  package var secret: SecretReference?
  package var options: SourceOptions
  /// What we prove ourselves with where customers are answered.
  package var token: SecretReference?
  /// Where teams follow their tickets, each in a channel of this source.
  package var teamChannels: [TeamChannel] = []

  package init(
    name: String, kind: Kind, team: TeamID, queue: QueueID? = nil, secret: SecretReference?,
    options: SourceOptions = SourceOptions(), token: SecretReference? = nil, teamChannels: [TeamChannel] = []
  ) {
    self.name = name
    self.kind = kind
    self.team = team
    self.queue = queue
    self.secret = secret
    self.options = options
    self.token = token
    self.teamChannels = teamChannels
  }

  /// The options; a source that takes only some channels hears its teams' channels as well.
  package var allOptions: SourceOptions {
    var all = options
    if !all.channels.isEmpty { all.channels += teamChannels.map(\.channel) }
    return all
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

/// A channel in which a team follows its tickets, one thread for each (A7 to A11).
package struct TeamChannel: Sendable, Hashable {
  package var team: TeamID
  /// Nil for all queues that have none of their own.
  package var queue: QueueID?
  /// By its id in the source.
  package var channel: String

  package init(team: TeamID, queue: QueueID? = nil, channel: String) {
    self.team = team
    self.queue = queue
    self.channel = channel
  }
}

/// How pages leave.
package struct ChannelSetting: Sendable, Hashable {
  package let name: String
  package var kind: Kind
  /// Where pages go whose contact gives no address of its own.
  package var url: String?
  /// What the channel signs with, or proves itself with to the provider.
  package var secret: SecretReference?
  /// How long an address rests between pages; nil is the kind's own.
  package var rest: PlainDuration?

  package init(
    name: String, kind: Kind, url: String? = nil, secret: SecretReference? = nil, rest: PlainDuration? = nil
  ) {
    self.name = name
    self.kind = kind
    self.url = url
    self.secret = secret
    self.rest = rest
  }

  package enum Kind: String, Sendable, Hashable, CaseIterable {
    case webhook
    /// Lines in the server's log.
    case console
    /// Mail through the server under `mail:`.
    case email
    /// Phones, through ntfy.
    case ntfy
    /// Incidents at PagerDuty.
    case pagerduty
    /// People and channels of Slack.
    case slack
  }
}
