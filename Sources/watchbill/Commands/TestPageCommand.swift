import ArgumentParser
import Workflows

struct TestPageCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test-page", abstract: "Prove that everyone on tonight can be reached.",
    discussion: """
      Examples:
        watchbill test-page
        watchbill test-page --team field-support --all-on-tonight
        watchbill test-page --team field-support
        watchbill test-page --member ana
      Sends a marked test page over each contact of those on duty until 09:00
      tomorrow on their team's wall: of every team, of one with --all-on-tonight
      too. --team alone tries the whole team. Exit 1 when somebody cannot be
      reached. What came of it is kept, and coverage shows it.
      JSON: {rows: [{member, name, because, channel, outcome, why}], unreachable}.
      """)

  @Option(name: .long, help: "One team's people.") var team: String?
  @Option(name: .long, help: "One person, on duty or not.") var member: String?
  @Flag(name: .long, help: "Only those on duty until tomorrow morning; so it is without --team.")
  var allOnTonight = false
  @OptionGroup var store: StoreOptions
  @OptionGroup var output: FormatOption

  func validate() throws {
    guard member == nil || team == nil && !allOnTonight else {
      throw ValidationError("give --member alone, or --team and --all-on-tonight")
    }
  }

  func run() async throws {
    let reply = try await Backend.with(store, sends: true) { backend in
      let tonight = allOnTonight || team == nil
      let reply = try await backend.perform(TestPage(team: team, member: member, tonight: tonight))
      try print(reply)
      return reply
    }
    if !reply.unreachable.isEmpty { throw CommandFailure.quietNo }
  }

  private func print(_ reply: TestPage.Reply) throws {
    let rows = reply.rows.map { [$0.member, $0.name, $0.because, $0.channel ?? "", $0.outcome, $0.why] }
    try output.print(
      reply, header: ["member", "name", "because", "channel", "outcome", "why"], rows: rows,
      empty: "nobody is on duty until tomorrow morning")
    guard output.isText, !reply.rows.isEmpty else { return }
    if reply.unreachable.isEmpty {
      Terminal.line("everybody can be reached")
    } else {
      Terminal.line(
        Terminal.warning(
          "cannot be reached: \(reply.unreachable.joined(separator: ", ")). help: give them a contact that works"))
    }
  }
}
