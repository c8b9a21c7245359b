import ArgumentParser
import Scheduling
import Timekeeping
import Workflows

/// What `swap` and `cover` share: requests are answered, taken back, listed and shown in one way.
struct AcceptRequest: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "accept", abstract: "Agree to a request: from then on the rota says so.",
    discussion: """
      Examples:
        watchbill swap accept S-1 --as bo
        watchbill cover accept S-2 --as cleo --until "2026-12-01 13:00"
        watchbill cover accept S-2 --as lead --for dee
      Of an open shift a part may be taken with --from and --until; the rest stays
      open.
      Undo: withdraw, until it begins. JSON: {request, lapses, overruled, isDryRun,
      movedFrom}.
      """)

  @Argument(help: "The request's id.") var id: String
  @OptionGroup var speaker: SpeakerOption
  @Option(name: .customLong("for"), help: "Whom a lead agrees for.") var whom: String?
  @OptionGroup var part: PartOptions
  @OptionGroup var change: ChangeOptions
  @OptionGroup var store: StoreOptions
  @OptionGroup var output: FormatOption

  func run() async throws {
    try await Backend.with(store) { backend in
      let (from, until) = try part.instants(backend)
      let reply = try await backend.perform(
        TakeRequest(
          id: id, speaker: speaker.speaker, whom: whom, from: from, until: until, force: change.force,
          dryRun: change.dryRun))
      try output.report(reply, reader: backend.reader)
    }
  }
}

struct DeclineCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decline", abstract: "Say no to a request that asks you.",
    discussion: """
      Examples:
        watchbill swap decline S-1 --as bo
        watchbill cover decline S-2 --as bo --reason "away myself"
      JSON: {request, lapses, overruled, isDryRun, movedFrom}.
      """)

  @Argument(help: "The request's id.") var id: String
  @OptionGroup var speaker: SpeakerOption
  @Option(name: .long, help: "Why, for whoever asked.") var reason: String?
  @OptionGroup var store: StoreOptions
  @OptionGroup var output: FormatOption

  func run() async throws {
    try await Backend.with(store) { backend in
      let reply = try await backend.perform(DeclineRequest(id: id, speaker: speaker.speaker, reason: reason))
      try output.report(reply, reader: backend.reader)
    }
  }
}

struct WithdrawCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "withdraw", abstract: "Take a request back; what was taken goes back to its holder.",
    discussion: """
      Examples:
        watchbill swap withdraw S-1 --as ana
        watchbill cover withdraw S-2 --as bo
      A taken swap can be taken back until it begins; what was taken over can be
      handed back from now on. Refused while a later request passes it on, and
      without a lead's --force where whoever gets a shift back stands another one by
      now.
      JSON: {request, lapses, overruled, isDryRun, movedFrom}.
      """)

  @Argument(help: "The request's id.") var id: String
  @OptionGroup var speaker: SpeakerOption
  @OptionGroup var change: ChangeOptions
  @OptionGroup var store: StoreOptions
  @OptionGroup var output: FormatOption

  func run() async throws {
    try await Backend.with(store) { backend in
      let reply = try await backend.perform(
        WithdrawRequest(id: id, speaker: speaker.speaker, force: change.force, dryRun: change.dryRun))
      try output.report(reply, reader: backend.reader)
    }
  }
}

struct RequestList: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List open requests, swaps and offers alike, or all there were.",
    discussion: """
      Examples:
        watchbill swap list
        watchbill cover list --member ana --all --format csv
      An offer of a shift that was given to somebody else by other means is not open
      for anybody: --all has it.
      JSON: a list of {request, lapses, overruled, isDryRun, movedFrom}.
      """)

  @Option(name: .long, help: "One team's.") var team: String?
  @Option(name: .long, help: "Those that one member asked, is asked, or took.") var member: String?
  @Flag(name: .long, help: "Settled ones, too.") var all = false
  @OptionGroup var store: StoreOptions
  @OptionGroup var output: FormatOption

  func run() async throws {
    try await Backend.with(store) { backend in
      let rows = try await backend.perform(ListRequests(team: team, member: member, all: all))
      try output.print(
        rows, header: RequestText.header, rows: rows.map { RequestText.cells($0.request, output, backend.reader) },
        zone: backend.reader, empty: "no requests")
    }
  }
}

struct RequestShow: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show a request: how it stands, why, and who could take it.",
    discussion: """
      Examples:
        watchbill swap show S-1
        watchbill cover show S-2 --format json
      JSON: {request, lapses, candidates, history: [{at, actor, action}]}.
      """)

  @Argument(help: "The request's id.") var id: String
  @OptionGroup var store: StoreOptions
  @OptionGroup var output: FormatOption

  func run() async throws {
    try await Backend.with(store) { backend in
      let reply = try await backend.perform(ShowRequest(id: id))
      guard output.isText else {
        let rows = [RequestText.cells(reply.request, output, backend.reader)]
        return try output.print(reply, header: RequestText.header, rows: rows)
      }
      let text = RequestText(reader: backend.reader)
      text.show(reply.request, lapses: reply.lapses)
      text.show(reply.candidates, most: reply.candidates.count)
      for entry in reply.history {
        Terminal.line(Terminal.dim("  \(backend.reader.short(entry.at)) \(entry.action) by \(entry.actor)"))
      }
    }
  }
}

struct TakeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "take", abstract: "Take a shift over now, or a part of it; its holder is told.",
    discussion: """
      Examples:
        watchbill take alarm/primary --as bo
        watchbill take alarm primary --as bo --until "2026-12-01 13:00"
        watchbill take alarm/primary --as lead --for dee --reason dentist
      A shift that is offered already is taken as that offer. Undo: watchbill cover
      withdraw. JSON: {request, lapses, overruled, isDryRun, movedFrom}.
      """)

  @Argument(help: "The shift: team/duty, team/duty@2026-12-01 or its id; or the team.") var shift: String
  @Argument(help: "The duty, after a team.") var duty: String?
  @OptionGroup var speaker: SpeakerOption
  @Option(name: .customLong("for"), help: "Who takes it when a lead says so.") var whom: String?
  @OptionGroup var part: PartOptions
  @Option(name: .long, help: "Why, for everybody who looks.") var reason: String?
  @OptionGroup var change: ChangeOptions
  @OptionGroup var store: StoreOptions
  @OptionGroup var output: FormatOption

  func run() async throws {
    try await Backend.with(store) { backend in
      let (from, until) = try part.instants(backend)
      let reply = try await backend.perform(
        TakeShift(
          shift: duty.map { "\(shift)/\($0)" } ?? shift, from: from, until: until, speaker: speaker.speaker,
          whom: whom, reason: reason, force: change.force,
          dryRun: change.dryRun))
      try output.report(reply, reader: backend.reader)
    }
  }
}
