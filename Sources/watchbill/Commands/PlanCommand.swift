import ArgumentParser
import Timekeeping
import Workflows

struct PlanCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "Show what edited files would change, before they are applied.",
    discussion: """
      Examples:
        watchbill plan
        watchbill plan schedules --from "2026-12-01 09:00" --weeks 26
        watchbill plan --version 3
      Who gains, loses and moves, hours moved, gaps made and closed, and published
      weeks that would be touched; and of each team the sections of its file that say
      something else. Where a member would stand shifts of two teams at once, or with
      too little rest between them, a warning says so. Nothing is stored. Exits with
      0 when no published week is touched, no gap made and no team taken away, 1 when
      one is, 2 when the files have errors.
      JSON: {effective, until, standingVersion, isSameDefinition, replaced, teams,
      edited, clashes}.
      """)

  @OptionGroup var source: ScheduleSource
  @Option(name: .long, help: "How far to look, 1–104.") var weeks = PlanSchedules.usualWeeks
  @Flag(name: .long, help: "Every shift that changes, not only the first.") var all = false
  @OptionGroup var store: StoreOptions
  @OptionGroup var output: FormatOption

  func run() async throws {
    try await Backend.with(store, withoutStore: .looksAtNothing) { backend in
      let definitions = try source.definitions(
        backend.wiring, refusing: "nothing to plan. help: mend the problems above", code: 2)
      let reply = try await backend.perform(
        PlanSchedules(
          definitions: definitions, version: source.version, from: source.effective(backend), weeks: weeks))
      try PlanText(plan: reply, reader: backend.reader, all: all).print(output)
      if reply.touchesPublished || reply.makesGap || !reply.removed.isEmpty { throw CommandFailure.quietNo }
    }
  }
}
