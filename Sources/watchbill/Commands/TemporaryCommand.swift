import ArgumentParser
import Foundation
import Scheduling
import Timekeeping
import Workflows

struct TemporaryCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "temporary", abstract: "Put exactly these shifts in the place of the schedule for a time.",
    discussion: """
      Examples:
        watchbill temporary add alarm --from 2026-12-24 --until 2026-12-27 plan.csv
        watchbill temporary list
        watchbill temporary remove TS-1
      """,
    subcommands: [Add.self, List.self, Show.self, Trim.self, Remove.self])

  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Exactly these shifts, whatever rotations and published rotas say.",
      discussion: """
        Examples:
          watchbill temporary add alarm --from 2026-12-24 --until 2026-12-27 plan.csv
          watchbill temporary add alarm --from 2026-12-24 --until 2026-12-26 \\
            --duty primary --shift "ana 2026-12-24 2026-12-25"
        A shift is "member from until [duty]"; a line of the file is the same with
        commas. Times are 2026-12-24, 2026-12-24T09:00 in your zone, or end in Z.
        It decides the duties of --duty, or without that those that its shifts name;
        every other duty of the team goes on as it is.
        Overrides, swaps and leave still apply on top. JSON: {schedule, gaps,
        overruled, isDryRun, movedFrom}.
        """)

    @Argument(help: "The team.") var team: String
    @Argument(help: "A file of lines: member,from,until[,duty].") var file: String?
    @OptionGroup var span: SpanOptions
    @Option(name: .long, help: "A duty it decides; those its shifts name without it; may be repeated.")
    var duty: [String] = []
    @Option(name: .long, help: "A shift; may be repeated.") var shift: [String] = []
    @Option(name: .long, help: "Why, for everybody who looks.") var reason: String?
    @OptionGroup var change: ChangeOptions
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: FormatOption

    func run() async throws {
      try await Backend.with(store) { backend in
        let now = Wiring.clock().now()
        let zone = backend.reader.zone
        let (from, until) = try span.instants(backend)
        let lines = TemporaryLines(now: now, zone: zone)
        let entries = try shift.map { try lines.entry($0, at: "--shift") } + lines.entries(ofFile: file)
        let reply = try await backend.perform(
          AddTemporary(
            team: team, from: from, until: until, duties: duty, shifts: entries, reason: reason, force: change.force,
            dryRun: change.dryRun))
        try TemporaryText.report(reply, output, backend.reader)
      }
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List temporary schedules.",
      discussion: """
        Examples:
          watchbill temporary list
          watchbill temporary list --team alarm --format csv
        JSON: a list of {id, team, duties, interval, shifts, reason, by}.
        """)

    @Option(name: .long, help: "One team's.") var team: String?
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: FormatOption

    func run() async throws {
      try await Backend.with(store) { backend in
        let rows = try await backend.perform(ListTemporary(team: team))
        try output.print(
          rows, header: TemporaryText.header, rows: rows.map { TemporaryText.cells($0, output, backend.reader) },
          zone: backend.reader, empty: "no temporary schedules")
      }
    }
  }

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show one with its shifts.", discussion: "Example:\n  watchbill temporary show TS-1")

    @Argument(help: "The temporary schedule's id.") var id: String
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: FormatOption

    func run() async throws {
      try await Backend.with(store) { backend in
        for one in try await backend.perform(ListTemporary(id: id)) {
          guard output.isText else {
            let rows = one.shifts.map { TemporaryText.cells($0, output, backend.reader) }
            try output.print(one, header: TemporaryText.shiftHeader, rows: rows)
            continue
          }
          TemporaryText.show(one, backend.reader)
        }
      }
    }
  }

  struct Trim: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Let one begin later or end earlier; what happened stays.",
      discussion: "Example:\n  watchbill temporary trim TS-1 --until 2026-12-26")

    @Argument(help: "The temporary schedule's id.") var id: String
    @Option(name: .long, help: "The new start.") var from: InstantArgument?
    @Option(name: .long, help: "The new end, exclusive.") var until: InstantArgument?
    @OptionGroup var trial: TrialOption
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: FormatOption

    func run() async throws {
      try await Backend.with(store) { backend in
        let now = Wiring.clock().now()
        let zone = backend.reader.zone
        let reply = try await backend.perform(
          TrimTemporary(
            id: id, from: from?.instant(now: now, zone: zone), until: until?.instant(now: now, zone: zone),
            dryRun: trial.dryRun))
        try TemporaryText.report(reply, output, backend.reader)
      }
    }
  }

  struct Remove: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take one back; of one that runs, what is still to come.",
      discussion: "Example:\n  watchbill temporary remove TS-1")

    @Argument(help: "The temporary schedule's id.") var id: String
    @OptionGroup var trial: TrialOption
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: FormatOption

    func run() async throws {
      try await Backend.with(store) { backend in
        let reply = try await backend.perform(RemoveTemporary(id: id, dryRun: trial.dryRun))
        guard output.isText else { return try TemporaryText.report(reply, output, backend.reader) }
        Terminal.line("\(reply.schedule.id) of \(reply.schedule.team) \(reply.isDryRun ? "would be" : "is") removed")
      }
    }
  }
}
