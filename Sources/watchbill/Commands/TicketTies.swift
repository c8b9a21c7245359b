import ArgumentParser
import Workflows

/// What is done with two tickets at once.
struct TieOptions: ParsableArguments {
  @Option(name: .customLong("as"), help: "Who does it.") var member: String
  @OptionGroup var store: StoreOptions
  @OptionGroup var output: FormatOption

  func perform<Command: OperatorCommand>(
    _ command: Command, said: (TieTickets.Reply) -> String
  ) async throws where Command.Reply == TieTickets.Reply {
    try await Backend.with(store) { backend in
      let reply = try await backend.perform(command)
      if output.format == .json { return try OutputFormat.printJSON(reply) }
      try TicketReport(reader: backend.reader, output: output).list([reply.ticket, reply.other])
      if output.isText { Terminal.line(said(reply)) }
    }
  }
}

extension TicketCommand {
  static let tieJSON = "JSON: {ticket, other}, each as in watchbill ticket list."

  struct Merge: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Let a ticket go on in another one of its team.",
      discussion: """
        Example:
          watchbill ticket merge T-7 --into T-3 --as ana
        T-3 gets the messages, the earlier clock, the more urgent priority, the tags
        and whoever followed; T-7 is closed. What still comes for T-7 goes to T-3.
        \(tieJSON)
        """)

    @Argument(help: "The ticket that ends.") var id: String
    @Option(name: .long, help: "The one that goes on.") var into: String
    @OptionGroup var tie: TieOptions

    func run() async throws {
      try await tie.perform(TieTickets(id: id, other: into, tie: .merge, member: tie.member)) {
        "\($0.ticket.id) goes on in \($0.other.id)"
      }
    }
  }

  struct Group: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Put a ticket under an incident, a ticket of its team.",
      discussion: """
        Examples:
          watchbill ticket group T-7 --under T-3 --as ana
          watchbill ticket reply T-3 --parts --as ana --text "It works again."
          watchbill ticket group T-7 --under T-3 --as ana --undo
        A ticket has one incident, and an incident is part of nothing.
        \(tieJSON)
        """)

    @Argument(help: "The ticket.") var id: String
    @Option(name: .long, help: "The incident.") var under: String
    @Flag(name: .long, help: "Take it out again; what was answered stays said.") var undo = false
    @OptionGroup var tie: TieOptions

    func run() async throws {
      try await tie.perform(TieTickets(id: id, other: under, tie: undo ? .ungroup : .group, member: tie.member)) {
        "\($0.ticket.id) is part of \($0.other.id)\(undo ? " no more" : "")"
      }
    }
  }

  struct Relate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Say that two tickets, of whatever teams, have to do with each other.",
      discussion: "Example:\n  watchbill ticket relate T-7 T-3 --as ana\n\(tieJSON)")

    @Argument(help: "A ticket.") var id: String
    @Argument(help: "Another one.") var other: String
    @OptionGroup var tie: TieOptions

    func run() async throws {
      try await tie.perform(TieTickets(id: id, other: other, tie: .relate, member: tie.member)) {
        "\($0.ticket.id) and \($0.other.id) name each other now"
      }
    }
  }

  struct Split: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Open a ticket of its own for something else that the customer said.",
      discussion: """
        Examples:
          watchbill ticket split T-3 --title "And the invoice" --as ana
          watchbill ticket split T-3 --message m4 --title "And the invoice" --as ana
        It begins with that message, without --message the customer's last one; answers
        to it go where T-3's go. watchbill ticket clocks shows the messages' ids.
        \(tieJSON)
        """)

    @Argument(help: "The ticket.") var id: String
    @Option(name: .long, help: "The message that it is about.") var message: String?
    @Option(name: .long, help: "Its title.") var title: String
    @OptionGroup var tie: TieOptions

    func run() async throws {
      try await tie.perform(SplitTicket(id: id, message: message, title: title, member: tie.member)) {
        "\($0.other.id) was split from \($0.ticket.id)"
      }
    }
  }
}
