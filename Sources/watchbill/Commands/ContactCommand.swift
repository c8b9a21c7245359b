import ArgumentParser
import Workflows

struct ContactCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "contact", abstract: "Keep the contacts that pages and notices go to.",
    discussion: """
      Examples:
        watchbill contact add ana pager https://pager.example.com/ana
        watchbill contact verify CT-1 123456
        watchbill contact list --member ana
        watchbill contact rules ana --rule "use ntfy and phone after 3 minutes"
        watchbill contact remove CT-1
      A contact counts once the code that is sent there comes back. What members
      keep themselves comes before the contacts in the schedule files; pages go to
      all of them, notices to the first that takes them.
      """,
    subcommands: [Add.self, Verify.self, List.self, Rules.self, Quiet.self, Remove.self])

  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "add", abstract: "Add a contact, and send a code there.",
      discussion: """
        Examples:
          watchbill contact add ana pager https://pager.example.com/ana
          watchbill contact add bo console bo
        No page goes there before watchbill contact verify. Exits with 1 when the code
        could not be sent; the contact waits then, and verify --again sends another.
        JSON: {id, member, channel, outcome, why}.
        """)

    @Argument(help: "The member's id.") var member: String
    @Argument(help: "The channel's name in the settings.") var channel: String
    @Argument(help: "The address as the channel wants it.") var address: String
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: FormatOption

    func run() async throws {
      try await Backend.with(store, sends: true) { backend in
        let reply = try await backend.perform(AddContact(member: member, channel: channel, address: address))
        try ContactCommand.report(reply, output)
      }
    }
  }

  struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "verify", abstract: "Prove a contact by the code that was sent there.",
      discussion: """
        Examples:
          watchbill contact verify CT-1 123456
          watchbill contact verify CT-1 --again
        A code holds for a day and for five tries; --again sends a new one.
        JSON: {id, member, name, channel, address, origin, state, answered}; with
        --again {id, member, channel, outcome, why}.
        """)

    @Argument(help: "The contact's id.") var id: String
    @Argument(help: "The six digits.") var code: String?
    @Flag(name: .long, help: "Send a new code.") var again = false
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: FormatOption

    func validate() throws {
      guard again == (code == nil) else { throw ValidationError("give the code, or --again for a new one") }
    }

    func run() async throws {
      try await Backend.with(store, sends: again) { backend in
        guard let code else {
          return try ContactCommand.report(try await backend.perform(SendContactCode(id: id)), output)
        }
        let row = try await backend.perform(VerifyContact(id: id, code: code))
        guard output.isText else {
          let text = ContactText(output: output, reader: backend.reader)
          return try output.print(row, header: ContactText.header, rows: [text.cells(row)])
        }
        Terminal.line("\(id) is proven: \(row.name) is reached on \(row.channel ?? "") from now on")
      }
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "List contacts, where they stand and what proves them.",
      discussion: """
        Examples:
          watchbill contact list
          watchbill contact list --member ana --format json
        In the order in which they are tried. Answered: a page's link was followed
        there, or a code came back. Arrived: a test page did. Failed: a page or a test
        page was refused there, when and why; pages go on going there, and one that
        arrives ends it. Exits with 1 when somebody has none.
        JSON: a list of {id, member, name, channel, address, origin, state, answered,
        arrived, tried, why}.
        """)

    @Option(name: .long, help: "One member's.") var member: String?
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: FormatOption

    func run() async throws {
      try await Backend.with(store) { backend in
        let rows = try await backend.perform(ListContacts(member: member))
        let text = ContactText(output: output, reader: backend.reader)
        try output.print(rows, header: ContactText.header, rows: rows.map(text.cells), zone: backend.reader)
        if rows.contains(where: { $0.origin == .none }) { throw CommandFailure.quietNo }
      }
    }
  }

  struct Remove: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "remove", abstract: "Forget a contact that a member keeps.",
      discussion: """
        Example:
          watchbill contact remove CT-1
        Contacts of the schedule files stay: they are changed there. To take it back,
        add it again.
        JSON: {id, member, channel}.
        """)

    @Argument(help: "The contact's id.") var id: String
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: FormatOption

    func run() async throws {
      try await Backend.with(store) { backend in
        let reply = try await backend.perform(RemoveContact(id: id))
        guard output.isText else {
          return try output.print(
            reply, header: ["id", "member", "channel"], rows: [[reply.id, reply.member, reply.channel]])
        }
        Terminal.line("\(reply.id) of \(reply.member) on \(reply.channel) is removed")
      }
    }
  }

  fileprivate static func report(_ reply: ContactCodeReply, _ output: FormatOption) throws {
    if output.isText {
      let said = reply.outcome == "sent" ? "a code was sent" : "no code could be sent (\(reply.why))"
      Terminal.line("\(reply.id): \(said) to \(reply.member) on \(reply.channel)")
      Terminal.line("prove it: watchbill contact verify \(reply.id) CODE")
    } else {
      try output.print(
        reply, header: ["id", "member", "channel", "outcome", "why"],
        rows: [[reply.id, reply.member, reply.channel, reply.outcome, reply.why]])
    }
    if reply.outcome != "sent" { throw CommandFailure.quietNo }
  }
}
