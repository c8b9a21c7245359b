import Scheduling
import Timekeeping
import Triage

/// An entry under `sources:`. Which options a kind takes is said by `SourceOptionKey`; one of another kind is told.
enum SourceSection {
  static let kind = Key(
    "kind", "What the sender speaks.", example: "json", required: true,
    Grammar<SourceSetting.Kind>.choice([
      "json": .json, "github": .github, "slack": .slack, "zendesk": .zendesk, "alertmanager": .alertmanager,
      "csv": .csv,
      "email": .email,
    ]))
  static let team = Key(
    "team", "Whose tickets they are.", example: "field-support", required: true, NameForms.team.grammar)
  static let queue = Key(
    "queue", "The queue they go to; without it, the team's conditions decide.", example: "general",
    NameForms.queue.grammar)
  static let secret = Key(
    "secret",
    "Where the secret is that senders sign with; mail and tables that are only handed in on this machine need none.",
    example: "{ env: WEB_SECRET }", SecretSection.grammar)

  private static let names = Grammar<[String]>.oneOrList(of: NameForms.address.grammar)
  /// What no channel's id can be is waited for, or posted to, in vain; the rest of the source works all the same.
  private static let channelDoubt: @Sendable (String) -> TextProblem? = { text in
    if ProviderName.isChannelID(text) { return nil }
    return TextProblem(
      "'\(shortened(text))' does not look like the id of a channel",
      help: "write it like C0123456789: it stands in the channel's details")
  }
  private static let yesOrNo = Grammar<Bool>.choice(["yes": true, "no": false])

  static let colleagues = Key(
    SourceOptionKey.colleagues.rawValue, "Mail domains, addresses, logins or ids whose messages are a colleague's.",
    example: "[example.org, ana-login]", names)
  static let ourselves = Key(
    SourceOptionKey.ourselves.rawValue,
    "Addresses, logins or ids that we write as: what comes from them is our own echo.",
    example: "[help@example.org]", names)
  static let lists = Key(
    SourceOptionKey.lists.rawValue, "Mailing lists of our own: mail through them is from people all the same.",
    example: "[help.example.org]", names)
  static let labels = Key(
    SourceOptionKey.labels.rawValue, "Only items with one of these labels.", example: "[support]", names)
  static let channels = Key(
    SourceOptionKey.channels.rawValue, "Only these channels, by id.", example: "[C0123456789]",
    Grammar<[String]>.oneOrList(of: NameForms.address.grammar.doubted(channelDoubt)))
  static let channelNames = Key(
    SourceOptionKey.channelNames.rawValue, "What channels are called, until the source tells of a new name.",
    example: "{ C0123456789: support-larch }",
    Grammar<[Entry<String, String>]>.entries(
      NameForms.word, of: NameForms.word.grammar, example: "C0123456789: support-larch"))
  static let discussions = Key(
    SourceOptionKey.discussions.rawValue, "Whether discussions are tickets, too.", example: "yes", yesOrNo)
  static let mentionsOnly = Key(
    SourceOptionKey.mentionsOnly.rawValue, "Whether only a mention of the app begins a ticket.", example: "yes", yesOrNo
  )
  static let grouping = Key(
    SourceOptionKey.grouping.rawValue, "What makes one ticket of alerts: the sender's group, or each alert.",
    example: "alert", Grammar<AlertGrouping>.choice(["group": .group, "alert": .alert]))
  static let fields = Key(
    SourceOptionKey.fields.rawValue, "The sender's names for our fields, each with ours, or with none to leave it out.",
    example: "{ Case number: id, Betreff: title }",
    Grammar<[Entry<String, Placed<String>>]>.entries(
      NameForms.title, of: NameForms.word.grammar.placed, example: "Betreff: title"))
  static let priorities = Key(
    SourceOptionKey.priorities.rawValue, "What the sender calls urgent, each word with a priority of the team.",
    example: "{ critical: urgent, warning: high }",
    Grammar<[Entry<String, String>]>.entries(
      NameForms.title, of: NameForms.word.grammar, example: "critical: urgent"))
  static let attachmentMegabytes = Key(
    SourceOptionKey.attachmentMegabytes.rawValue, "How much of a message's attachments is kept.", example: "10",
    NumberForms.megabytes.grammar)

  static let token = Key(
    SourceOptionKey.token.rawValue, "Where the token is that answers are written with; without it they are kept here.",
    example: "{ env: WEB_TOKEN }", SecretSection.grammar)
  static let api = Key(
    SourceOptionKey.api.rawValue, "Where the provider's API is, if not at its public address.",
    example: "https://github.example.org/api/v3", ServerForms.url.grammar)
  static let user = Key(
    SourceOptionKey.user.rawValue, "As whom we write, where the provider asks for it beside the token.",
    example: "desk@example.org", NameForms.email.grammar)
  static let address = Key(
    SourceOptionKey.address.rawValue, "What our mails come from; without it they are kept here.",
    example: "Example Help <help@example.org>", NameForms.mailbox.grammar)
  static let replies = Key(
    SourceOptionKey.replies.rawValue, "Where answers are posted to, signed with the token.",
    example: "https://forms.example.org/replies", ServerForms.url.grammar)
  static let teamChannels = Key(
    SourceOptionKey.teamChannels.rawValue, "Where teams follow their tickets: a channel for a team, or for TEAM/QUEUE.",
    example: "{ field-support: C0123456789 }",
    Grammar<[Entry<TeamPlace, String>]>.entries(
      NameForms.teamPlace, of: NameForms.word.grammar.doubted(channelDoubt), example: "field-support: C0123456789"))

