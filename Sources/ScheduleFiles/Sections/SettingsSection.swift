import Scheduling
import Timekeeping
import Triage

/// The file `watchbill.yaml`.
enum SettingsSection {
  static let data = Key("data", "The folder of the store.", example: "data", ServerForms.folder.grammar)
  static let publicURL = Key(
    "public url", "How people reach the server.", example: "https://watchbill.example.org", ServerForms.url.grammar)
  static let listen = Key(
    "listen", "The address the server listens at.", example: "127.0.0.1:8080", ServerForms.hostPort.grammar)
  static let schedules = Key(
    "schedules", "The folder of the schedule files.", example: "schedules", ServerForms.folder.grammar)
  static let exports = Key(
    "exports", "The folder that exports are written to.", example: "exports", ServerForms.folder.grammar)
  static let sources = Key(
    "sources", "Where tickets come from, under names of your own.",
    example: "{ web: { kind: json, team: field-support, secret: { env: WEB_SECRET } } }",
    Grammar<[Entry<String, SourceSetting>]>.entries(
      NameForms.connection, of: SourceSection.grammar, example: "web: { kind: json, team: field-support, … }"))
  static let channels = Key(
    "channels", "How pages leave, under names of your own; the console without it.",
    example: "{ console: { kind: console } }",
    Grammar<[Entry<String, ChannelSetting>]>.entries(
      NameForms.connection, of: ChannelSection.grammar, example: "console: { kind: console }"))
  static let mail = Key(
    "mail", "The mail server that mail leaves through.",
    example: "{ server: \"smtp://mail.example.com:587\", from: desk@example.com }", MailSection.grammar)
  static let keepMail = Key(
    "keep mail", "How long mails are kept as they came, with their files; for ever without it.", example: "400 days",
    TimeForms.duration.grammar)
  static let keepBackups = Key(
    "keep backups", "How many daily copies of the store are kept in backups/; 7 without it, 0 makes none.",
    example: "14",
    NumberForms.copies.grammar)
  static let allowHosts = Key(
    "allow hosts", "Loopback and private addresses that outbound HTTP and mail may reach.", example: "[127.0.0.1:9099]",
    Grammar<[HostPort]>.list(of: ServerForms.hostPort.grammar, example: "[127.0.0.1:9099]"))

  static let section = Section(
    "settings-file", "watchbill.yaml", "The settings of the server. Every key has a default.",
    keys: [
      data.listed, publicURL.listed, listen.listed, schedules.listed, exports.listed, sources.listed, channels.listed,
      mail.listed, keepMail.listed, keepBackups.listed, allowHosts.listed,
    ])

  static let grammar = section.grammar { fields, _ -> ServerSettings? in
    var settings = ServerSettings()
    if let data = fields(data) { settings.data = data }
    if let listen = fields(listen) {
      settings.listen = listen
      settings.publicURL = "http://\(listen)"
    }
    if let url = fields(publicURL) {
      settings.publicURL = url.hasSuffix("/") ? String(url.dropLast()) : url
      settings.isPublicURLGiven = true
    }
    if let schedules = fields(schedules) { settings.schedules = schedules }
    if let exports = fields(exports) { settings.exports = exports }
    settings.sources = (fields(sources) ?? []).map(\.value)
    if let channels = fields(channels) { settings.channels = channels.map(\.value) }
    settings.mail = fields(mail)
    settings.keepMail = fields(keepMail)
    settings.keptBackups = fields(keepBackups) ?? settings.keptBackups
    settings.allowHosts = fields(allowHosts) ?? []
    return settings
  }
}

/// An entry under `channels:`.
enum ChannelSection {
  static let kind = Key(
    "kind", "How pages leave.", example: "webhook", required: true,
    Grammar<ChannelSetting.Kind>.choice([
      "webhook": .webhook, "console": .console, "email": .email, "ntfy": .ntfy, "pagerduty": .pagerduty,
      "slack": .slack,
    ]))
  static let url = Key(
    "url", "Where pages go whose contact gives no address; for ntfy, PagerDuty and Slack apps the provider's server.",
    example: "https://pager.example.com/page", ServerForms.url.grammar)
  static let secret = Key(
    "secret", "Where the secret is that pages are signed with, or that the provider gave.",
    example: "{ env: PAGER_SECRET }", SecretSection.grammar)
  static let rest = Key(
    "rest", "How long an address rests after a page; what comes meanwhile leaves together then.",
    example: "10 seconds", ServerForms.rest.grammar)

  static let section = Section(
    "channel", "a channel", "How pages leave.", keys: [kind.listed, url.listed, secret.listed, rest.listed],
    misplacedHelp: "it belongs to a channel of another kind; delete it")

  static let grammar = section.grammar { fields, context -> ChannelSetting? in
    guard let kind = fields(kind) else {
      _ = (fields(url), fields(secret), fields(rest))
      return nil
    }
    var setting = ChannelSetting(name: context.entry, kind: kind)
    if kind != .console, kind != .email {
      setting.url = fields(url)
      setting.secret = fields(secret)
    }
    if kind != .console, kind != .pagerduty { setting.rest = fields(rest) }
    return setting
  }
}

/// Where a secret is: never the secret itself, which is not repeated in messages either.
enum SecretSection {
  static let file = Key(
    "file", "A file that holds the secret, relative to this file.", example: "secrets/web", ServerForms.folder.grammar)
  static let env = Key(
    "env", "A variable of the environment that holds it.", example: "WATCHBILL_WEB_SECRET",
    ServerForms.variable.grammar)

  static let section = Section(
    "secret", "a secret", "Where a secret is: exactly one of these.", keys: [file.listed, env.listed])

  private static let reference = section.grammar { fields, context -> SecretReference? in
    let (file, env) = (fields(file).map(SecretReference.file), fields(env).map(SecretReference.env))
    if fields.has(Self.file) == fields.has(Self.env) {
      context.error(
        fields.place, "a secret has either 'file' or 'env'", "write `secret: { env: WATCHBILL_WEB_SECRET }`")
    }
    return file ?? env
  }

  static let grammar = Grammar<SecretReference>(schema: reference.schema) { node, context in
    guard node.map != nil else {
      context.error(
        node.place, "a secret must not stand in this file",
        "put it into a file and write `secret: { file: PATH }`, or into the environment and write "
          + "`secret: { env: NAME }`; change it if the file was shared")
      return nil
    }
    return reference.read(node, context)
  }
}
