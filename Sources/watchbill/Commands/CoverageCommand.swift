import ArgumentParser
import Timekeeping
import Workflows

struct CoverageCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "coverage", abstract: "Find gaps, broken rules and uneven hours ahead.",
    discussion: """
      Examples:
        watchbill coverage
        watchbill coverage field-support --from 2026-12-01 --to 2027-01-01
        watchbill coverage --to 2027-11-21 --all
        watchbill coverage --show balance --format csv
      Exits with 1 when there is required time that a duty does not fill, also where
      a fallback answers. Slots whose rota is still to be published are told and are
      no gap. Hours are a union of intervals, and parts of a whole are rounded half
      away from zero; 100 % means all of it. Even: what part of the hours stands
      where everybody's share would have it. Nights are 22:00-06:00 where the member
      lives, weekends and holidays are the team's.
      JSON: {from, to, hasGaps, teams, people, findings}; times there are in seconds.
      """)

  /// Which part is shown.
  enum Part: String, ExpressibleByArgument, CaseIterable {
    case findings, duties, balance, people
  }

  @Argument(help: "Teams; every team where you give none.") var teams: [String] = []
  @Option(name: .long, help: "The start: now, a date or a time; now where you give none.") var from: InstantArgument?
  @Option(name: .long, help: "The end, exclusive; 13 weeks after the start where you give none.")
  var to: InstantArgument?
  @Option(name: .long, help: "Only this part; csv is of the findings where you give none.") var show: Part?
  @Flag(name: .long, help: "Every finding, not only the worst.") var all = false
  @OptionGroup var store: StoreOptions
  @OptionGroup var output: FormatOption

  func run() async throws {
    try await Backend.with(store) { backend in
      let now = Wiring.clock().now()
      let zone = backend.reader.zone
      let reply = try await backend.perform(
        CheckCoverage(
          teams: teams, from: from?.instant(now: now, zone: zone), to: to?.instant(now: now, zone: zone)))
      try CoverageText(reply: reply, reader: backend.reader, output: output, all: all).print(show)
      if reply.hasGaps { throw CommandFailure.quietNo }
    }
  }
}
