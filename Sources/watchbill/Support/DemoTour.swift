import Drafting
import Foundation
import ScheduleFiles
import Scheduling
import TicketSources
import Timekeeping
import Triage
import Workflows

/// The demo's steps on a store that nobody else has.
struct DemoTour {
  let desk: ServiceDesk
  let wiring: Wiring
  let schedules: String?
  let exports: String?

  private static let actor = Actor("demo")

  func run() async throws {
    let applied = try await apply()
    for team in applied.teams {
      for week in try await weeks(of: team) { try await publish(team, week, wasApplied: applied.isUnchanged) }
    }
    try await export()
  }

  private func apply() async throws -> ApplySchedules.Reply {
    let path = schedules ?? wiring.path(wiring.settings.schedules)
    step("Check and apply \(path)")
    let found = try SchedulesOnDisk(path: path, zones: wiring.zones).read()
    for problem in found.problems where problem.severity != .note { Terminal.line("  \(problem)") }
    guard let definitions = found.definitions else { throw CommandFailure.quietNo }
    for line in definitions.summary() { Terminal.line("  \(line)") }
    let command = ApplySchedules(definitions: try definitions.encoded())
    let reply = try await command.perform(on: desk, actor: Self.actor)
    if reply.isUnchanged { Terminal.line("  applied already; nothing was stored") }
    return reply
  }

  /// This ISO week and the next, on the team's wall.
  private func weeks(of team: String) async throws -> [ISOWeek] {
    let answer = try await WhoIsOn(team: team).perform(on: desk, actor: Self.actor)
    let zone = try wiring.zones.zone(read(answer.rows.first?.zone ?? ZoneID.utc.name))
    let week = ISOWeek(containing: zone.civil(at: answer.at).date)
    return [week, week.next]
  }

  private func publish(_ team: String, _ week: ISOWeek, wasApplied: Bool) async throws {
    step("Draft and publish \(team) \(week)")
    if wasApplied, let standing = try? await trial(PublishRota(team: team, period: DraftPeriod(week), dryRun: true)),
      standing.changes.isEmpty
    {
      return try await showAgain(standing)
    }
    let reply = try await DraftRota(team: team, period: DraftPeriod(week)).perform(on: desk, actor: Self.actor)
    try report(reply)
    if !reply.draft.assignments.isEmpty {
      let option = wiring.dataOption.map { " \($0)" } ?? ""
      Terminal.line("Why each of them: watchbill rota show \(reply.id)\(option)")
    }
    let trial = try await trial(PublishRota(draft: reply.id, dryRun: true))
    guard !trial.changes.isEmpty else { return Terminal.line("  \(Self.verdict(trial))") }
    let published = try await PublishRota(draft: reply.id).perform(on: desk, actor: Self.actor)
    Terminal.line("  published \(published.shifts.count) shifts")
  }

  private func report(_ reply: DraftReply) throws {
    try DraftReport(
      reply: reply, format: .text, explains: false, invites: false, dataOption: wiring.dataOption
    ).print()
  }

  private func trial(_ command: PublishRota) async throws -> PublishRota.Reply {
    try await command.perform(on: desk, actor: Self.actor)
  }

  /// The draft of an earlier run, when publishing it would change nothing.
  private func showAgain(_ standing: PublishRota.Reply) async throws {
    let reply = try await ShowDraft(id: standing.draft).perform(on: desk, actor: Self.actor)
    try report(reply)
    Terminal.line("  \(Self.verdict(standing))")
  }

  private static func verdict(_ trial: PublishRota.Reply) -> String {
    trial.shifts.isEmpty
      ? "nothing to publish: every shift of \(trial.period) is over" : "published already, and nothing is different"
  }

  private func export() async throws {
    let folder = exports ?? wiring.path(wiring.settings.exports)
    step("Write \(folder)")
    let files = try await ExportFiles().perform(on: desk, actor: Self.actor)
    let changed = try ExportWriter(folder: folder).write(files)
    Terminal.line("  \(files.count) files, \(changed) of them changed")
  }

  private func step(_ text: String) {
    Terminal.line("")
    Terminal.line(Terminal.bold("== \(text)"))
  }
}

/// What the demo tells a newcomer once the server answers.
struct DemoInvitation {
  let desk: ServiceDesk

  func print() async {
    do {
      let feed = try await feed()
      Terminal.line("")
      Terminal.line(Terminal.bold("== Serving; stop with Ctrl-C"))
      Terminal.line("  look      \(desk.setup.publicURL)/")
      Terminal.line("  subscribe \(feed)")
      if let curl { Terminal.line("  ticket    \(curl)") }
    } catch {
      Terminal.error("watchbill: error: \(error)")
    }
  }

  /// The first team's feed, made once.
  private func feed() async throws -> String {
    let actor = Actor("demo")
    let known = try await ListFeeds().perform(on: desk, actor: actor)
    if let url = known.compactMap(\.url).first { return url }
    let world = try await desk.world()
    let team = world.teams(at: desk.clock.now()).first?.schedule.team.text
    return try await AddFeed(team: team).perform(on: desk, actor: actor).url ?? ""
  }

  private var curl: String? {
    guard let source = desk.setup.sources.first(where: { type(of: $0.source).kind == "json" }),
      let secret = source.settings.secrets.first
    else { return nil }
    let body = #"{"id":"demo-1","title":"The device is offline","priority":"urgent","tags":["premium"]}"#
    return "curl -sS \(desk.setup.publicURL)/intake/\(source.name) -H 'Authorization: Bearer \(secret)' "
      + "-H 'Content-Type: application/json' -d '\(body)'"
  }
}
