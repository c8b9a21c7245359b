import ArgumentParser
import Storage
import Timekeeping
import Workflows

struct RotaLock: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lock", abstract: "Keep slots of a draft as they are, whatever is drafted next.",
    discussion: """
      Examples:
        watchbill rota lock D-1 desk/2026-11-30/08:00
        watchbill rota lock D-1 desk/mon desk/tue
        watchbill rota lock D-1 "desk/*"
      A slot is named duty/date/time, or as short as it is clear: desk/mon, desk/30,
      d/mon. A quoted * means all that fit; of these, open ones are left out. Then
      draft the rest: watchbill rota redraft D-1. Undo it with watchbill rota
      release.
      JSON: {draft, team, decided: [decision], released: [decision], isDryRun}; a
      decision is {id, team, slot, shift, start, end, kind, member, name, at, by}.
      CSV lists decisions.
      """)

  @Argument(help: "A draft's id.") var draft: String
  @Argument(help: "Slots of the draft.") var slots: [String]
  @OptionGroup var trial: TrialOption
  @OptionGroup var store: StoreOptions
  @OptionGroup var output: FormatOption

  func run() async throws {
    let choices = slots.map { SlotChoice(slot: $0) }
    try await DecisionText.report(
      DecideSlots(draft: draft, kind: .lock, choices: choices, dryRun: trial.dryRun), store, output)
  }
}

struct RotaAssign: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "assign", abstract: "Give slots to members or leave them open, whatever is drafted next.",
    discussion: """
      Examples:
        watchbill rota assign D-1 desk/2026-11-30/08:00=ana
        watchbill rota assign D-1 "desk/*/08:00=ana" desk/fri=bo
        watchbill rota assign D-1 desk/sat=open
      With =open nobody has the slot: drafts leave it open, and once it is published
      it is offered and may be claimed.
      What hard rules forbid (leave, rest, skills, hours) is refused with the reason,
      and then nothing is decided. Then draft the rest: watchbill rota redraft D-1.
      Undo it with watchbill rota release. Names of slots and JSON are as for
      watchbill rota lock.
      """)

  @OptionGroup var decision: ChoiceOptions

  func run() async throws {
    try await decision.report(.assign)
  }
}

struct RotaForbid: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forbid", abstract: "Keep members from slots, whatever is drafted next.",
    discussion: """
      Examples:
        watchbill rota forbid D-1 desk/2026-11-30/08:00=ana
        watchbill rota forbid D-1 "desk/*=bo"
      Then draft the rest: watchbill rota redraft D-1. Undo it with watchbill rota
      release. Names of slots and JSON are as for watchbill rota lock.
      """)

  @OptionGroup var decision: ChoiceOptions

  func run() async throws {
    try await decision.report(.forbid)
  }
}

struct RotaRelease: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "release", abstract: "Take back what was decided about slots.",
    discussion: """
      Examples:
        watchbill rota release D-1 desk/2026-11-30/08:00
        watchbill rota release D-1 "desk/*" --member bo
      Names of slots and JSON are as for watchbill rota lock.
      """)

  @Argument(help: "A draft's id.") var draft: String
  @Argument(help: "Slots of the draft.") var slots: [String]
  @Option(name: .long, help: "Only what was decided about this member.") var member: String?
  @OptionGroup var store: StoreOptions
  @OptionGroup var output: FormatOption

  func run() async throws {
    try await DecisionText.report(ReleaseSlots(draft: draft, slots: slots, member: member), store, output)
  }
}

struct RotaDecisions: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decisions", abstract: "List what leads decided about slots to come.",
    discussion: """
      Examples:
        watchbill rota decisions
        watchbill rota decisions field-support --format csv
      JSON: a list of {id, team, slot, shift, start, end, kind, member, name, at,
      by}.
      """)

  @Argument(help: "One team's.") var team: String?
  @OptionGroup var store: StoreOptions
  @OptionGroup var output: FormatOption

  func run() async throws {
    try await Backend.with(store) { backend in
      let rows = try await backend.perform(ListDecisions(team: team))
      let text = DecisionText(output: output, reader: backend.reader)
      try output.print(
        rows, header: DecisionText.header, rows: rows.map(text.cells), zone: backend.reader,
        empty: "nothing is decided about slots to come")
    }
  }
}

/// What `assign` and `forbid` ask for.
struct ChoiceOptions: ParsableArguments {
  @Argument(help: "A draft's id.") var draft: String
  @Argument(help: "SLOT=MEMBER, as often as you like.") var choices: [ChoiceArgument]
  @OptionGroup var trial: TrialOption
  @OptionGroup var store: StoreOptions
  @OptionGroup var output: FormatOption

  func report(_ kind: SlotDecision.Kind) async throws {
    try await DecisionText.report(
      DecideSlots(draft: draft, kind: kind, choices: choices.map(\.choice), dryRun: trial.dryRun), store, output)
  }
}

/// `SLOT=MEMBER` on the command line.
struct ChoiceArgument: ExpressibleByArgument {
  let choice: SlotChoice

  init?(argument: String) {
    guard let sign = argument.lastIndex(of: "="), sign != argument.startIndex else { return nil }
    let member = argument[argument.index(after: sign)...]
    guard !member.isEmpty else { return nil }
    choice = SlotChoice(slot: String(argument[..<sign]), member: String(member))
  }
}
