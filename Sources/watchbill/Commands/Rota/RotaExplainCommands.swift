import ArgumentParser
import Drafting
import Scheduling
import Timekeeping
import Workflows

struct RotaExplain: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Say why each slot of a draft is with whom it is, and why not with others.",
    discussion: """
      Examples:
        watchbill rota explain D-1
        watchbill rota explain D-1 --slot desk/mon
        watchbill rota explain D-1 --member ana
        watchbill rota explain D-1 --slot desk/mon --member bo
      Without options every slot in short. A slot shows everybody else: the first
      rule in their way, or what they would cost more and by which rule. A member
      shows their slots, what each costs, what kept them from the others. Points are
      as in docs/rules.md; everything is by the facts as they are now.
      JSON: {draft, team, period, zone, isCurrent, slots: [{name, explanation: {slot,
      label, interval, member, name, because, charges, obstacle, others: [{member,
      name, obstacle, extra, differences: [{rule, points, sentence}]}]}}], members:
      [{member, name, slots, balance, missed}]}.
      CSV has a line for each slot and member, or for each slot of the member.
      """)

  @Argument(help: "A draft's id.") var draft: String
  @Option(name: .long, help: "A slot of it, such as desk/mon; a quoted * means several.") var slot: String?
  @Option(name: .long, help: "A member, by id.") var member: String?
  @OptionGroup var store: StoreOptions
  @OptionGroup var output: FormatOption

  func run() async throws {
    try await Backend.with(store) { backend in
      let reply = try await backend.perform(ExplainDraft(draft: draft, slot: slot, member: member))
      let text = ExplanationText(reply: reply, isAboutSlots: slot != nil, only: slot == nil ? nil : member)
      guard output.isText else { return try output.print(reply, header: text.header, rows: text.rows) }
      text.show()
    }
  }
}

/// Explanations as people read them.
struct ExplanationText {
  let reply: ExplainDraft.Reply
  /// Whether everybody else of each slot is shown.
  let isAboutSlots: Bool
  /// The only other member who is shown of a slot.
  let only: String?

  private var isAboutMember: Bool { reply.slots.isEmpty }

  var header: [String] {
    isAboutMember
      ? ["slot", "start", "end", "member", "points", "next", "extra", "because"]
      : ["slot", "start", "end", "member", "holds", "may", "extra", "rule", "because"]
  }

  var rows: [[String]] {
    isAboutMember ? reply.members.flatMap(memberRows) : reply.slots.flatMap { slotRows($0.explanation) }
  }

  private func slotRows(_ slot: SlotExplanation) -> [[String]] {
    let place = [slot.slot.text, slot.interval.start.description, slot.interval.end.description]
    let reasons = slot.because.map(\.sentence).joined(separator: "; ")
    let holder = [slot.member?.text ?? "", "yes", slot.obstacle == nil ? "yes" : "no", "0", "", reasons]
    let others = slot.others.filter(isShown).map { other in
      [other.member.text, "no", other.obstacle == nil ? "yes" : "no", String(other.extra)]
        + [other.obstacle?.rule ?? other.differences.first?.rule ?? "", other.text]
    }
    return ([holder] + others).map { place + $0 }
  }

  private func memberRows(_ member: MemberExplanation) -> [[String]] {
    member.slots.map { slot in
      [slot.slot.text, slot.interval.start.description, slot.interval.end.description, member.member.text]
        + [String(slot.points), slot.next?.member.text ?? "", slot.next.map { String($0.extra) } ?? ""]
        + [slot.charges.map(\.reason.sentence).joined(separator: "; ")]
    }
  }

  private func isShown(_ other: Alternative) -> Bool { only == nil || other.member.text == only }

  func show() {
    Terminal.line(Terminal.bold("\(reply.draft), \(reply.team) \(reply.period), times in \(reply.zone)"))
    if !reply.isCurrent {
      Terminal.line(
        Terminal.warning("Something changed since it was drafted; draft again: watchbill rota redraft \(reply.draft)"))
    }
    for slot in reply.slots { show(slot.explanation) }
    if only == nil { for member in reply.members { show(member) } }
  }

