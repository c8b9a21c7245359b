import ArgumentParser
import Timekeeping
import Workflows

struct TicketCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ticket", abstract: "Open tickets, say whose they are, answer and end them.",
    discussion: """
      Examples:
        watchbill ticket open field-support "Device offline" --priority high
        watchbill ticket list
        watchbill ticket ack T-1 --as ana
        watchbill ticket claim T-1 --as ana
        watchbill ticket why T-1
        watchbill ticket reply T-1 --as ana --text "Try the other cable."
        watchbill ticket clocks T-1
        watchbill ticket resolve T-1 --as ana --note "cable replaced"
      """,
    subcommands: [
      Open.self, List.self, Show.self, Clocks.self, Acknowledge.self, Reply.self, Note.self, Triage.self,
      Pending.self, Hold.self, Link.self, Promise.self, NoReplyNeeded.self, Review.self, Resolve.self, Close.self,
      Reopen.self, Resend.self, File.self, Merge.self, Split.self, Relate.self, Group.self,
      Why.self, Claim.self, Assign.self, HandOver.self, Move.self, Answer.self, Decide.self, Ring.self,
      Improve.self, Adopt.self, Private.self, Involve.self,
    ])

  struct Open: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Open a ticket by hand; it is given an owner at once, or you are told what it waits for.",
      discussion: """
        Examples:
          watchbill ticket open field-support "Device offline" --priority high
          watchbill ticket open field-support "Invoice question" --tag billing
          watchbill ticket open orchard-care "They rang: no picture" --customer larch
        Where it pages and no server runs, a warning says that the pages wait for one.
        JSON: a list of one ticket, as in watchbill ticket list, with warnings.
        """)

    @Argument(help: "The team.") var team: String
    @Argument(help: "The title.") var title: String
    @Option(name: .long, help: "What the customer says.") var body: String = ""
    @Option(name: .long, help: "One of the team's priorities; the middle one where you give none.")
    var priority: String?
    @Option(name: .long, help: "One of the team's queues; its conditions decide where you give none.")
    var queue: String?
    @Option(name: .long, help: "Who asks, as the customer's system calls them.") var requester: String?
    @Option(name: .long, help: "A tag; give it once for each.") var tag: [String] = []
    @Option(name: .long, help: "Whose it is: one of the team's customers, by id or name.") var customer: String?
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: FormatOption

    func run() async throws {
      try await Backend.with(store) { backend in
        var row = try await backend.perform(
          OpenTicket(
            team: team, title: title, body: body, priority: priority, queue: queue, requester: requester, tags: tag,
            customer: customer))
        let unsent = try await backend.warnUnsent(row)
        if !output.isText { row.warnings = unsent.map { [$0] } }
        try TicketReport(reader: backend.reader, output: output).one(row)
      }
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List tickets: the open ones, unless --all.",
      discussion: """
        Examples:
          watchbill ticket list
          watchbill ticket list --owner ana --format json
          watchbill ticket list --all --format csv
          watchbill ticket list --tag premium --recent
          watchbill ticket list --kind bug --all
          watchbill ticket list --customer larch
          watchbill ticket list --all --limit 1000 --before T-4711
        JSON: a list of {id, team, queue, priority, kind, tags, state, title, owner,
        ownerName, created, due, dueClock, acknowledgedBy, heldUntil, because,
        nextAction, source, url, isOpen}; what a ticket has not got is left out. Text
        says how many there are where it does not show all.
        """)

    @Option(name: .long, help: "One team's.") var team: String?
    @Option(name: .long, help: "One member's.") var owner: String?
    @Option(name: .long, help: "One queue's.") var queue: String?
    @Option(name: .long, help: "Those with this tag.") var tag: String?
    @Option(name: .long, help: "Those of this kind: bug, question, …") var kind: String?
    @Option(name: .long, help: "Those of this customer, by id or name.") var customer: String?
    @Flag(name: .long, help: "Resolved and closed ones as well.") var all = false
    @Flag(name: .long, help: "Those on which something happened last come first.") var recent = false
    @Option(name: .long, help: "At most this many, 1–1000.") var limit = 200
    @Option(name: .long, help: "Those older than this ticket: the last one of the page before.") var before: String?
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: FormatOption

    func validate() throws {
      guard (1...1000).contains(limit) else { throw ValidationError("--limit \(limit) is not 1 to 1000") }
    }

    func run() async throws {
      try await Backend.with(store) { backend in
        let list = ListTickets(
          team: team, owner: owner, all: all, limit: limit, queue: queue, tag: tag, kind: kind,
          customer: customer, byChange: recent, before: before)
        let rows = try await backend.perform(list)
        try TicketReport(reader: backend.reader, output: output).list(rows)
        guard output.isText, rows.count == limit else { return }
        let count = try await backend.perform(CountTickets(list)).tickets
        if count > rows.count { Terminal.line(cut(rows, of: count)) }
      }
    }

    private func cut(_ rows: [TicketRow], of count: Int) -> String {
      let older = before.map { " before \($0)" } ?? ""
      let next = recent ? nil : rows.last.map { ", and the next with --before \($0.id)" }
      return "\(rows.count) of \(count)\(older): narrow it with --team, --owner, --queue, --tag, --kind or --customer, "
        + "or see up to \(ListTickets.largest) with --limit\(next ?? "")"
    }
  }

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show a ticket with everything that happened to it and why.",
      discussion: """
        Examples:
          watchbill ticket show T-1
          watchbill ticket show T-1 --format json
        JSON: {ticket, body, requester, address, customer, tier, people, messages:
        [{id, at, kind, author, text, isEdited, isDeleted, notSent, written}], timer,
        timerClock, wait: {state, because, wakes}, teamName, names, history: [{at,
        actor, action, because, candidates, levels: [{number, to, because,
        candidates}]}], pages: [{id, recipient, channel, state, attempts, why,
        trouble, next}], letters, files, links: [{id, url, kind, isOpen,
        blocksClosing}], ties: [{kind, ticket}]}; what a ticket has not got is left
        out.
        CSV is the ticket's line of watchbill ticket list.
        """)

    @Argument(help: "The ticket's id.") var id: String
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: FormatOption

    func run() async throws {
      try await Backend.with(store) { backend in
        let reply = try await backend.perform(ShowTicket(id: id))
        try TicketReport(reader: backend.reader, output: output).show(reply)
      }
    }
  }

  struct Acknowledge: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "ack", abstract: "Acknowledge a ticket in a person's name.",
      discussion: "Example:\n  watchbill ticket ack T-1 --as ana")

    @Argument(help: "The ticket's id.") var id: String
    @Option(name: .customLong("as"), help: "Who acknowledges.") var member: String
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: FormatOption

    func run() async throws {
      try await Backend.with(store) { backend in
        let row = try await backend.perform(AcknowledgeTicket(id: id, member: member))
        try TicketReport(reader: backend.reader, output: output).one(row)
      }
    }
  }

  struct Resolve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Resolve a ticket; refused while a linked bug is open.",
      discussion: """
        Examples:
          watchbill ticket resolve T-1 --as ana --note "cable replaced"
          watchbill ticket resolve T-1 --as ana --reason fixed
        """)

    @Argument(help: "The ticket's id.") var id: String
    @Option(name: .customLong("as"), help: "Who resolved it.") var member: String?
    @OptionGroup var ending: EndingOptions
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: FormatOption

    func run() async throws {
      try await Backend.with(store) { backend in
        let row = try await backend.perform(ResolveTicket(id: id, member: member, ending: ending.words))
        try TicketReport(reader: backend.reader, output: output).one(row)
      }
    }
  }
}
