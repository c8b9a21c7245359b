import ArgumentParser
import Workflows

struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Look for anything the store's rules forbid.",
    discussion: """
      Example:
        watchbill verify
      Every open ticket has an owner or a stated wait and exactly one timer; the audit is whole. Exits with 1 otherwise.
      """)

  @OptionGroup var store: StoreOptions
  @OptionGroup var output: FormatOption

  func run() async throws {
    try await Backend.with(store) { backend in
      let found = try await backend.perform(VerifyStore())
      if output.format == .json {
        try output.printJSON(found)
      } else {
        for line in found { Terminal.line(line) }
        if found.isEmpty { Terminal.line("all is well") }
      }
      if !found.isEmpty { throw CommandFailure.quietNo }
    }
  }
}