  private func show(_ slot: SlotExplanation) {
    Terminal.line("\(slot.label): \(slot.name ?? "open")")
    if let obstacle = slot.obstacle { Terminal.line(Terminal.warning("    but now: \(obstacle.sentence)")) }
    for reason in slot.because { Terminal.line("    \(reason.sentence)") }
    guard isAboutSlots else { return }
    for other in slot.others.filter(isShown) {
      Terminal.line(other.text.contains(other.name) ? "  \(other.text)" : "  \(other.name): \(other.text)")
    }
  }

  private func show(_ member: MemberExplanation) {
    Terminal.line(member.sentence)
    for slot in member.slots {
      let next = slot.next.map { "; \($0.text)" } ?? "; nobody else may take it"
      Terminal.line("  \(slot.label): \(slot.points) \(abs(slot.points) == 1 ? "point" : "points")\(next)")
      if let obstacle = slot.obstacle { Terminal.line(Terminal.warning("    but now: \(obstacle.sentence)")) }
    }
    if !member.missed.isEmpty { Terminal.line("Of the other slots:") }
    for missed in member.missed { Terminal.line("  \(missed.text)") }
  }
}

struct RotaFairness: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fairness",
    abstract: "Compare what members have stood, before a draft and with it, with a fair share.",
    discussion: """
      Examples:
        watchbill rota fairness D-1
        watchbill rota fairness D-1 --format csv
      Each cell is before → with the draft (a fair share). Weighted hours are what
      the rules share out; the other columns are for people to look at. Credits are
      leave days earned and not spent.
      JSON: {draft, team, period, zone, table: {since, period, rows: [{member, name,
      before, after, share, credits}]}}; counts are hundredths of {hours, weighted,
      nights, weekends, holidays, points}. CSV has them as decimals.
      """)

  @Argument(help: "A draft's id.") var draft: String
  @OptionGroup var store: StoreOptions
  @OptionGroup var output: FormatOption

  func run() async throws {
    try await Backend.with(store) { backend in
      let reply = try await backend.perform(ShowFairness(draft: draft))
      let text = FairnessText(table: reply.table)
      guard output.isText else { return try output.print(reply, header: text.header, rows: text.rows) }
      let since = reply.table.since.map { "since \($0)" } ?? "without a look back"
      Terminal.line(Terminal.bold("\(reply.draft), \(reply.team) \(reply.period), \(since), times in \(reply.zone)"))
      text.show()
    }
  }
}

/// A fairness table as people read it.
struct FairnessText {
  let table: FairnessTable

  private static let names = ["hours", "weighted", "nights", "weekends", "holidays", "points"]

  /// In the order of `names`.
  private static func counts(_ counts: FairnessCounts) -> [Int] {
    [counts.hours, counts.weighted, counts.nights, counts.weekends, counts.holidays, counts.points]
  }

  var header: [String] {
    ["member"] + Self.names.flatMap { ["\($0) before", "\($0) after", "\($0) share"] } + ["credits"]
  }

  var rows: [[String]] {
    table.rows.map { row in
      let cells = Self.triples(row).flatMap { [$0.before, $0.after, $0.share].map(Hundredths.text) }
      return [row.member.text] + cells + [Hundredths.text(row.credits)]
    }
  }

  func show() {
    let lines = table.rows.map { row in
      [row.name] + Self.triples(row).map(cell) + [Hundredths.text(row.credits)]
    }
    for line in TextTable.lines([[""] + Self.names + ["credits"]] + lines) { Terminal.line(line) }
    if let sentence = table.sentence { Terminal.line(sentence) }
  }

  private struct Triple {
    let before: Int
    let after: Int
    let share: Int
  }

  private static func triples(_ row: FairnessTable.Row) -> [Triple] {
    let (before, after, share) = (counts(row.before), counts(row.after), counts(row.share))
    return names.indices.map { Triple(before: before[$0], after: after[$0], share: share[$0]) }
  }

  private func cell(_ counts: Triple) -> String {
    if counts.before == 0, counts.after == 0, counts.share == 0 { return "" }
    let (before, after) = (Wording.tenths(counts.before), Wording.tenths(counts.after))
    return "\(before) → \(after) (\(Wording.tenths(counts.share)))"
  }
}
