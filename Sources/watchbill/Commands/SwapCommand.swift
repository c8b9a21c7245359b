import ArgumentParser
import Scheduling
import Timekeeping
import Workflows

struct SwapCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "swap", abstract: "Swap shifts with a colleague who agrees.",
    discussion: """
      Examples:
        watchbill swap ask ana bo --give alarm/primary --take alarm/primary
        watchbill swap accept S-1 --as bo
        watchbill swap list
      """,
    subcommands: [
      Ask.self, AcceptRequest.self, DeclineCommand.self, WithdrawCommand.self, RequestList.self, RequestShow.self,
    ])

  struct Ask: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Ask a colleague to stand shifts of yours, for some of theirs or for none.",
      discussion: """
        Examples:
          watchbill swap ask ana bo --give alarm/primary --take alarm/primary
          watchbill swap ask ana bo --give alarm/primary@2026-12-01 --reason dentist
          watchbill swap ask ana bo --from 2026-12-01 --until 2026-12-03
          watchbill swap ask ana bo --give alarm/primary --until "2026-12-01 13:00" \\
            --take alarm/primary@2026-12-08 --take-until "2026-12-08 13:00"
        A shift is team/duty for the running or next one, team/duty@2026-12-01, or an
        id from `watchbill shifts --format json`. --from and --until give only the time
        inside them; without --give, all of the member's shifts there. --take-from and
        --take-until do the same for what is stood in return. Nothing changes until the
        colleague accepts, and it lapses when the first shift begins.
        JSON: {request, lapses, overruled, isDryRun, movedFrom}.
        """)

    @Argument(help: "Whose shifts are given.") var requester: String
    @Argument(help: "Who is asked.") var asked: String
    @Option(name: .long, help: "A shift to give; may be repeated.") var give: [String] = []
    @Option(name: .long, help: "A shift to stand in return; may be repeated.") var take: [String] = []
    @OptionGroup var part: PartOptions
    @OptionGroup var returned: ReturnOptions
    @Option(name: .long, help: "Why, for whoever is asked.") var reason: String?
    @OptionGroup var speaker: SpeakerOption
    @OptionGroup var change: ChangeOptions
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: FormatOption

    func run() async throws {
      try await Backend.with(store) { backend in
        let (from, until) = try part.instants(backend)
        let back = try returned.instants(backend)
        let reply = try await backend.perform(
          AskSwap(
            requester: requester, asked: asked, give: give, take: take, from: from, until: until,
            takeFrom: back.from, takeUntil: back.until, reason: reason, speaker: speaker.speaker, force: change.force,
            dryRun: change.dryRun))
        try output.report(reply, reader: backend.reader)
      }
    }
  }
}

struct CoverCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cover", abstract: "Find somebody to stand a shift, or offer it to everybody.",
    discussion: """
      Examples:
        watchbill cover who alarm/primary
        watchbill cover ask alarm/primary --reason dentist
        watchbill cover accept S-1 --as bo
      """,
    subcommands: [
      Ask.self, Who.self, AcceptRequest.self, DeclineCommand.self, WithdrawCommand.self, RequestList.self,
      RequestShow.self,
    ])

  struct Ask: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Offer a shift to colleagues: the first who takes it has it.",
      discussion: """
        Examples:
          watchbill cover ask alarm/primary --reason dentist
          watchbill cover ask alarm/primary@2026-12-01 --member bo
          watchbill cover ask alarm/primary --until "2026-12-01 13:00" --as ana
        A colleague may take a part; the rest stays open. Nothing changes until then,
        and it lapses when the shift begins. JSON: {request, lapses, candidates,
        isDryRun, movedFrom}.
        """)

    @Argument(help: "The shift: team/duty, team/duty@2026-12-01 or its id.") var shift: String
    @OptionGroup var part: PartOptions
    @Option(name: .long, help: "Ask this colleague only.") var member: String?
    @Option(name: .long, help: "Why, for whoever is asked.") var reason: String?
    @OptionGroup var speaker: SpeakerOption
    @OptionGroup var trial: TrialOption
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: FormatOption

    func run() async throws {
      try await Backend.with(store) { backend in
        let (from, until) = try part.instants(backend)
        let reply = try await backend.perform(
          AskCover(
            shift: shift, from: from, until: until, asked: member, reason: reason, speaker: speaker.speaker,
            dryRun: trial.dryRun))
        guard output.isText else {
          return try output.print(
            reply, header: RequestText.header, rows: [RequestText.cells(reply.request, output, backend.reader)])
        }
        let text = RequestText(reader: backend.reader)
        text.show(reply.request, lapses: reply.lapses, isDryRun: reply.isDryRun)
        text.showMoved(from: reply.movedFrom)
        text.show(reply.candidates, most: 3)
      }
    }
  }

  struct Who: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Who could stand a shift, best first, and why the others could not.",
      discussion: """
        Examples:
          watchbill cover who alarm/primary
          watchbill cover who alarm/primary@2026-12-01 --format csv
        Fewer points are better: 100 for an hour of load more than the least loaded or
        outside one's own day; nearby and recent shifts count, too.
        JSON: {part, candidates: [{place, member, name, points, because, conflicts}]}.
        """)

    @Argument(help: "The shift: team/duty, team/duty@2026-12-01 or its id.") var shift: String
    @OptionGroup var part: PartOptions
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: FormatOption

    func run() async throws {
      try await Backend.with(store) { backend in
        let (from, until) = try part.instants(backend)
        let reply = try await backend.perform(WhoCouldCover(shift: shift, from: from, until: until))
        try report(reply, reader: backend.reader)
        if !reply.candidates.contains(where: { $0.place != nil }) { throw CommandFailure.quietNo }
      }
    }

    private func report(_ reply: WhoCouldCover.Reply, reader: ReaderZone) throws {
      guard output.isText else {
        return try output.print(
          reply, header: RequestText.candidateHeader, rows: reply.candidates.map { RequestText.cells($0) })
      }
      let text = RequestText(reader: reader)
      Terminal.line("\(text.part(reply.part)), held by \(reply.part.member)")
      text.show(reply.candidates, most: reply.candidates.count)
    }
  }
}
