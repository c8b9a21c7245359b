import ArgumentParser
import Drafting
import Foundation
import Scheduling
import Timekeeping
import Workflows

struct RotaCopy: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "copy", abstract: "Make a draft that has a pattern week's people in the same places.",
    discussion: """
      Examples:
        watchbill rota copy field-support 2026-W48 2026-W50
        watchbill rota copy field-support 2026-W48 2027-Q1
        watchbill rota copy field-support 2026-W48 2026-W50 --decide --dry-run
      Whole weeks repeat over a longer period, each weekday on its own; other periods
      are copied to one of the same length. What hard rules forbid is not copied,
      with the reason; it is drafted instead, or with --leave-open stays open.
      --decide keeps what was copied as decisions (watchbill rota decisions). Exits
      with 1 when slots stay open, as watchbill rota draft does.
      JSON: {reply: {id, zone, draft}, from, copied, missed: [{slot, label, interval,
      member, because}], names, decisions, isDryRun}. CSV has a line for each slot
      that was not copied.
      """)

  @Argument(help: "The team.") var team: String
  @Argument(help: "What is copied: a week, a day, a month …") var from: String
  @Argument(help: "What is drafted.") var to: String
  @Flag(name: .long, help: "Keep what was copied as a lead's decisions.") var decide = false
  @Flag(name: .long, help: "Leave open what cannot be copied.") var leaveOpen = false
  @OptionGroup var trial: TrialOption
  @OptionGroup var limit: SecondsOption
  @OptionGroup var store: StoreOptions
  @OptionGroup var output: FormatOption

  func run() async throws {
    try await Backend.with(store) { backend in
      let (from, to): (DraftPeriod, DraftPeriod) = (try read(from), try read(to))
      let command = CopyRota(
        team: team, from: from, to: to, decide: decide, fill: !leaveOpen, dryRun: trial.dryRun,
        seconds: limit.seconds)
      let answer = try await Terminal.waiting("copying \(team) \(from) to \(to)", for: limit.seconds) {
        try await backend.perform(command)
      }
      if output.isText {
        try DraftReport(
          reply: answer.reply, format: .text, explains: false, invites: !answer.isDryRun,
          dataOption: backend.wiring.dataOption
        ).print()
        show(answer)
      } else {
        try output.print(
          answer, header: ["slot", "start", "end", "member", "because"],
          rows: answer.missed.map {
            [
              $0.slot.text, $0.interval.start.description, $0.interval.end.description, $0.member?.text ?? "",
              $0.because,
            ]
          })
      }
      if !answer.reply.draft.unfilled.isEmpty { throw CommandFailure.quietNo }
    }
  }

  private func show(_ answer: CopyRota.Reply) {
    Terminal.line("\(answer.copied) of \(answer.reply.draft.assignments.count) slots are copied from \(answer.from).")
    for missed in answer.missed {
      let who = missed.member.map { "\(answer.names[$0.text] ?? $0.text): " } ?? ""
      let reason = missed.because.hasPrefix(missed.label) ? missed.because : "\(missed.label): \(missed.because)"
      Terminal.line(Terminal.warning("  not copied, \(who)\(reason)"))
    }
    if answer.decisions > 0 {
      Terminal.line("\(answer.decisions) decisions keep them: watchbill rota decisions \(team)")
    }
    if answer.isDryRun { Terminal.line(Terminal.dim("Nothing is stored.")) }
  }
}

