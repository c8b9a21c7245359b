import ArgumentParser
import ScheduleFiles
import Timekeeping
import Workflows

struct ApplyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "apply", abstract: "Check schedule files and put them in force.",
    discussion: """
      Examples:
        watchbill apply
        watchbill apply schedules --from "2026-12-01 09:00"
        watchbill apply --version 3
      The past is never changed: a version holds from now, or from --from on, and
      replaces those that were to hold from then on. It holds every team: apply the
      folder that holds all of them. watchbill plan shows first what changes; a
      published week is touched, and a team taken away, only with --force. An edited
      list goes on from whoever has the turn. To undo, apply the version before again
      with --version: a list that is put back within four weeks goes on as if it had
      never been changed. Clashes of one member's shifts in two teams are warned of.
      The calendars of holidays it was made with are told: they are part of the
      version.
      JSON: {version, effective, isUnchanged, teams, plan, calendars, lost}; lost is
      what the settings say of sources that this version does not have.
      """)

  @OptionGroup var source: ScheduleSource
  @Flag(name: .long, help: "Also where published weeks would not stay as they were, or a team would be taken away.")
  var force = false
  @OptionGroup var store: StoreOptions
  @OptionGroup var output: FormatOption

  func run() async throws {
    try await Backend.with(store, withoutStore: .makesOne) { backend in
      let definitions = try source.definitions(
        backend.wiring, refusing: "nothing was applied. help: mend the problems above", code: 1)
      let reply = try await backend.perform(
        ApplySchedules(
          definitions: definitions, version: source.version, from: source.effective(backend), force: force))
      try report(reply, reader: backend.reader)
    }
  }

  private func report(_ reply: ApplySchedules.Reply, reader: ReaderZone) throws {
    guard output.isText else {
      let stored = reply.isUnchanged ? "unchanged" : "stored"
      return try output.print(
        reply, header: ["version", "effective", "result", "teams"],
        rows: [["\(reply.version)", reply.effective.description, stored, reply.teams.joined(separator: ";")]])
    }
    let teams = reply.teams.joined(separator: ", ")
    Terminal.line(
      reply.isUnchanged
        ? "version \(reply.version) says the same already; nothing was stored (teams \(teams))"
        : "version \(reply.version) holds from \(reader.full(reply.effective)) (teams \(teams))")
    if !reply.isUnchanged {
      for one in reply.calendars { Terminal.line("  \(one.team): \(one.copy.calendar): \(one.copy.summary)") }
    }
    for sentence in reply.lost ?? [] { Terminal.line(Terminal.warning("  \(sentence)")) }
    // The first version changes nobody's shifts: there were none.
    if let plan = reply.plan, plan.standingVersion != nil || !plan.replaced.isEmpty {
      PlanText(plan: plan, reader: reader, all: false).printText(shifts: false)
    }
  }
}
