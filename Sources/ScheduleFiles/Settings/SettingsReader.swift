import Scheduling
import Timekeeping
import Triage

/// Reads `watchbill.yaml`, with problems told as those of schedule files are.
package struct SettingsReader {
  private let schedules: CheckedFiles?
  private let address: AddressCheck

  /// What is wrong with a contact's address on a channel of a kind; nil where nothing is known against it.
  package typealias AddressCheck = (_ kind: ChannelSetting.Kind, _ address: String) -> TextProblem?

  /// With `schedules` that have no error, the teams, queues and channels that the settings and the schedules name are
  /// compared. Addresses are checked by a function that is handed in: this module knows no channels.
  package init(schedules: CheckedFiles? = nil, address: @escaping AddressCheck = { _, _ in nil }) {
    self.schedules = schedules
    self.address = address
  }

  /// The settings, nil when there is any error. An empty file gives the defaults.
  package func read(_ file: SourceFile) -> (settings: ServerSettings?, problems: [Problem]) {
    let log = ProblemLog()
    let context = Context(file: file, log: log, zones: ZoneTables([]))
    var settings = ServerSettings()
    if let root = YAMLText(file: file.path, log: log).root(of: file.bytes) {
      settings = SettingsSection.grammar.read(root, context) ?? settings
      checkMail(settings, root, context)
      if let schedules, let definitions = schedules.definitions {
        let checks = SettingsChecks(settings, root: root, context: context)
        checks.compare(definitions)
        for use in schedules.channels { checks.check(use, by: address) }
      }
    }
    return (log.hasErrors ? nil : settings, log.problems)
  }

  /// What the settings say as far as it can be read, whatever else is wrong with them.
  package func partly(_ file: SourceFile) -> ServerSettings {
    let log = ProblemLog()
    let root = YAMLText(file: file.path, log: log).root(of: file.bytes)
    let context = Context(file: file, log: log, zones: ZoneTables([]))
    return root.flatMap { SettingsSection.grammar.read($0, context) } ?? ServerSettings()
  }

  /// What is wrong with a mail server that is there is said already.
  private func checkMail(_ settings: ServerSettings, _ root: YAMLNode, _ context: Context) {
    guard root["mail"] == nil, let channel = settings.channels.first(where: { $0.kind == .email }) else { return }
    context.error(
      root["channels"]?.place ?? .start, "channel '\(channel.name)' sends mail, and there is no mail server",
      "add `mail: { server: \"smtp://mail.example.com:587\", from: desk@example.com }`")
  }
}

/// How the settings fit the schedules.
private struct SettingsChecks {
  private let settings: ServerSettings
  private let root: YAMLNode
  private let context: Context

  init(_ settings: ServerSettings, root: YAMLNode, context: Context) {
    self.settings = settings
    self.root = root
    self.context = context
  }

  func compare(_ definitions: Definitions) {
    for source in settings.sources { check(source, definitions) }
    checkConditions(definitions)
    for team in definitions.teams { checkSources(in: team) }
  }

  private func check(_ source: SourceSetting, _ definitions: Definitions) {
    guard let team = definitions.team(source.team) else {
      let known = definitions.teams.map(\.schedule.team.text)
      report(unknown: "team", source.team.text, known, at: place("sources", source.name, "team"))
      return
    }
    for followed in source.teamChannels { check(followed, of: source, definitions) }
    checkPriorities(of: source, team)
    guard let queue = source.queue, team.desk.queue(queue) == nil else { return }
    let known = team.desk.queues.map(\.id.text)
    report(unknown: "queue", queue.text, known, at: place("sources", source.name, "queue"))
  }

  private func checkPriorities(of source: SourceSetting, _ team: TeamDefinition) {
    let known = team.desk.priorities.map(\.text)
    for word in source.options.priorities where !known.contains(word.ours.lowercased()) {
      let place = place("sources", source.name, SourceOptionKey.priorities.rawValue)
      report(unknown: "priority", word.ours, known, at: place)
    }
  }

  private func check(_ followed: TeamChannel, of source: SourceSetting, _ definitions: Definitions) {
    let place = place("sources", source.name, SourceOptionKey.teamChannels.rawValue)
    guard let team = definitions.team(followed.team) else {
      return report(unknown: "team", followed.team.text, definitions.teams.map(\.schedule.team.text), at: place)
    }
    guard let queue = followed.queue, team.desk.queue(queue) == nil else { return }
    report(unknown: "queue", queue.text, team.desk.queues.map(\.id.text), at: place)
  }