struct RotaImport: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Take a spreadsheet (CSV) of who stood what before as history.",
    discussion: """
      Examples:
        watchbill rota import field-support 2026.csv --dry-run
        watchbill rota import field-support 2026.csv
        watchbill rota import field-support 2026.csv --skip-refused
      The first line names the columns: date, start, end, duty, member; or a grid of
      duty, start, end (or time, as 08:00-12:00) and a column for each day, with
      names in its cells, several apart by /; or a table of shifts as watchbill
      shifts --format csv and watchbill export write it. Commas, semicolons and tabs
      are understood, dates as 2026-11-30 or 30.11.2026, members by id, name, or a
      first or last name that only one has. Times are on the duty's wall; an end that
      is not after the start is on the next day. Nobody stands a duty twice at once,
      or on days outside their time in the team. Fairness and watchbill history go by
      it; it earns no credit. It must have ended before the team's schedule was first
      applied. The same file may come again; what was imported is not changed:
      another name for the same time stands beside the first, which is said, so look
      with --dry-run before. At most 4 MiB and 20,000 shifts. Exits with 2 and stores
      nothing when rows are refused, with --skip-refused when all of them are.
      JSON: {team, zone, isStored, rows: [{place, date, duty, name, state, because,
      member, shift, start, end}]}; state is taken, known or refused. CSV has the
      same lines.
      """)

  @Argument(help: "The team.") var team: String
  @Argument(help: "The file.") var file: String
  @Flag(name: .long, help: "Take the other rows although some are refused.") var skipRefused = false
  @OptionGroup var trial: TrialOption
  @OptionGroup var store: StoreOptions
  @OptionGroup var output: FormatOption

  static let header = ["place", "date", "duty", "name", "state", "member", "start", "end", "shift", "because"]

  func run() async throws {
    let text = try text()
    try await Backend.with(store) { backend in
      let reply = try await backend.perform(
        ImportHistory(
          team: team, text: text, file: (file as NSString).lastPathComponent, skipsRefused: skipRefused,
          dryRun: trial.dryRun))
      if output.isText {
        show(reply)
      } else {
        try output.print(reply, header: Self.header, rows: reply.rows.map(Self.cells))
      }
      if isRefused(reply) { throw CommandFailure.quietRefusal }
    }
  }

  /// With --skip-refused good rows are enough, also where all of them are written down already.
  private func isRefused(_ reply: ImportHistory.Reply) -> Bool {
    let refused = reply.count(.refused)
    return refused > 0 && (!skipRefused || refused == reply.rows.count)
  }

  /// A megabyte more than a table may have is never read.
  private func text() throws -> String {
    let size = (try? FileManager.default.attributesOfItem(atPath: file)[.size] as? Int) ?? 0
    guard size <= 5 << 20, let data = FileManager.default.contents(atPath: file) else {
      throw CommandFailure.refused(
        size > 5 << 20 ? "\(file) has \(size) bytes. help: split it: at most 4 MiB" : "there is no file '\(file)'")
    }
    guard let text = String(bytes: data, encoding: .utf8) else {
      throw CommandFailure.refused("\(file) is not UTF-8. help: save it as CSV UTF-8")
    }
    return text
  }

  private static func cells(_ row: ImportedRow) -> [String] {
    [row.place, row.date, row.duty, row.name, row.state.rawValue, row.member ?? ""]
      + [row.start?.description ?? "", row.end?.description ?? "", row.shift ?? "", row.because ?? ""]
  }

  private func show(_ reply: ImportHistory.Reply) {
    for row in reply.rows where row.state == .refused {
      Terminal.line(Terminal.warning("\(row.place): \(row.because ?? "it cannot be taken")"))
    }
    for row in reply.rows where row.state == .taken {
      if let beside = row.because { Terminal.line(Terminal.warning("\(row.place): \(row.name) \(beside)")) }
    }
    let counts = "\(reply.count(.taken)) new, \(reply.count(.known)) known, \(reply.count(.refused)) refused"
    let what = reply.isStored ? "imported into \(reply.team)" : "nothing is stored"
    Terminal.line("\(file): \(counts); \(what), times in \(reply.zone)")
    guard isRefused(reply), !trial.dryRun else { return }
    Terminal.line(skipRefused ? "Mend the file." : "Mend the file, or take the other rows with --skip-refused.")
  }
}
