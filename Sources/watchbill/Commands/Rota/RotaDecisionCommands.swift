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
      A slot is named duty/date/time, or as short as it is clear: desk/mon, desk/30, d/mon.
      A quoted * means all that fit; of these, open ones are left out. Then draft the rest:
      watchbill rota redraft D-1. Undo it with watchbill rota release.
      JSON: {draft, team, decided: [decision], released: [decision], isDryRun}; a decision is
      {id, team, slot, shift, start, end, kind, member, name, at, by}. CSV lists decisions.
      """)

  @Argument(help: "A draft's id.") var draft: String
  @Argument(help: "Slots of the draft.") var slots: [String]
  @OptionGroup var trial: TrialOption
  @OptionGroup var store: StoreOptions
  @OptionGroup var output: FormatOption

  func run() async throws {
    try await Backend.with(store) { backend in
      let command = DecideSlots(
        draft: draft, kind: .lock, choices: slots.map { SlotChoice(slot: $0) }, dryRun: trial.dryRun)
      try DecisionText(output: output, reader: backend.reader).report(try await backend.perform(command))
    }
  }
}

struct RotaAssign: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "assign", abstract: "Give slots to members, whatever is drafted next.",
    discussion: """
      Examples:
        watchbill rota assign D-1 desk/2026-11-30/08:00=ana
        watchbill rota assign D-1 "desk/*/08:00=ana" desk/fri=bo
      What hard rules forbid (leave, rest, skills, hours) is refused with the reason, and then
      nothing is decided. Then draft the rest: watchbill rota redraft D-1. Undo it with
      watchbill rota release. Names of slots and JSON are as for watchbill rota lock.
      """)

  @Argument(help: "A draft's id.") var draft: String
  @Argument(help: "SLOT=MEMBER, as often as you like.") var choices: [ChoiceArgument]
  @OptionGroup var trial: TrialOption
  @OptionGroup var store: StoreOptions
  @OptionGroup var output: FormatOption

  func run() async throws {
    try await Backend.with(store) { backend in
      let command = DecideSlots(
        draft: draft, kind: .assign, choices: choices.map(\.choice), dryRun: trial.dryRun)
      try DecisionText(output: output, reader: backend.reader).report(try await backend.perform(command))
    }
  }
}

struct RotaForbid: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forbid", abstract: "Keep members from slots, whatever is drafted next.",
    discussion: """
      Examples:
        watchbill rota forbid D-1 desk/2026-11-30/08:00=ana
        watchbill rota forbid D-1 "desk/*=bo"
      Then draft the rest: watchbill rota redraft D-1. Undo it with watchbill rota release.
      Names of slots and JSON are as for watchbill rota lock.
      """)

  @Argument(help: "A draft's id.") var draft: String
  @Argument(help: "SLOT=MEMBER, as often as you like.") var choices: [ChoiceArgument]
  @OptionGroup var trial: TrialOption
  @OptionGroup var store: StoreOptions
  @OptionGroup var output: FormatOption

  func run() async throws {
    try await Backend.with(store) { backend in
      let command = DecideSlots(
        draft: draft, kind: .forbid, choices: choices.map(\.choice), dryRun: trial.dryRun)
      try DecisionText(output: output, reader: backend.reader).report(try await backend.perform(command))
    }
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
    try await Backend.with(store) { backend in
      let command = ReleaseSlots(draft: draft, slots: slots, member: member)
      try DecisionText(output: output, reader: backend.reader).report(try await backend.perform(command))
    }
  }
}

struct RotaDecisions: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decisions", abstract: "List what leads decided about slots to come.",
    discussion: """
      Examples:
        watchbill rota decisions
        watchbill rota decisions field-support --format csv
      JSON: a list of {id, team, slot, shift, start, end, kind, member, name, at, by}.
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

/// Decisions as people read them, each with the command that takes it back.
struct DecisionText {
  let output: FormatOption
  let reader: ReaderZone

  static let header = ["id", "team", "slot", "kind", "member", "start", "end", "by", "at"]

  func cells(_ row: DecisionRow) -> [String] {
    [row.id, row.team, row.slot, row.kind, output.isText ? row.name : row.member]
      + [output.time(row.start, reader), output.time(row.end, reader), row.by, output.time(row.at, reader)]
  }

  func report(_ reply: DecisionReply) throws {
    guard output.isText else {
      let rows = reply.decided + reply.released
      return try output.print(reply, header: Self.header, rows: rows.map(cells))
    }
    let trial = reply.isDryRun ? "would be: " : ""
    for row in reply.decided { Terminal.line("\(trial)\(row.id): \(sentence(row))") }
    for row in reply.released { Terminal.line("\(trial)\(row.id) no longer holds: \(sentence(row))") }
    guard !reply.isDryRun else { return }
    Terminal.line("Draft the rest with: watchbill rota redraft \(reply.draft)")
    for undo in undoing(reply) { Terminal.line(Terminal.dim("Undo: \(undo)")) }
  }

  private func sentence(_ row: DecisionRow) -> String {
    switch row.kind {
    case "lock": "\(row.slot) stays \(row.name)'s"
    case "assign": "\(row.slot) is \(row.name)'s"
    default: "\(row.slot) is not for \(row.name)"
    }
  }

  private func undoing(_ reply: DecisionReply) -> [String] {
    let again = reply.released.map { row in
      "watchbill rota \(row.kind == "forbid" ? "forbid" : "assign") \(reply.draft) \(row.slot)=\(row.member)"
    }
    // What comes back takes the place of what was decided about the same slot.
    let kept = Set(reply.released.map(\.slot))
    let gone = reply.decided.map(\.slot).filter { !kept.contains($0) }
    let release = gone.isEmpty ? [] : ["watchbill rota release \(reply.draft) \(gone.joined(separator: " "))"]
    return release + again
  }
}
