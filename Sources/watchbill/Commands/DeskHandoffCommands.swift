import ArgumentParser
import Scheduling
import Timekeeping
import Triage
import Workflows

/// What is handed from shift to shift: the lists at its start, the digest at its end, and taking over.
extension DeskCommand {
  static let lineJSON = "a line is {ticket, title, customer, priority, due, next, lastNote}"

  struct Start: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "What you find at the start of a shift.",
      discussion: """
        Example:
          watchbill desk start field-support --as ana
        Three lists, each in the order in which tickets are dealt out: new, replies to
        you, messages that wait on tickets of people who are off.
        JSON: {team, member, lists: {new, repliesToYou, ofPeopleWhoAreOff, rest}};
        \(lineJSON);
        rest is how many open tickets come after the first 300 and were not looked at,
        left out without any.
        """)

    @Argument(help: "The team.") var team: String
    @Option(name: .customLong("as"), help: "Whose shift it is.") var member: String
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: FormatOption

    func run() async throws {
      try await Backend.with(store) { backend in
        let reply = try await backend.perform(ShowStartLists(team: team, member: member))
        let lists = [
          ("new", reply.lists.new), ("replies to you", reply.lists.repliesToYou),
          ("of people who are off", reply.lists.ofPeopleWhoAreOff),
        ]
        try HandoffText(reader: backend.reader, output: output).print(reply, lists, empty: "nothing waits for you")
        if output.isText, let unlisted = reply.lists.unlisted { Terminal.line(unlisted) }
      }
    }
  }

  struct Digest: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "What somebody hands over at the end of their shift, and to whom.",
      discussion: """
        Examples:
          watchbill desk digest field-support --as ana
          watchbill desk digest field-support --as ana --duty primary
        Acknowledged pages, what is due before the end of the next shift, what waits
        for us, what wakes in it; the rest is counted. JSON: {team, digest: {duty,
        from, at, to, until, sections: [{about, lines}], rest, plan, standIns}, names};
        \(lineJSON).
        """)

    @Argument(help: "The team.") var team: String
    @Option(name: .customLong("as"), help: "Whose shift ends.") var member: String
    @Option(name: .long, help: "The duty, where they have several.") var duty: String?
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: FormatOption

    func run() async throws {
      try await Backend.with(store) { backend in
        let reply = try await backend.perform(ShowWorkDigest(team: team, member: member, duty: duty))
        let lists = reply.digest.map { digest in
          digest.sections.map { (output.isText ? digest.heading(of: $0.about) : $0.about.rawValue, $0.lines) }
        }
        try HandoffText(reader: backend.reader, output: output).print(
          reply, lists ?? [], empty: "nothing needs to be handed over")
        guard output.isText, let digest = reply.digest else { return }
        if digest.rest > 0 {
          Terminal.line("\(digest.rest) more \(digest.rest == 1 ? "is" : "are") not listed")
        }
        let next = listed(reply.names)
        Terminal.line(
          digest.plan.map(backend.reader.sentence) ?? "from \(backend.reader.full(digest.at)) on it is \(next)")
      }
    }
  }

  struct Accept: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take over what the one before you hands over, acknowledged pages included.",
      discussion: """
        Examples:
          watchbill desk accept field-support --from ana --as bo
          watchbill desk accept field-support T-5 T-2 --from ana --as bo
          watchbill desk accept field-support --from ana --as bo --force
        Whoever comes next on the duty accepts, or the lead; where nobody comes next,
        whoever stands in by fallback may, too. Whoever had a ticket goes on following
        it. JSON: a list as in watchbill ticket list.
        """)

    @Argument(help: "The team.") var team: String
    @Argument(help: "Tickets; all of the digest without any.") var tickets: [String] = []
    @Option(name: .long, help: "Whose shift ends or has ended.") var from: String
    @Option(name: .customLong("as"), help: "Who takes over.") var member: String
    @Option(name: .long, help: "The duty, where they have several.") var duty: String?
    @Flag(name: .long, help: "All of it also before the handoff is sent, while the shift goes on.") var force = false
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: FormatOption

    func run() async throws {
      try await Backend.with(store) { backend in
        let rows = try await backend.perform(
          AcceptHandoff(team: team, from: from, member: member, duty: duty, tickets: tickets, force: force))
        try TicketReport(reader: backend.reader, output: output).list(rows)
      }
    }
  }
}

