import ArgumentParser
import Workflows

struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Look for anything the store's rules forbid.",
    discussion: """
      Example:
        watchbill verify
      All is well when every open ticket has an owner or a stated wait and exactly
      one timer, the audit trail and the records of history are whole, and so is the
      file, which is read from end to end; otherwise it exits with 1 and says what is
      not.
      JSON: a list of sentences, empty when all is well.
      """)

  @OptionGroup var store: StoreOptions
  @OptionGroup var output: FormatOption

  func run() async throws {
    try await Backend.with(store) { backend in
      let found = try await backend.perform(VerifyStore())
      if output.isText {
        for line in found { Terminal.line(line) }
        if found.isEmpty { Terminal.line("all is well") }
      } else {
        try output.print(found, header: ["problem"], rows: found.map { [$0] })
      }
      if !found.isEmpty { throw CommandFailure.quietNo }
    }
  }
}
