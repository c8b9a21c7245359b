import Foundation
import Logging
import OutboundHTTP
import OutboundMail
import PagingChannels
import ProviderExchange
import ScheduleFiles
import Scheduling
import Storage
import TicketSources
import Timekeeping
import Triage
import Workflows

/// Puts the parts together: the only place that knows them all.
struct Wiring {
  var settings: ServerSettings
  /// What relative paths of the settings are relative to.
  let base: String
  let zones: ZoneTables
  let log: Logger
  /// The data folder as somebody typed it in the place of the settings'; nil for theirs.
  var typedData: String?

  /// What other commands need to find the store, such as `--data demo-data`; nil where the settings say it.
  var dataOption: String? { typedData.map { "--data \(Self.quoted($0))" } }

  /// A path as a shell reads it back: bare where nothing in it means anything to one.
  private static func quoted(_ path: String) -> String {
    let isPlain = path.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "/._-".contains($0)) }
    return isPlain && !path.isEmpty ? path : "'\(path.replacing("'", with: #"'\''"#))'"
  }

  var dataFolder: String { path(settings.data) }
  var socketPath: String { dataFolder + "/watchbill.sock" }

  func path(_ relative: String) -> String {
    relative.hasPrefix("/") || base == "." ? relative : base + "/" + relative
  }

  static func clock() -> WallClock {
    let id = (try? String(contentsOfFile: "/proc/sys/kernel/random/boot_id", encoding: .utf8)) ?? "unknown"
    return .system(bootID: id.trimmingCharacters(in: .whitespacesAndNewlines))
  }

  /// What happens when a source's or channel's secret is not where the settings say.
  enum Secrets {
    /// Refused: a server without it could not do its work.
    case required
    /// Left empty: commands that neither take deliveries nor send pages need none.
    case optional
    /// Left empty too, but nothing leaves over a channel without its own: for commands that send over some.
    case whereSent
    /// Made up and kept in this folder: for the demo.
    case made(folder: String)
  }

  /// A desk over the store in the data folder; throws `StoreError.locked` while a server holds it.
  func desk(
    transport: PageTransport, secrets: Secrets, acceptsNewKey: Bool = false
  ) async throws -> ServiceDesk {
    try FileManager.default.createDirectory(
      atPath: dataFolder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let clock = Self.clock()
    let store = try Store.open(folder: dataFolder, now: clock.now())
    let keys = try await keys(of: store, acceptsNewKey: acceptsNewKey)
    return ServiceDesk(
      store: store, clock: clock, zones: zones, setup: try setup(secrets), keys: keys, transport: transport,
      calendars: try calendars(), log: log)
  }

  /// A desk over nothing at all, for a command that only looks where there is no store yet: no file is made.
  func emptyDesk() throws -> ServiceDesk {
    let clock = Self.clock()
    return ServiceDesk(
      store: try Store.inMemory(now: clock.now()), clock: clock, zones: zones, setup: try setup(.optional),
      keys: ServerKeys(master: Array(repeating: 0, count: 32)), transport: .none, calendars: try calendars(), log: log)
  }

  /// A store that knows its key gets no other by itself: without the file, what asks for links is refused, and the rest
  /// works as it did.
  private func keys(of store: Store, acceptsNewKey: Bool) async throws -> ServerKeys {
    let file = KeyFile(folder: dataFolder + "/keys")
    let isKnown = try await store.read { try $0.keyFingerprint() } != nil
    guard isKnown, !acceptsNewKey else { return ServerKeys(master: try file.master()) }
    return ServerKeys(master: try file.kept() ?? KeyFile.random(32))
  }

  /// Calendars are fetched through the guard like pages, with room for a whole calendar.
  func calendars() throws -> CalendarTransport {
    let guarding = try URLGuard(allowed: settings.allowHosts.map(\.description))
    return CalendarTransport(client: OutboundClient(guarding: guarding, limits: CalendarFetch.limits, logger: log))
  }

  /// The ways out, guarded as the settings say; the caller shuts them down.
  func sending(_ policy: Secrets) throws -> PageSending {
    let guarding = try URLGuard(allowed: settings.allowHosts.map(\.description))
    let relay = try settings.mail.map { try self.relay($0, policy) }
    return PageSending(
      client: OutboundClient(guarding: guarding, logger: log),
      mail: relay.map { MailSender($0, guarding: guarding, logger: log) })
  }

  private func relay(_ mail: MailSetting, _ policy: Secrets) throws -> MailRelay {
    let password =
      try mail.password.map {
        try secrets($0, for: "mail", .provider("the password that the mail server gave"), policy).first
      } ?? nil
    return MailRelay(
      host: mail.server.place.host, port: mail.server.place.port,
      security: !mail.isSecure ? .none : mail.server.isSecureFromStart ? .tls : .startTLS,
      sender: OutgoingMail.Mailbox(name: mail.name, address: mail.from), user: mail.user, password: password,
      certificates: mail.certificates.map(path), ownName: Self.ownName(settings.publicURL))
  }

  /// The host of the public URL, as mail servers like to be greeted: no address, and no port.
  private static func ownName(_ publicURL: String) -> String {
    let host = publicURL.split(separator: "/").dropFirst().first?.split(separator: ":").first ?? ""
    let isName =
      host.contains { $0.isLetter }
      && host.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-.".contains($0)) }
    return isName ? String(host) : "localhost"
  }

  private func setup(_ policy: Secrets) throws -> Setup {
    let sources = try settings.sources.map { setting in
      SourceBinding(
        name: setting.name, source: try source(setting.kind),
        settings: SourceSettings(
          secrets: try setting.secret.map { try secrets($0, for: setting.name, .init(senders: setting.kind), policy) }
            ?? [],
          options: options(of: setting),
          tokens: try setting.token.map { try secrets($0, for: setting.name, .init(answers: setting.kind), policy) }),
        team: setting.team.text, queue: setting.queue?.text)
    }
    let teamChannels = settings.sources.flatMap { setting in
      setting.teamChannels.map {
        TeamChannelBinding(team: $0.team.text, queue: $0.queue?.text, source: setting.name, channel: $0.channel)
      }
    }
    let channels = try settings.channels.map { try binding($0, policy) }
    var setup = Setup(
      publicURL: settings.publicURL, sources: sources, channels: channels, teamChannels: teamChannels,
      mailFolder: MailFolder(path: dataFolder + "/mail", keepFor: settings.keepMail?.duration))
    setup.isPublicURLGiven = settings.isPublicURLGiven
    setup.keptBackups = settings.keptBackups
    setup.dataOption = dataOption
    return setup
  }

  private func options(of setting: SourceSetting) -> SourceOptions {
    var options = setting.allOptions
    options.lacksMailServer = settings.mail == nil
    return options
  }

  /// The address of the first source that mail comes in to, if it has one: answers to pages go there.
  private var answersTo: String? {
    guard
      let mailbox = settings.sources.first(where: { $0.kind == .email && $0.options.address != nil })?.options.address
    else { return nil }
    return mailbox.split(separator: "<").last.map { $0.hasSuffix(">") ? String($0.dropLast()) : String($0) }
  }

  private func source(_ kind: SourceSetting.Kind) throws -> any TicketSource {
    try AllTicketSources.named(kind.rawValue)
  }

  /// What is wrong with a channel stops a server, and of a command that sends only what would leave over it.
  private func binding(_ setting: ChannelSetting, _ policy: Secrets) throws -> ChannelBinding {
    guard case .whereSent = policy else { return Self.binding(setting, try channel(setting, policy)) }
    do {
      if setting.kind == .email, let mail = settings.mail { _ = try relay(mail, .required) }
      return Self.binding(setting, try channel(setting, .required))
    } catch let problem as ChannelProblem {
      // Something in the secret's place: whether it reaches everybody may hang on its having one.
      let channel = try channel(setting, secrets: setting.secret == nil ? [] : [""])
      return Self.binding(setting, channel, obstacle: problem)
    }
  }

  private static func binding(
    _ setting: ChannelSetting, _ channel: any PagingChannel, obstacle: ChannelProblem? = nil
  ) -> ChannelBinding {
    ChannelBinding(name: setting.name, channel: channel, isFallback: channel.reachesAnybody, obstacle: obstacle)
  }

  private func channel(_ setting: ChannelSetting, _ policy: Secrets) throws -> any PagingChannel {
    let secrets =
      try setting.secret.map { try self.secrets($0, for: setting.name, .init(channel: setting.kind), policy) } ?? []
    let channel = try channel(setting, secrets: secrets)
    if case .required = policy { try channel.checkSettings() }
    return channel
  }

  private func channel(_ setting: ChannelSetting, secrets: [String]) throws -> any PagingChannel {
    let own = ChannelSettings(
      name: setting.name, url: setting.url, secrets: secrets, origin: Self.ownName(settings.publicURL),
      answersTo: answersTo, rest: setting.rest?.duration)
    return try AllPagingChannels.named(setting.kind.rawValue, settings: own)
  }

  /// One secret a line, so that two can hold while one is being replaced.
  private func secrets(
    _ reference: SecretReference, for name: String, _ origin: SecretOrigin, _ policy: Secrets
  ) throws -> [String] {
    let text: String?
    switch reference {
    case .file(let file): text = try? String(contentsOfFile: path(file), encoding: .utf8)
    case .env(let variable): text = ProcessInfo.processInfo.environment[variable]
    }
    let lines = (text ?? "").split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }
    let secrets = lines.filter { !$0.isEmpty }
    guard secrets.isEmpty else { return secrets }
    switch policy {
    case .required: throw origin.problem(reference, of: name)
    case .optional, .whereSent: return []
    case .made(let folder): return [try KeyFile(folder: folder).secret(for: name)]
    }
  }
}
