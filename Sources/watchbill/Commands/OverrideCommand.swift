import ArgumentParser
import Scheduling
import Timekeeping
import Workflows

struct OverrideCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "override", abstract: "Put somebody on or off a duty for a time.",
    discussion: """
      Examples:
        watchbill override add field-support primary --from now \\
          --until 2026-11-24 --member bo --for ana
        watchbill override list --team field-support
        watchbill override remove O-1
      """,
    subcommands: [Add.self, List.self, Remove.self])

  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Add, remove or replace a member on a duty, or leave it empty on purpose.",
      discussion: """
        Examples:
          watchbill override add field-support primary --from now \\
            --until 2026-11-24 --member bo --for ana
          watchbill override add field-support desk --from 2026-12-01 \\
            --until 2026-12-02 --member hana
          watchbill override add field-support desk --from 2026-12-25 \\
            --until 2026-12-26 --nobody
        --member with --for replaces; --member alone adds; --for alone removes;
        --nobody empties on purpose. Times are in your zone unless they say otherwise;
        --until is exclusive. Whoever is added for whole days (two dates, or from
        midnight to midnight on the team's wall) to a duty with slots stands its slots
        of those days, not the time between them: one override for each stretch.
        Conflicts with other shifts, rest and hours are refused without --force. What
        happened stays: it begins now at the earliest.
        JSON: {change: {id, team, duty, from, until, change, member, out, reason, by,
        kind, request}, more, movedFrom, isForSlots, hasEffect, overruled, isDryRun}.
        """)

    @Argument(help: "The team.") var team: String
    @Argument(help: "The duty.") var duty: String
    @OptionGroup var span: SpanOptions
    @Option(name: .long, help: "Who comes on.") var member: String?
    @Option(name: .customLong("for"), help: "Who goes off.") var out: String?
    @Flag(name: .long, help: "Leave the duty empty on purpose.") var nobody = false
    @Option(name: .long, help: "Why, for everybody who looks.") var reason: String?
    @OptionGroup var change: ChangeOptions
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: FormatOption

    func validate() throws {
      guard nobody == (member == nil && out == nil) else {
        throw ValidationError("give --member, --for or both, or --nobody alone")
      }
    }

    func run() async throws {
      try await Backend.with(store) { backend in
        let (from, until) = try span.instants(backend)
        let reply = try await backend.perform(
          AddOverride(
            team: team, duty: duty, from: from, until: until, member: member, out: out, reason: reason,
            force: change.force, dryRun: change.dryRun, areDates: span.areDates))
        try report(reply, reader: backend.reader)
      }
    }

    private func report(_ reply: AddOverride.Reply, reader: ReaderZone) throws {
      let row = reply.change
      let rows = [row] + (reply.more ?? [])
      guard output.isText else {
        return try output.print(reply, header: List.header, rows: rows.map { List.cells($0, output, reader) })
      }
      let trial = reply.isDryRun ? "would be: " : ""
      for row in rows {
        Terminal.line(
          "\(trial)\(row.id): \(row.sentence) on \(row.team)/\(row.duty), \(reader.span(row.from, row.until))")
      }
      RequestText(reader: reader).showMoved(from: reply.movedFrom)
      if reply.isForSlots { Terminal.line("  the slots of \(row.duty) on those days") }
      for conflict in reply.overruled { Terminal.line(Terminal.warning("  all the same: \(conflict.sentence)")) }
      if !reply.hasEffect { Terminal.line(Terminal.warning("  it changes nobody's shift: \(row.whyNoEffect)")) }
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List overrides.",
      discussion: """
        Examples:
          watchbill override list
          watchbill override list --team field-support --format csv
        JSON: a list of {id, team, duty, from, until, change, member, out, reason, by,
        kind, request}.
        """)

    @Option(name: .long, help: "One team's.") var team: String?
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: FormatOption

    func run() async throws {
      try await Backend.with(store) { backend in
        let rows = try await backend.perform(ListOverrides(team: team))
        try output.print(
          rows, header: Self.header, rows: rows.map { Self.cells($0, output, backend.reader) }, zone: backend.reader,
          empty: "no overrides")
      }
    }

    static let header = ["id", "team", "duty", "from", "until", "change", "member", "out", "reason", "by", "kind"]

    static func cells(_ row: OverrideRow, _ output: FormatOption, _ reader: ReaderZone) -> [String] {
      [row.id, row.team, row.duty, output.time(row.from, reader), output.time(row.until, reader), row.change]
        + [row.member ?? "", row.out ?? "", row.reason ?? "", row.by, row.kind]
    }
  }

  struct Remove: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take an override back.", discussion: "Example:\n  watchbill override remove O-1")

    @Argument(help: "The override's id.") var id: String
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: FormatOption

    func run() async throws {
      try await Backend.with(store) { backend in
        let row = try await backend.perform(RemoveOverride(id: id))
        guard output.isText else {
          return try output.print(row, header: List.header, rows: [List.cells(row, output, backend.reader)])
        }
        Terminal.line("\(row.id) on \(row.team)/\(row.duty) is removed")
      }
    }
  }
}

extension OverrideRow {
  /// `cy for ana`, `cy is added`, `ana is taken off`, `nobody`.
  fileprivate var sentence: String {
    switch (member, out) {
    case (let member?, let out?): "\(member) for \(out)"
    case (let member?, nil): "\(member) is added"
    case (nil, let out?): "\(out) is taken off"
    case (nil, nil): "nobody"
    }
  }

  /// Why an override without effect has none.
  fileprivate var whyNoEffect: String {
    if let out { return "\(out) is not on then" }
    return member.map { "\($0) is on then already" } ?? "nobody is on then as it is"
  }
}
