import ArgumentParser
import Timekeeping
import Triage
import Workflows

/// What people do about a ticket's owner: claim, assign, hand over, answer, decide.
extension TicketCommand {
  static let actJSON = "JSON: {ticket, warnings}; ticket as in watchbill ticket list."

  struct Claim: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take a ticket; the first claim wins, and it acknowledges.",
      discussion: "Example:\n  watchbill ticket claim T-1 --as ana\n\(actJSON)")

    @Argument(help: "The ticket's id.") var id: String
    @Option(name: .customLong("as"), help: "Who takes it.") var member: String
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: FormatOption

    func run() async throws {
      try await TicketCommand.act(ClaimTicket(id: id, member: member), store, output)
    }
  }

  struct Assign: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Give a ticket to somebody, also beyond their capacity; what speaks against it is said.",
      discussion: """
        Examples:
          watchbill ticket assign T-1 ana
          watchbill ticket assign T-1 ana --as lena --note "she knows the reader"
        \(actJSON)
        """)

    @Argument(help: "The ticket's id.") var id: String
    @Argument(help: "The new owner.") var member: String
    @Option(name: .customLong("as"), help: "Who gives it.") var speaker: String?
    @Option(name: .long, help: "Why.") var note: String?
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: FormatOption

    func run() async throws {
      try await TicketCommand.act(
        AssignTicketByHand(id: id, member: member, speaker: speaker, note: note), store, output)
    }
  }

  struct HandOver: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Pass your ticket on: to somebody, or to whoever should have it now.",
      discussion: """
        Examples:
          watchbill ticket hand-over T-1 --as ana
          watchbill ticket hand-over T-1 --as ana --to bo --note "needs a meter"
        You go on following it. It does not come back to you by itself.
        \(actJSON)
        """)

    @Argument(help: "The ticket's id.") var id: String
    @Option(name: .customLong("as"), help: "Its owner.") var owner: String
    @Option(name: .long, help: "The next owner; whoever is next where you name none.") var to: String?
    @Option(name: .long, help: "A word for whoever gets it.") var note: String?
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: FormatOption

    func run() async throws {
      try await TicketCommand.act(HandOverTicket(id: id, owner: owner, to: to, note: note), store, output)
    }
  }

  struct Move: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Give a ticket to another queue or another team, with its people and its promises.",
      discussion: """
        Examples:
          watchbill ticket move T-1 --to billing --as ana --note "an invoice"
          watchbill ticket move T-1 --team field-support --as ana
          watchbill ticket move T-1 --team field-support --to repairs --as ana
        Without --to the conditions of the other team's queues decide.
        You go on following it. Due times are counted anew from the ticket's beginning.
        \(actJSON)
        """)

    @Argument(help: "The ticket's id.") var id: String
    @Option(name: .long, help: "The queue.") var to: String?
    @Option(name: .long, help: "The team, where it is another one.") var team: String?
    @Option(name: .customLong("as"), help: "Who moves it.") var member: String
    @Option(name: .long, help: "Why.") var note: String?
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: FormatOption

    func run() async throws {
      try await TicketCommand.act(MoveTicket(id: id, queue: to, team: team, member: member, note: note), store, output)
    }
  }

  struct Answer: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Say whether you take a ticket that you were asked about first.",
      discussion: """
        Examples:
          watchbill ticket answer T-1 --as ana
          watchbill ticket answer T-1 --as ana --no
        \(actJSON)
        """)

    @Argument(help: "The ticket's id.") var id: String
    @Option(name: .customLong("as"), help: "Who was asked.") var member: String
    @Flag(name: .customLong("no"), help: "You do not take it: it goes on at once.") var declines = false
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: FormatOption

    func run() async throws {
      try await TicketCommand.act(AnswerTicketQuestion(id: id, member: member, takes: !declines), store, output)
    }
  }

  struct Decide: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Decide about a ticket whose owner is off shift while the customer writes.",
      discussion: """
        Examples:
          watchbill ticket decide T-1 step-in --as bo
          watchbill ticket decide T-1 wait --as bo
          watchbill ticket decide T-1 hand-over --as bo
        step-in: it is yours. wait: the owner keeps it. hand-over: whoever else should
        have it. Whoever had it is told, and goes on following it.
        \(actJSON)
        """)

    @Argument(help: "The ticket's id.") var id: String
    @Argument(help: "step-in, wait or hand-over.") var choice: String
    @Option(name: .customLong("as"), help: "Who decides.") var member: String
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: FormatOption

    func run() async throws {
      let known = DecisionCard.Choice.allCases
      guard let choice = known.first(where: { $0.rawValue == choice.replacing("-", with: " ") }) else {
        let words = known.map { $0.rawValue.replacing(" ", with: "-") }
        let near = didYouMean(choice, among: words).map { "did you mean '\($0)'?" }
        throw OperatorProblem(
          .refused, "there is no choice '\(choice)'", help: near ?? "write \(words.joined(separator: ", "))")
      }
      try await TicketCommand.act(DecideTicket(id: id, member: member, choice: choice), store, output)
    }
  }

  static func act<Act: OperatorCommand>(_ command: Act, _ store: StoreOptions, _ output: FormatOption) async throws
  where Act.Reply == TicketAct {
    try await Backend.with(store) { backend in
      let reply = try await backend.perform(command)
      let report = TicketReport(reader: backend.reader, output: output)
      if output.format == .json { return try OutputFormat.printJSON(reply) }
      try report.one(reply.ticket)
      guard output.isText else { return }
      for warning in reply.warnings { Terminal.line("  mind: \(warning)") }
    }
  }
}
