import ArgumentParser
import Timekeeping
import Workflows

extension TicketCommand {
  struct File: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "file", abstract: "File a bug or a task from a ticket, without saying who the customer is.",
      discussion: """
        Examples:
          watchbill ticket file T-1 --as ana --to hub --text "Dark since 2.1."
          watchbill ticket file T-1 --as ana --to hub --text "Dark." --dry-run
          watchbill ticket file T-1 --as ana --to tracker --text "Dark." --share
        It carries the ticket's reference. A text that tells the customer's name,
        address or domain is refused; --anyway files it. Its address becomes a link of
        the ticket: an open bug keeps the ticket from ending, and wakes it when it is
        closed. --share tells the customer its address once it has one.
        JSON: {letter, title, text, warnings}.
        """)

    @Argument(help: "The ticket's id.") var id: String
    @Option(name: .customLong("as"), help: "Who files it.") var member: String
    @Option(name: .customLong("to"), help: "The source to file it through, as watchbill.yaml names it.") var source:
      String
    @Option(name: .long, help: "The repository, if not the one of the settings.") var repository: String?
    @Option(name: .long, help: "Its title; the ticket's own without it.") var title: String?
    @Option(name: .long, help: "What it is about, at most 60,000 characters.") var text: String
    @Option(name: .long, help: "bug, feature or task.") var kind = "bug"
    @Flag(name: .long, help: "Tell the customer its address.") var share = false
    @Flag(name: .long, help: "File it although it seems to tell who the customer is.") var anyway = false
    @Flag(name: .long, help: "Show what would be filed, and file nothing.") var dryRun = false
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: FormatOption

    func run() async throws {
      try await Backend.with(store) { backend in
        let reply = try await backend.perform(
          FileTicket(
            id: id, member: member, source: source, repository: repository, title: title, text: text, kind: kind,
            shares: share, anyway: anyway, dryRun: dryRun))
        try print(reply)
      }
    }

    private func print(_ reply: FileTicket.Reply) throws {
      guard output.isText else {
        return try output.print(
          reply, header: ["letter", "title", "text", "warnings"],
          rows: [[reply.letter ?? "", reply.title, reply.text, reply.warnings.joined(separator: "; ")]])
      }
      for warning in reply.warnings { Terminal.line("warning: \(warning)") }
      Terminal.line("\(reply.title)\n\n\(reply.text)\n")
      Terminal.line(reply.letter.map { "on its way as \($0); watchbill ticket show \(id) says how far" } ?? "not filed")
    }
  }
}
