import ArgumentParser
import Scheduling
import Timekeeping
import Triage
import Workflows

extension TicketCommand {
  struct Why: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Say why a ticket is what it is, and whose: every rule, every candidate.",
      discussion: """
        Examples:
          watchbill ticket why T-1
          watchbill ticket why T-1 --format csv
        JSON: {ticket, route: [{rule, holds, because}], candidates: [{member, load,
        dropped, because}], levels: [{number, to, because, candidates}], lookedAt,
        customer, tier, visibility, isProposed, followers, excluded, asked,
        askedUntil}. The candidates are the last level's; levels is there where others
        were tried, too.
        CSV has the rules, the levels that were tried, and the candidates of all of
        them.
        """)

    @Argument(help: "The ticket's id.") var id: String
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: FormatOption

    func run() async throws {
      try await Backend.with(store) { backend in
        let reply = try await backend.perform(ExplainTicket(id: id))
        guard output.isText else {
          return try output.print(
            reply, header: ["about", "name", "holds", "because"],
            rows: reply.route.map { ["rule", $0.rule, $0.holds ? "yes" : "no", $0.because] }
              + (reply.levels?.flatMap(Self.rows) ?? reply.candidates.map(Self.row)))
        }
        try TicketReport(reader: backend.reader, output: output).one(reply.ticket)
        Self.show(reply, reader: backend.reader)
      }
    }

    private static func rows(_ level: LevelFinding) -> [[String]] {
      [["level", level.to, "", level.because]] + level.candidates.map(row)
    }

    private static func row(_ candidate: CandidateVerdict) -> [String] {
      ["candidate", candidate.member.text, candidate.dropped == nil ? "yes" : "no", candidate.because]
    }

    private static func show(_ reply: ExplainTicket.Reply, reader: ReaderZone) {
      for finding in reply.route {
        Terminal.line("  \(finding.holds ? "+" : "-") \(finding.rule): \(reader.sentence(finding.because))")
      }
      if reply.isProposed { Terminal.line("  the priority is only assumed until somebody has looked") }
      if let looked = reply.lookedAt { Terminal.line("candidates \(reader.short(looked))") }
      if let levels = reply.levels {
        for level in levels { show(level, reader) }
      } else {
        show(reply.candidates, after: "  ", reader)
      }
      if let until = reply.askedUntil {
        let asked = reply.asked.joined(separator: ", ")
        Terminal.line(
          asked.isEmpty
            ? "nobody is there to decide; looked for again \(reader.short(until)) or sooner"
            : "asked until \(reader.short(until)): \(asked)")
      }
      for line in reply.excluded { Terminal.line("not for: \(line)") }
      if !reply.followers.isEmpty { Terminal.line("followed by \(reply.followers.joined(separator: ", "))") }
    }

    /// A level that did not look at anybody says why; what the others came to stands with their people.
    private static func show(_ level: LevelFinding, _ reader: ReaderZone) {
      let why = level.candidates.isEmpty ? ": \(reader.sentence(level.because))" : ""
      Terminal.line("  level \(level.number), \(level.to)\(why)")
      show(level.candidates, after: "    ", reader)
    }

    private static func show(_ candidates: [CandidateVerdict], after indent: String, _ reader: ReaderZone) {
      for candidate in candidates {
        Terminal.line("\(indent)\(candidate.dropped == nil ? "+" : "-") \(reader.sentence(candidate.because))")
      }
    }
  }
}
