import ArgumentParser
import Timekeeping
import Triage
import Workflows

struct ReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "How a team's desk did, and who did what.",
    discussion: """
      Examples:
        watchbill report field-support
        watchbill report field-support --from 2026-11-01 --until 2026-12-01
        watchbill report field-support --format csv
        watchbill report field-support --people --format csv
      Without times it is about the last 28 days; --until is exclusive. Dates are
      those of your own zone: TZ=America/New_York cuts a month where New York does.
      First responses are of tickets that began in that time, resolutions and effort
      of those that ended in it. The goal is of every wait for an answer that began
      in it, where a queue has one; its business time is with somebody on shift.
      Business time is otherwise the queue's open time, of a resolution without what
      the customer took. Kept: of the promises that are decided. Half took at most
      the median, nine of ten at most p90. Effort has a row for each scale that
      customers answered on: its median is a score of that scale, its last column the
      mean in percent of the best answer. Points: 2 a reply, 1 a note, 3 a linked
      help.
      JSON: {team, from, until, firstResponse: {count, medianSeconds, p90Seconds,
      businessMedianSeconds, businessP90Seconds, promised, kept}, resolution, goal,
      effort: [{scale, answers, median, percentOfBest}], ended, improved,
      volume: [{source, tickets, channels: [{channel, tickets}]}], reasons: [{reason,
      tickets}], people: [{member, name, owned, replies, notes, resolved, linkedHelp,
      points}]}.
      """)

  @Argument(help: "The team.") var team: String
  @Option(name: .long, help: "The start: a date or a time.") var from: InstantArgument?
  @Option(name: .long, help: "The end, exclusive.") var until: InstantArgument?
  @Flag(name: .long, help: "Who did what, and nothing else.") var people = false
  @OptionGroup var store: StoreOptions
  @OptionGroup var output: FormatOption

  func run() async throws {
    try await Backend.with(store) { backend in
      let now = Wiring.clock().now()
      let end = try until?.instant(now: now, zone: backend.reader.zone) ?? now
      let start = try from?.instant(now: now, zone: backend.reader.zone) ?? end - .hours(24 * 28)
      let reply = try await backend.perform(ReportDesk(team: team, from: start, until: end))
      try DeskReportText(reply: reply, reader: backend.reader, output: output, onlyPeople: people).print()
    }
  }
}
