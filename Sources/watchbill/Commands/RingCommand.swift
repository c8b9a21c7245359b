import ArgumentParser
import Workflows

struct RingCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ring", abstract: "Ring whoever is on a duty, or one person, with a reason.",
    discussion: """
      Examples:
        watchbill ring primary --team field-support --reason "the depot is dark"
        watchbill ring ana --team field-support --reason "only you know it" --as bo
        watchbill ring lead --team field-support --reason "a decision"
      Opens a ticket and pages them at once, whatever the hour; the lead comes after
      them. Who answers owns it. Nobody rings more than 6 times an hour. Undo:
      watchbill ticket resolve. Pages leave while watchbill serve runs: where it does
      not, a warning says that they wait.
      \(Self.replyJSON)
      """)

  static let replyJSON =
    "JSON: {ticket, paged, because}; ticket as in watchbill ticket list, with\nwarnings."

  @Argument(help: "A duty of the team, a member of it, or lead.") var who: String
  @Option(name: .long, help: "The team.") var team: String
  @Option(name: .long, help: "Why they must be disturbed; they read it first.") var reason: String
  @Option(name: .customLong("as"), help: "The member who rings.") var caller: String?
  @Option(name: .long, help: "One of the team's priorities; the most urgent without it.") var priority: String?
  @OptionGroup var store: StoreOptions
  @OptionGroup var output: FormatOption

  func run() async throws {
    try await Self.ring(
      RingOnCall(team: team, who: who, reason: reason, caller: caller, priority: priority), store, output)
  }

  static func ring(_ command: RingOnCall, _ store: StoreOptions, _ output: FormatOption) async throws {
    try await Backend.with(store) { backend in
      var reply = try await backend.perform(command)
      let unsent = try await backend.warnUnsent(reply.ticket)
      reply.ticket.warnings = unsent.map { [$0] }
      try say(reply, output)
      if reply.paged.isEmpty { throw CommandFailure.quietNo }
    }
  }

  private static func say(_ reply: RingOnCall.Reply, _ output: FormatOption) throws {
    let paged = reply.paged.joined(separator: ", ")
    guard output.isText else {
      return try output.print(
        reply, header: ["ticket", "paged", "because"],
        rows: [[reply.ticket.id, paged, reply.because.joined(separator: "; ")]])
    }
    Terminal.line("\(reply.ticket.id): \(reply.ticket.title)")
    let done = reply.ticket.warnings == nil ? "paged" : "paged once a server runs"
    Terminal.line(paged.isEmpty ? "nobody could be paged" : "\(done): \(paged)")
    for sentence in reply.because { Terminal.line("  \(sentence)") }
  }
}

extension TicketCommand {
  struct Ring: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Pull somebody in on a ticket: whoever is on a duty, or one person.",
      discussion: """
        Examples:
          watchbill ticket ring T-12 support --team field --reason firmware --as ana
        Opens a ticket of its own that pages them, and notes on yours whom you rang;
        yours stays yours.
        \(RingCommand.replyJSON)
        """)

    @Argument(help: "The ticket that help is wanted on.") var id: String
    @Argument(help: "A duty of the team, a member of it, or lead.") var who: String
    @Option(name: .long, help: "The team that is rung.") var team: String
    @Option(name: .long, help: "Why they must be disturbed.") var reason: String
    @Option(name: .customLong("as"), help: "The member who rings.") var caller: String
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: FormatOption

    func run() async throws {
      try await RingCommand.ring(
        RingOnCall(team: team, who: who, reason: reason, caller: caller, about: id), store, output)
    }
  }
}
