import ArgumentParser
import Drafting
import Scheduling
import Timekeeping
import Workflows

struct RotaWhatIf: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "what-if", abstract: "Say what a draft would be without somebody, with leave, with a slot elsewhere.",
    discussion: """
      Examples:
        watchbill rota what-if D-1 --without ana
        watchbill rota what-if D-1 --leave ana=2026-12-24..2026-12-28
        watchbill rota what-if D-1 --assign desk/mon/12:00=bo --without cleo
      Nothing is stored. Who is left out keeps their share, so that they are behind
      with it. The points say what it costs, by which rule. Exits with 1 when a slot
      would be open by it, or cannot be given as asked.
      JSON: {draft, team, period, zone, names, isPossible, answer: {draft,
      comparison, parts: [{rule, points}], dropped}}. CSV has a line for each slot
      that differs.
      """)

  @Argument(help: "A draft's id.") var draft: String
  @Option(name: .long, help: "A member who stands nothing; as often as you like.") var without: [String] = []
  @Option(name: .long, help: "MEMBER=DAYS, such as ana=2026-12-24..2026-12-28; as often as you like.")
  var leave: [LeaveArgument] = []
  @Option(name: .long, help: "SLOT=MEMBER, such as desk/mon=bo; as often as you like.") var assign: [ChoiceArgument] =
    []
  @OptionGroup var limit: SecondsOption
  @OptionGroup var store: StoreOptions
  @OptionGroup var output: FormatOption

  func run() async throws {
    try await Backend.with(store) { backend in
      let leave = try leave.map { LeaveChoice(member: $0.member, dates: try read($0.dates)) }
      let reply = try await backend.perform(
        AskWhatIf(
          draft: draft, without: without, leave: leave, assign: assign.map(\.choice), seconds: limit.seconds))
      let text = ComparisonText(comparison: reply.answer.comparison) { reply.names[$0.text] ?? $0.text }
      if output.isText {
        text.show(title: "\(reply.draft) → what if, \(reply.team) \(reply.period)")
        show(reply)
      } else {
        try output.print(reply, header: ComparisonText.header, rows: text.rows)
      }
      if !reply.isPossible { throw CommandFailure.quietNo }
    }
  }

  private func show(_ reply: AskWhatIf.Reply) {
    let parts = reply.answer.parts.map { "\($0.rule) \($0.points > 0 ? "+" : "")\($0.points)" }
    if !parts.isEmpty { Terminal.line("By rule: \(parts.joined(separator: ", "))") }
    for gap in reply.answer.draft.gaps {
      Terminal.line(Terminal.warning("Open: \(gap.label): \(gap.because.map(\.sentence).joined(separator: "; "))"))
    }
    for dropped in reply.answer.dropped { Terminal.line("Left out of account: \(dropped.sentence)") }
    Terminal.line(Terminal.dim("Nothing is stored."))
  }
}

/// `MEMBER=DAYS` on the command line.
struct LeaveArgument: ExpressibleByArgument {
  let member: String
  let dates: String

  init?(argument: String) {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { return nil }
    (member, dates) = (String(parts[0]), String(parts[1]))
  }
}

struct RotaRepair: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "repair", abstract: "Mend what is published with the fewest moves, after leave came in between.",
    discussion: """
      Examples:
        watchbill rota repair field-support --dry-run
        watchbill rota repair field-support 2026-W48
      Only what must move is moved: no slot that its member may keep, unless a slot
      would stay open otherwise; of the fewest moves the fairest are taken. Slots
      that began stay as they are. Each stretch of days gets a draft of its own:
      publish it, or change it first. Exits with 1 when a slot to come stays open,
      and says which and why, but for those that the file or a lead leaves open.
      JSON: {team, zone, names, isDryRun, periods: [{period, draft, repair: {draft,
      moves: [{slot, label, interval, from, to, because, choice}], isFewest,
      dropped}, open: [{slot, label, because}]}]}. CSV has a line for each move.
      """)

  @Argument(help: "The team.") var team: String
  @Argument(help: "A week, a day, a month …; without it, everything published that is to come.") var period: String?
  @OptionGroup var trial: TrialOption
  @OptionGroup var limit: SecondsOption
  @OptionGroup var store: StoreOptions
  @OptionGroup var output: FormatOption

  func run() async throws {
    try await Backend.with(store) { backend in
      let named = try period.map { try read($0, as: DraftPeriod.self) }
      let reply = try await backend.perform(
        RepairRota(team: team, period: named, dryRun: trial.dryRun, seconds: limit.seconds))
      let text = RepairText(reply: reply)
      if output.isText {
        text.show()
      } else {
        try output.print(reply, header: RepairText.header, rows: text.rows)
      }
      if !reply.periods.allSatisfy(\.open.isEmpty) { throw CommandFailure.quietNo }
    }
  }
}

/// Repairs as people read them.
struct RepairText {
  let reply: RepairRota.Reply

  static let header = ["period", "draft", "slot", "start", "end", "before", "after", "rule", "because"]

  var rows: [[String]] { reply.periods.flatMap { next in next.repair.moves.map { row($0, of: next) } } }

  private func row(_ move: Repair.Move, of mended: MendedPeriod) -> [String] {
    let place = [move.slot.text, move.interval.start.description, move.interval.end.description]
    let hands = [move.from?.text ?? "", move.to?.text ?? ""]
    return [mended.period.description, mended.draft ?? ""] + place + hands + [move.because.rule, move.because.sentence]
  }

  func show() {
    Terminal.line(Terminal.dim("times in \(reply.zone)"))
    for mended in reply.periods { show(mended) }
  }

  private func show(_ mended: MendedPeriod) {
    let (repair, title) = (mended.repair, "\(reply.team) \(mended.period)")
    for dropped in repair.dropped { Terminal.line(Terminal.warning("\(dropped.sentence); \(advice(dropped))")) }
    if repair.moves.isEmpty { Terminal.line("\(title): nothing has to move") } else { show(repair, title) }
    // Those that move say it themselves.
    let moved = Set(repair.moves.map(\.slot))
    for open in mended.open where !moved.contains(open.slot) {
      Terminal.line(Terminal.warning("  Open: \(open.label): \(open.because.joined(separator: "; "))"))
    }
    if let draft = mended.draft { Terminal.line("Publish it with: watchbill rota publish \(draft)") }
  }

  private func show(_ repair: Repair, _ title: String) {
    let count = "\(repair.moves.count) of \(repair.draft.assignments.count) slots"
    let fewest = repair.isFewest ? "; fewer would not do" : ""
    Terminal.line(Terminal.bold("\(title): \(count) change hands\(fewest)"))
    for move in repair.moves {
      Terminal.line("  \(move.sentence { reply.names[$0.text] ?? $0.text })")
      for reason in move.choice { Terminal.line(Terminal.dim("      \(reason.sentence)")) }
    }
  }

  /// What was decided in the store still binds; a repaired week cannot be published beside it.
  private func advice(_ dropped: DroppedDecision) -> String {
    dropped.isClaim
      ? "before publishing, the claim has to go: watchbill claim list \(reply.team)"
      : "before publishing, the decision has to go: watchbill rota decisions \(reply.team)"
  }
}