  static let repository = Key(
    SourceOptionKey.repository.rawValue, "Where bugs are filed, if the command names no other.",
    example: "kestrel/reader",
    NameForms.word.grammar.checked { text in
      if ProviderName.isRepository(text) { return nil }
      return TextProblem("'\(shortened(text))' is not a repository", help: "write it like kestrel/reader")
    })
  static let filing = Key(
    SourceOptionKey.filing.rawValue, "How bugs are filed at a tracker that takes JSON.",
    example: "{ url: https://tracker.example.org/api, body: '{\"summary\": {{title}}}', id: '{{key}}' }",
    FilingSection.grammar)

  static let section = Section(
    "source", "a source", "Where tickets come from.",
    keys: [
      kind.listed, team.listed, queue.listed, secret.listed, colleagues.listed, ourselves.listed, lists.listed,
      labels.listed, channels.listed, channelNames.listed, discussions.listed, mentionsOnly.listed, grouping.listed,
      fields.listed, priorities.listed,
      attachmentMegabytes.listed, token.listed, api.listed, user.listed, address.listed, replies.listed,
      teamChannels.listed, repository.listed, filing.listed,
    ], misplacedHelp: "it belongs to another kind of source; delete it")

  static let grammar = section.grammar { fields, context -> SourceSetting? in
    let (kind, team, queue, secret) = (fields(kind), fields(team), fields(queue), fields(secret))
    let options = options(fields, of: kind, context)
    let token = value(token, .token, fields, of: kind)
    let channels = (value(teamChannels, .teamChannels, fields, of: kind) ?? []).map {
      TeamChannel(team: $0.name.team, queue: $0.name.queue, channel: $0.value)
    }
    guard let kind, let team else { return nil }
    if secret == nil, ![.email, .csv].contains(kind), !fields.has(Self.secret) {
      context.error(fields.place, "a source needs 'secret'", "add `secret: \(Self.secret.example)`")
    }
    return SourceSetting(
      name: context.entry, kind: kind, team: team, queue: queue, secret: secret, options: options, token: token,
      teamChannels: channels)
  }

  /// What a key says, if this kind takes it. Of an unknown kind all are read, so that one mistake is not told as many.
  private static func value<Value>(
    _ key: Key<Value>, _ name: SourceOptionKey, _ fields: Fields, of kind: SourceSetting.Kind?
  ) -> Value? {
    guard kind.map({ name.kinds.contains($0.rawValue) }) ?? true else { return nil }
    return fields(key)
  }

  private static func options(_ fields: Fields, of kind: SourceSetting.Kind?, _ context: Context) -> SourceOptions {
    func value<Value>(_ key: Key<Value>, _ name: SourceOptionKey) -> Value? { Self.value(key, name, fields, of: kind) }
    var options = SourceOptions()
    options.colleagues = value(colleagues, .colleagues) ?? options.colleagues
    options.ourselves = value(ourselves, .ourselves) ?? options.ourselves
    options.lists = value(lists, .lists) ?? options.lists
    options.labels = value(labels, .labels) ?? options.labels
    options.channels = value(channels, .channels) ?? options.channels
    options.channelNames = (value(channelNames, .channelNames) ?? []).map {
      PlaceName(id: $0.name, name: $0.value.hasPrefix("#") ? $0.value : "#" + $0.value)
    }
    options.discussions = value(discussions, .discussions) ?? options.discussions
    options.mentionsOnly = value(mentionsOnly, .mentionsOnly) ?? options.mentionsOnly
    options.grouping = value(grouping, .grouping) ?? options.grouping
    options.fields = (value(Self.fields, .fields) ?? []).map { entry in
      checkField(entry.value, of: kind, context)
      return FieldName(theirs: entry.name, ours: entry.value.value)
    }
    options.priorities = (value(priorities, .priorities) ?? []).map { FieldName(theirs: $0.name, ours: $0.value) }
    options.attachmentBytes =
      value(attachmentMegabytes, .attachmentMegabytes).map { $0 << 20 } ?? options.attachmentBytes
    options.api = value(api, .api).map(withoutSlash)
    options.user = value(user, .user)
    options.address = value(address, .address)
    options.replies = value(replies, .replies)
    options.repository = value(repository, .repository)
    options.filing = value(filing, .filing)
    return options
  }

  /// What is written for a field of theirs that is nothing of ours.
  private static let leftOut = "none"

  /// A name that this kind of source does not read keeps theirs out, which may be what is meant.
  private static func checkField(_ field: Placed<String>, of kind: SourceSetting.Kind?, _ context: Context) {
    let read = SourceField.allCases.filter { field in kind.map { field.kinds.contains($0.rawValue) } ?? true }
    let known = read.map(\.rawValue)
    if (known + [leftOut]).contains(field.value.lowercased()) { return }
    let near = didYouMean(field.value, among: known).map { "did you mean '\($0)'?" }
    context.warning(
      field.place, "'\(shortened(field.value))' is not a field that such a source reads",
      near ?? "write one of: \(known.joined(separator: ", ")); or \(leftOut), to leave it out")
  }

  private static func withoutSlash(_ url: String) -> String { url.hasSuffix("/") ? String(url.dropLast()) : url }
}
