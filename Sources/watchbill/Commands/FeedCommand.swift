import ArgumentParser
import Scheduling
import Timekeeping
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
      abstract: "Make a link to subscribe to: members' shifts, teams', or duties'.",
      discussion: """
        Examples:
          watchbill feed add --member ana --reminder 1h --reminder 1d
          watchbill feed add --team field-support --duty desk
          watchbill feed add --team field-support --team harbour-help --busy
          watchbill feed add --duty field-support/desk --duty harbour-help/anyone
          watchbill feed add --team field-support --gaps --ahead 60
        Reminders are up to the app: some ask, some ignore them. --cancelled keeps
        shifts of the next 30 days that were taken away for a week, as cancelled; not
        every app strikes them out.
        JSON: {id, subject, options, url, created, lastUsed, lastAgent, revoked}, in a
        list of one.
        """)

    @Option(name: .long, help: "A member: their shifts in every team. May be repeated.") var member: [String] = []
    @Option(name: .long, help: "A team. May be repeated.") var team: [String] = []
    @Option(name: .long, help: "A duty: of the one team, or team/duty. May be repeated.") var duty: [String] = []
    @Flag(name: .long, help: "The times that nobody fills, instead of shifts.") var gaps = false
    @Option(name: .long, help: "Remind so long before, such as 1h, 1d or 30m. May be repeated.")
    var reminder: [String] = []
    @Option(name: .long, help: "How many days back it reaches, 0-400; 90 where you give none.") var back: Int?
    @Option(name: .long, help: "How many days ahead, 30-730; 365 where you give none.") var ahead: Int?
    @Flag(help: "Show every shift as busy or as free time, whatever its duty says.") var time: BusyOrFree?
    @Flag(name: .long, help: "Keep shifts that were taken away for a week, as cancelled.") var cancelled = false
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: FormatOption

    func run() async throws {
      try await Backend.with(store) { backend in
        var places = try places()
        let first = places.isEmpty ? FeedChoices.Place() : places.removeFirst()
        let row = try await backend.perform(
          AddFeed(member: first.member, team: first.team, duty: first.duty, choices: choices(also: places)))
        try FeedReport(reader: backend.reader, output: output).one(row)
      }
    }

    /// Duties of the one team stand for it; with `team/duty` any number of teams can be named beside.
    private func places() throws -> [FeedChoices.Place] {
      let plain = duty.filter { !$0.contains("/") }
      guard plain.isEmpty || team.count == 1 else {
        throw OperatorProblem(
          .refused, "nothing says which team --duty \(plain[0]) is of", help: "write team/\(plain[0])")
      }
      let duties = duty.map { text in
        let parts = text.split(separator: "/", maxSplits: 1).map(String.init)
        return FeedChoices.Place(team: parts.count == 2 ? parts[0] : team.first, duty: parts.last)
      }
      let teams = plain.isEmpty ? team.map { FeedChoices.Place(team: $0) } : []
      return member.map { FeedChoices.Place(member: $0) } + teams + duties
    }

    private func choices(also places: [FeedChoices.Place]) throws -> FeedChoices {
      var choices = FeedChoices()
      choices.also = places
      choices.gaps = gaps
      choices.remindBefore = try reminder.map(Self.duration)
      choices.daysBack = back
      choices.daysAhead = ahead
      choices.showAs = time.map { $0 == .busy ? .busy : .free }
      choices.showsCancelled = cancelled
      return choices
    }

    /// `1h`, `30m` and `1d` beside what files take.
    private static func duration(_ text: String) throws -> PlainDuration {
      let units: [Character: String] = ["m": "minutes", "h": "hours", "d": "days"]
      guard let unit = text.last.flatMap({ units[$0] }), let count = Int(text.dropLast()) else {
        return try read(text)
      }
      return try read("\(count) \(unit)")
    }
  }

  enum BusyOrFree: String, EnumerableFlag {
    case busy, free
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