  /// A queue that waits for a source nobody has defined waits for ever.
  private func checkConditions(_ definitions: Definitions) {
    for team in definitions.teams {
      for queue in team.desk.queues {
        guard case .source(let name) = queue.when, !isWritten("sources", name) else { continue }
        context.warning(
          root["sources"]?.place ?? .start,
          "queue '\(queue.id)' of '\(team.schedule.team)' takes tickets of the source '\(name)', which is not here",
          suggestion(name, settings.sources.map(\.name)) ?? "add it under `sources:`")
      }
    }
  }

  /// Of a rule or a promise only what is nearly the name of a source here is a slip: one team's file may go before its
  /// sources.
  private func checkSources(in team: TeamDefinition) {
    let known = (root["sources"]?.map ?? []).map(\.key)
    for rule in team.desk.routing {
      let unknown = rule.when.sources.filter { name in !known.contains { $0.lowercased() == name.lowercased() } }
      warn(of: unknown, near: known, "rule '\(rule.name)' of '\(team.schedule.team)'")
    }
    for queue in team.desk.queues {
      for promise in queue.promises ?? [] {
        let named = promise.when.filter { $0.what == .source }.flatMap(\.anyOf)
        let who = "promise '\(promise.name)' of queue '\(queue.id)' of '\(team.schedule.team)'"
        warn(of: named.filter { !known.contains($0) }, near: known, who)
      }
    }
  }

  /// What is opened by hand, and who is rung for.
  private static let ownSources = ["manual", "ring"]

  private func warn(of unknown: [String], near known: [String], _ who: String) {
    for name in unknown where !Self.ownSources.contains(name.lowercased()) {
      guard let help = suggestion(name, known) else { continue }
      context.warning(
        root["sources"]?.place ?? .start, "\(who) is about the source '\(name)', which is not here", help)
    }
  }

  /// What schedule files say is told in them, at its place.
  func check(_ use: ChannelUse, by addressCheck: SettingsReader.AddressCheck) {
    if let channel = settings.channel(use.channel) {
      guard case .member(let id, let address, let place) = use.user else { return }
      guard let problem = addressCheck(channel.kind, address) else { return }
      let who = "member '\(id)' has a contact on the channel '\(channel.name)'"
      context.log.add(
        Problem(
          file: use.file, line: place.line, column: place.column, what: "\(who), and \(problem.what)",
          help: problem.help))
    } else if !isWritten("channels", use.channel) {
      warn(ofUnknown: use)
    }
  }

  /// A page or a notice over a channel that nobody has defined is read by nobody.
  private func warn(ofUnknown use: ChannelUse) {
    let who =
      switch use.user {
      case .member(let id, _, _): "member '\(id)' has a contact on"
      case .team(let id): "team '\(id)' is told who is on over"
      case .handoffs(let id): "the handoffs of team '\(id)' are told over"
      }
    context.log.add(
      Problem(
        file: use.file, line: use.place.line, column: use.place.column, severity: .warning,
        what: "\(who) the channel '\(shortened(use.channel))', which is not in \(context.file.path)",
        help: suggestion(use.channel, settings.channels.map(\.name))
          ?? "add it under `channels:` of \(context.file.path)"))
  }

  /// Whether an entry is there; what is wrong with one that could not be read is said already.
  private func isWritten(_ section: String, _ entry: String) -> Bool {
    root[section]?.map?.contains { $0.key == entry } ?? false
  }

  private func report(unknown noun: String, _ name: String, _ known: [String], at place: Place) {
    let help = suggestion(name, known) ?? "the schedules have: \(known.joined(separator: ", "))"
    context.error(place, "there is no \(noun) '\(name)' in the schedules", help)
  }

  private func suggestion(_ name: String, _ known: [String]) -> String? {
    didYouMean(name, among: known).map { "did you mean '\($0)'?" }
  }

  private func place(_ section: String, _ entry: String, _ key: String) -> Place {
    let node = root[section]?.map?.first { $0.key == entry }?.value
    return node?[key]?.place ?? node?.place ?? .start
  }
}
