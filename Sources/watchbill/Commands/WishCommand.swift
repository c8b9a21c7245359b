import ArgumentParser
import Scheduling
import Storage
import Timekeeping
import Workflows

struct WishCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "wish", abstract: "Wish to be off or on; drafts grant it where they can.",
    discussion: """
      Examples:
        watchbill wish add ana off 2026-12-24..2026-12-26
        watchbill wish list --member ana
        watchbill wish remove W-1
      A wish forbids nothing: book leave for what must be. What a draft pays for a
      wish that it does not grant is said by the team's rules (wishes: 5 points).
      """,
    subcommands: [Add.self, List.self, Remove.self])

  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Keep a wish; the next draft looks at it.",
      discussion: """
        Examples:
          watchbill wish add ana off 2026-12-24..2026-12-26
          watchbill wish add ana off 2026-12-04 --hours 18:00-24:00 --weight 3
          watchbill wish add bo on 2026-12-05..2026-12-06 --note "glad of the hours"
        Dates and hours are those of the member's zone; of a..b the last day is
        included. Hours that end at or before their start end on the next day.
        JSON: {id, member, kind, dates, from, until, weight, note}.
        """)

    @Argument(help: "The member's id.") var member: String
    @Argument(help: "off or on.") var kind: String
    @Argument(help: "A date or a range of dates in the member's zone.") var dates: String
    @Option(name: .long, help: "Only this time of each day, such as 18:00-24:00.") var hours: String?
    @Option(name: .long, help: "How much it matters, from 1 to 9.") var weight = 1
    @Option(name: .long, help: "A word on why, for the lead.") var note: String?
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: FormatOption

    func run() async throws {
      guard let kind = KeptWish.Kind(rawValue: kind) else {
        throw CommandFailure.refused("'\(kind)' is not a wish. help: write off or on")
      }
      let range: DateRange = try read(dates)
      let hours = try hours.map(Self.hours)
      try await Backend.with(store) { backend in
        let row = try await backend.perform(
          AddWish(member: member, kind: kind, dates: range, hours: hours, weight: weight, note: note))
        try WishCommand.report(row, output) { "\(row.id): \(row.member) would rather be \($0)" }
      }
    }

    private static func hours(_ text: String) throws -> KeptWish.Hours {
      let ends = text.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
      guard ends.count == 2 else {
        throw CommandFailure.refused("'\(text)' is no time of day. help: write --hours 18:00-24:00")
      }
      return KeptWish.Hours(from: try read(ends[0]), until: try read(ends[1]))
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List wishes that have not passed, from the earliest.",
      discussion: """
        Examples:
          watchbill wish list
          watchbill wish list --member ana --format csv
        JSON: a list of {id, member, kind, dates, from, until, weight, note}.
        """)

    @Option(name: .long, help: "One member's.") var member: String?
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: FormatOption

    func run() async throws {
      try await Backend.with(store) { backend in
        let rows = try await backend.perform(ListWishes(member: member))
        try output.print(rows, header: header, rows: rows.map(cells), empty: "no wishes")
      }
    }
  }

  struct Remove: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take a wish back.", discussion: "Example:\n  watchbill wish remove W-1")

    @Argument(help: "The wish's id.") var id: String
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: FormatOption

    func run() async throws {
      try await Backend.with(store) { backend in
        let row = try await backend.perform(RemoveWish(id: id))
        try WishCommand.report(row, output) { "\(row.id) of \(row.member) is taken back: \($0)" }
      }
    }
  }

  private static let header = ["id", "member", "kind", "dates", "from", "until", "weight", "note"]

  private static func cells(_ row: WishRow) -> [String] {
    [
      row.id, row.member, row.kind.rawValue, "\(row.dates)", row.from.map { "\($0)" } ?? "",
      row.until.map { "\($0)" } ?? "", "\(row.weight)", row.note ?? "",
    ]
  }

  /// One wish as JSON, as a line of CSV, or as a sentence around `off on 2026-12-24, 18:00-24:00, weight 3`.
  private static func report(_ row: WishRow, _ output: FormatOption, _ sentence: (String) -> String) throws {
    guard output.isText else { return try output.print(row, header: header, rows: [cells(row)]) }
    let hours = row.from.flatMap { from in row.until.map { ", \(from)-\($0)" } } ?? ""
    let weight = row.weight > 1 ? ", weight \(row.weight)" : ""
    Terminal.line(sentence("\(row.kind.rawValue) on \(row.dates)\(hours)\(weight)"))
  }
}
