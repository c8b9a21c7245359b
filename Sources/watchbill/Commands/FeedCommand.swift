import ArgumentParser
import Workflows

struct FeedCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "feed", abstract: "Calendar links: make, list, show again, revoke.",
    discussion: """
      Examples:
        watchbill feed add --member ana
        watchbill feed list
        watchbill feed revoke F-1
      Whoever has a link can read it without a password: send it to its reader only.
      """,
    subcommands: [Add.self, List.self, Show.self, Revoke.self])

  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Make a link to subscribe to: a member's shifts, a team's, or one duty's.",
      discussion: """
        Examples:
          watchbill feed add --member ana
          watchbill feed add --team field-support
          watchbill feed add --team field-support --duty desk
        JSON: a list of one {id, subject, url, created, lastUsed, lastAgent, revoked}.
        """)

    @Option(name: .long, help: "A member: their shifts in every team.") var member: String?
    @Option(name: .long, help: "A team.") var team: String?
    @Option(name: .long, help: "A duty of the team: only its shifts.") var duty: String?
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: FormatOption

    func run() async throws {
      try await Backend.with(store) { backend in
        let row = try await backend.perform(AddFeed(member: member, team: team, duty: duty))
        try FeedReport(reader: backend.reader, output: output).one(row)
      }
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List feeds with who fetched them last.", discussion: "Example:\n  watchbill feed list")

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: FormatOption

    func run() async throws {
      try await Backend.with(store) { backend in
        let rows = try await backend.perform(ListFeeds())
        try FeedReport(reader: backend.reader, output: output).list(rows)
      }
    }
  }

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show a feed's link again.", discussion: "Example:\n  watchbill feed show F-1")

    @Argument(help: "The feed's id.") var id: String
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: FormatOption

    func run() async throws {
      try await Backend.with(store) { backend in
        let row = try await backend.perform(ShowFeed(id: id))
        try FeedReport(reader: backend.reader, output: output).one(row)
      }
    }
  }

  struct Revoke: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "End a link at once and print the new one.",
      discussion: "Examples:\n  watchbill feed revoke F-1\n  watchbill feed revoke F-1 --no-renew")

    @Argument(help: "The feed's id.") var id: String
    @Flag(name: .long, inversion: .prefixedNo, help: "Make a new link for the same shifts.") var renew = true
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: FormatOption

    func run() async throws {
      try await Backend.with(store) { backend in
        let row = try await backend.perform(RevokeFeed(id: id, renew: renew))
        if output.format == .text { Terminal.line("\(id) is revoked; its old address answers 410") }
        if row.url != nil || output.format != .text {
          try FeedReport(reader: backend.reader, output: output).one(row)
        }
      }
    }
  }
}
