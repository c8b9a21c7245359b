import Scheduling
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
    "secret", "Where the secret is that senders sign with.", example: "{ env: WEB_SECRET }", required: true,
    SecretSection.grammar)

  private static let names = Grammar<[String]>.oneOrList(of: NameForms.address.grammar)
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
    SourceOptionKey.channels.rawValue, "Only these channels, by id.", example: "[C0123456789]", names)
  static let discussions = Key(
    SourceOptionKey.discussions.rawValue, "Whether discussions are tickets, too.", example: "yes", yesOrNo)
  static let mentionsOnly = Key(
    SourceOptionKey.mentionsOnly.rawValue, "Whether only a mention of the app begins a ticket.", example: "yes", yesOrNo
  )
  static let grouping = Key(
    SourceOptionKey.grouping.rawValue, "What makes one ticket of alerts: the sender's group, or each alert.",
    example: "alert", Grammar<AlertGrouping>.choice(["group": .group, "alert": .alert]))
  static let fields = Key(
    SourceOptionKey.fields.rawValue, "The sender's names for our fields, each with ours.",
    example: "{ Case number: id, Betreff: title }",
    Grammar<[Entry<String, String>]>.entries(NameForms.title, of: NameForms.word.grammar, example: "Betreff: title"))
  static let attachmentMegabytes = Key(
    SourceOptionKey.attachmentMegabytes.rawValue, "How much of a message's attachments is kept.", example: "10",
    NumberForms.megabytes.grammar)

  static let section = Section(
    "source", "a source", "Where tickets come from.",
    keys: [
      kind.listed, team.listed, queue.listed, secret.listed, colleagues.listed, ourselves.listed, lists.listed,
      labels.listed, channels.listed, discussions.listed, mentionsOnly.listed, grouping.listed, fields.listed,
      attachmentMegabytes.listed,
    ], misplacedHelp: "it belongs to another kind of source; delete it")

  static let grammar = section.grammar { fields, context -> SourceSetting? in
    let (kind, team, queue, secret) = (fields(kind), fields(team), fields(queue), fields(secret))
    let options = options(fields, of: kind)
    guard let kind, let team, let secret else { return nil }
    return SourceSetting(
      name: context.entry, kind: kind, team: team, queue: queue, secret: secret, options: options)
  }

  /// Of an unknown kind all are read, so that one mistake is not told as many.
  private static func options(_ fields: Fields, of kind: SourceSetting.Kind?) -> SourceOptions {
    func value<Value>(_ key: Key<Value>, _ name: SourceOptionKey) -> Value? {
      guard kind.map({ name.kinds.contains($0.rawValue) }) ?? true else { return nil }
      return fields(key)
    }
    var options = SourceOptions()
    options.colleagues = value(colleagues, .colleagues) ?? options.colleagues
    options.ourselves = value(ourselves, .ourselves) ?? options.ourselves
    options.lists = value(lists, .lists) ?? options.lists
    options.labels = value(labels, .labels) ?? options.labels
    options.channels = value(channels, .channels) ?? options.channels
    options.discussions = value(discussions, .discussions) ?? options.discussions
    options.mentionsOnly = value(mentionsOnly, .mentionsOnly) ?? options.mentionsOnly
    options.grouping = value(grouping, .grouping) ?? options.grouping
    options.fields = (value(Self.fields, .fields) ?? []).map { FieldName(theirs: $0.name, ours: $0.value) }
    options.attachmentBytes =
      value(attachmentMegabytes, .attachmentMegabytes).map { $0 << 20 } ?? options.attachmentBytes
    return options
  }
}
