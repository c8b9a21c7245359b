import ArgumentParser
import Workflows

extension ContactCommand {
  struct Rules: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "rules", abstract: "Say which contacts are tried first, and which after how long.",
      discussion: """
        Examples:
          watchbill contact rules ana
          watchbill contact rules ana --rule "use ntfy and phone after 3 minutes"
          watchbill contact rules ana --rule "from urgent use ntfy" --rule "use slack"
          watchbill contact rules ana --rule "hours mon-fri 09:00-17:00 use slack"
          watchbill contact rules ana --clear
        The first rule that fits counts: by priority (that one or more urgent) and by
        hours in the member's zone. Without one a page goes everywhere at once. Rules
        set here come before those of the schedule files; --clear goes back to them. A
        rule never silences a page: one that reaches nobody is passed over.
        JSON: {member, origin, rules, warnings}.
        """)

    @Argument(help: "The member's id.") var member: String
    @Option(name: .customLong("rule"), help: "A rule; give several in their order.") var rules: [String] = []
    @Flag(name: .long, help: "Go back to what the schedule files say.") var clear = false
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: FormatOption

    func validate() throws {
      guard rules.isEmpty || !clear else { throw ValidationError("give --rule or --clear, not both") }
    }

    func run() async throws {
      try await Backend.with(store) { backend in
        let reply = try await backend.perform(
          PagingRules(member: member, rules: rules.isEmpty ? nil : rules, clear: clear))
        try show(reply)
      }
    }

    private func show(_ reply: PagingRules.Reply) throws {
      try output.print(
        reply, header: ["member", "origin", "rule"], rows: reply.rules.map { [reply.member, reply.origin, $0] },
        empty: "\(reply.member) has no rules: pages go to all contacts at once")
      guard output.isText else { return }
      for warning in reply.warnings { Terminal.line("note: \(warning)") }
    }
  }
}