extension DeskCommand {
  struct Handoffs: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "What was handed over at the ends of shifts, and what became of it.",
      discussion: """
        Example:
          watchbill desk handoffs field-support
        The last 30 days, the newest first, also what went over before or without a
        notice. A digest is sent 15 minutes before a shift ends (handoff: of the team's
        file says otherwise); what nobody accepts in time is told to the lead.
        Where nobody comes next the lead is told at once; while somebody stands in it
        waits for them all the same.
        JSON: [{duty, from, at, to, standIns, tickets, accepted: [{ticket, by, at}],
        acceptBy, state}]; state is waiting, accepted, told to the lead or withdrawn;
        standIns, who stands in where nobody comes next, is left out without any.
        """)

    @Argument(help: "The team.") var team: String
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: FormatOption

    func run() async throws {
      try await Backend.with(store) { backend in
        let rows = try await backend.perform(ShowHandoffs(team: team))
        try output.print(
          rows, header: ["at", "duty", "from", "to", "tickets", "state", "accepted by", "accept by"],
          rows: rows.map { row in
            [output.time(row.at, backend.reader), row.duty, row.from, receivers(row)]
              + [row.tickets.joined(separator: " "), row.state, takers(row)]
              + [output.time(row.acceptBy, backend.reader)]
          }, zone: backend.reader, empty: "nothing was handed over in the last 30 days")
      }
    }

    /// `bo cy`, or `bo (stands in)` where nobody comes next; programs read in `to` who comes next alone.
    private func receivers(_ row: ShowHandoffs.Row) -> String {
      guard output.isText, row.to.isEmpty, let others = row.standIns else { return row.to.joined(separator: " ") }
      return "\(others.joined(separator: " ")) (\(others.count == 1 ? "stands" : "stand") in)"
    }

    /// `bo: T-1 T-4; cy: T-2`; programs read the ids alone, and the tickets in JSON.
    private func takers(_ row: ShowHandoffs.Row) -> String {
      let people = row.accepted.map(\.by).uniqued
      guard output.isText else { return people.map(\.text).joined(separator: " ") }
      return people.map { member in
        let tickets = row.accepted.filter { $0.by == member }.map(\.ticket.description)
        return "\(member): \(tickets.joined(separator: " "))"
      }.joined(separator: "; ")
    }
  }
}

/// Prints lists of tickets under their headings.
private struct HandoffText {
  let reader: ReaderZone
  let output: FormatOption

  func print<Reply: Encodable>(_ reply: Reply, _ lists: [(String, [HandoffLine])], empty: String) throws {
    switch output.format {
    case .json: try OutputFormat.printJSON(reply)
    case .csv:
      OutputFormat.printCSV(
        header: ["list", "ticket", "title", "customer", "priority", "due", "next", "last note"],
        rows: lists.flatMap { name, lines in lines.map { [name] + columns($0) } })
    case .text:
      guard lists.contains(where: { !$0.1.isEmpty }) else { return Terminal.line(empty) }
      for (name, lines) in lists where !lines.isEmpty {
        Terminal.line(Terminal.bold("\(name): \(lines.count)"))
        for line in lines { Terminal.line("  \(line.text(in: reader.zone))") }
      }
    }
  }

  private func columns(_ line: HandoffLine) -> [String] {
    [line.ticket.description, line.title ?? "", line.customer ?? "", line.priority?.text ?? ""]
      + [output.time(line.due, reader), line.next ?? "", line.lastNote ?? ""]
  }
}
