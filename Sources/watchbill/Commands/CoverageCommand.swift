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
        watchbill coverage --show contacts --proven-within 30
      Required are the hours of a duty's slots, or those of all its layers together
      (a layer without hours asks for all the time): between a layer that ends at
      18:00 and one that begins at 20:00 nobody need be on, and 100 % says nothing of
      it. Exits with 1 when there is required time that a duty does not fill, also
      where a fallback answers. Slots whose rota is still to be published are told
      and are no gap. Hours are a union of intervals, and parts of a whole are
      rounded half away from zero; 100 % means all of it. Even: what part of the
      hours stands where everybody's share would have it. Nights are 22:00-06:00
      where the member lives, weekends and holidays are the team's.
      Contacts are those of everybody on duty, as they are now: answered by a person,
      or arrived (a test page). With --proven-within the exit code is 1, too, when of
      somebody none was proven in so many days; watchbill test-page proves them.
      JSON: {from, to, hasGaps, teams, people, findings, contacts}; times there are
      in seconds.
      """)

  /// Which part is shown.
  enum Part: String, ExpressibleByArgument, CaseIterable {
    case findings, duties, balance, people, contacts
  }

  @Argument(help: "Teams; every team where you give none.") var teams: [String] = []
  @Option(name: .long, help: "The start: now, a date or a time; now where you give none.") var from: InstantArgument?
  @Option(name: .long, help: "The end, exclusive; 13 weeks after the start where you give none.")
  var to: InstantArgument?
  @Option(name: .long, help: "Only this part; csv is of the findings where you give none.") var show: Part?
  @Flag(name: .long, help: "Every finding, not only the worst.") var all = false
  @Option(
    name: .long,
    help: ArgumentHelp("Ask for a contact of everybody on duty that was proven so lately.", valueName: "days"))
  var provenWithin: Int?
  @OptionGroup var store: StoreOptions
  @OptionGroup var output: FormatOption

  func validate() throws {
    if let provenWithin, !(1...3650).contains(provenWithin) {
      throw ValidationError("--proven-within \(provenWithin) is out of range. help: give 1 to 3650")
    }
  }

  func run() async throws {
    try await Backend.with(store) { backend in
      let now = Wiring.clock().now()
      let zone = backend.reader.zone
      let reply = try await backend.perform(
        CheckCoverage(
          teams: teams, from: from?.instant(now: now, zone: zone), to: to?.instant(now: now, zone: zone)))
      let unproven = provenWithin.map { reply.unproven(since: now - .hours(24 * $0)) } ?? []
      try CoverageText(reply: reply, reader: backend.reader, output: output, all: all, unproven: unproven).print(show)
      if reply.hasGaps || !unproven.isEmpty { throw CommandFailure.quietNo }
    }
  }
}
