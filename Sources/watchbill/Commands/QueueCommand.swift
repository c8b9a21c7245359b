import ArgumentParser
import Scheduling
import Timekeeping
import Triage
import Workflows

struct QueueCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "queue", abstract: "Look through a queue.",
    discussion: "Example:\n  watchbill queue review feedback", subcommands: [Review.self])

  struct Review: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "What nobody has looked at since the review before, or that you have looked at it now.",
      discussion: """
        Examples:
          watchbill queue review feedback
          watchbill queue review general --team field-support --done --as ana
          watchbill queue review feedback --done --as tove T-5 T-2
        A queue with `review: weekly mon 10:00` asks for it then: whoever is on is
        told. Whatever a person does with a ticket counts as a look. The longest not
        looked at stand first. JSON: {team, review: {queue, since, next, open, lines:
        [{ticket, title, priority, state, owner, created, looked}]}, done}.
        """)

    @Argument(help: "The queue.") var queue: String
    @Argument(help: "With --done: the tickets you looked at; all that are listed without any.")
    var tickets: [String] = []
    @Option(name: .long, help: "The team, where several have such a queue.") var team: String?
    @Flag(name: .long, help: "You have looked at them.") var done = false
    @Option(name: .customLong("as"), help: "With --done: who looked.") var member: String?
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: FormatOption

    func validate() throws {
      guard done == (member != nil) else { throw ValidationError("--done and --as go together") }
      guard done || tickets.isEmpty else { throw ValidationError("tickets are named together with --done") }
    }

    func run() async throws {
      try await Backend.with(store) { backend in
        let reply = try await backend.perform(
          ReviewQueue(queue: queue, team: team, member: member, tickets: tickets))
        try show(reply, backend.reader)
      }
    }

    private func show(_ reply: ReviewQueue.Reply, _ reader: ReaderZone) throws {
      if output.isText, !reply.done.isEmpty { Terminal.line("looked at: \(reply.done.joined(separator: ", "))") }
      try output.print(
        reply, header: ["ticket", "priority", "state", "owner", "created", "looked", "title"],
        rows: reply.review.lines.map { row($0, reader) }, zone: reader,
        empty: "nothing of \(reply.review.open) open waits for the review")
    }

    private func row(_ line: QueueReview.Line, _ reader: ReaderZone) -> [String] {
      [line.ticket.description, line.priority?.text ?? "", line.state.rawValue, line.owner?.text ?? ""]
        + [output.time(line.created, reader), output.time(line.looked, reader), line.title ?? "(private)"]
    }
  }
}
