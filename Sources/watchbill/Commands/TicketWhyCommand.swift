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
        dropped, because}], lookedAt, customer, tier, visibility, isProposed, followers,
        excluded, asked, askedUntil}. CSV has the rules and the candidates.
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
              + reply.candidates.map { ["candidate", $0.member.text, $0.dropped == nil ? "yes" : "no", $0.because] })
        }
        try TicketReport(reader: backend.reader, output: output).one(reply.ticket)
        Self.show(reply, reader: backend.reader)
      }
    }

    private static func show(_ reply: ExplainTicket.Reply, reader: ReaderZone) {
      for finding in reply.route {
        Terminal.line("  \(finding.holds ? "+" : "-") \(finding.rule): \(finding.because)")
      }
      if reply.isProposed { Terminal.line("  the priority is only assumed until somebody has looked") }
      if let looked = reply.lookedAt { Terminal.line("candidates \(reader.short(looked))") }
      for candidate in reply.candidates {
        Terminal.line("  \(candidate.dropped == nil ? "+" : "-") \(candidate.because)")
      }
      if let until = reply.askedUntil {
        Terminal.line("asked until \(reader.short(until)): \(reply.asked.joined(separator: ", "))")
      }
      for line in reply.excluded { Terminal.line("not for: \(line)") }
      if !reply.followers.isEmpty { Terminal.line("followed by \(reply.followers.joined(separator: ", "))") }
    }
  }
}
