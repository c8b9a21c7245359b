import ArgumentParser
import ScheduleFiles

struct SchemaCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "Print the JSON Schema of the files, for editors that complete and check.",
    discussion: """
      Example:
        watchbill schema > schedules/schema.json
      and in the first line of a file: # yaml-language-server: $schema=schema.json
      """)

  func run() async throws {
    Terminal.text(SchemaDocument.text)
  }
}
