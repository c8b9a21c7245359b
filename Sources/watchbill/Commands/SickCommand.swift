import ArgumentParser
import Scheduling
import Timekeeping
import Workflows

struct SickCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sick", abstract: "Somebody cannot come: off at once, and three colleagues are asked for each shift.",
    discussion: """
      Examples:
        watchbill sick ana
        watchbill sick ana --until 2026-11-25 --note flu
        watchbill sick ana --as lead --dry-run
      Without --until it is to the end of the member's day, or of the shift that
      runs. The first colleague who accepts has the shift (watchbill cover accept);
      until then the duty's fallback answers. Undo: watchbill leave remove.
      JSON: {leave, shifts: [{part, request, candidates, fallback}], isDryRun}.
      """)

  @Argument(help: "The member's id.") var member: String
  @Option(name: .long, help: "The end, exclusive: a date or a time in your zone.") var until: InstantArgument?
  @Option(name: .long, help: "A word on why, for colleagues and the lead.") var note: String?
  @OptionGroup var speaker: SpeakerOption
  @OptionGroup var trial: TrialOption
  @OptionGroup var store: StoreOptions
  @OptionGroup var output: FormatOption

  func run() async throws {
    try await Backend.with(store) { backend in
      let end = try until?.instant(now: Wiring.clock().now(), zone: backend.reader.zone)
      let reply = try await backend.perform(
        ReportSick(member: member, until: end, note: note, speaker: speaker.speaker, dryRun: trial.dryRun))
      guard output.isText else {
        return try output.print(
          reply, header: ConflictText.header, rows: reply.shifts.map { ConflictText.cells($0, output, backend.reader) })
      }
      let trial = reply.isDryRun ? "would be: " : ""
      let leave = reply.leave
      Terminal.line("\(trial)\(leave.id): \(leave.member) is away \(backend.reader.span(leave.from, leave.until))")
      ConflictText.show(reply.shifts, reader: backend.reader)
      if reply.shifts.isEmpty { Terminal.line("  it lands on no shift") }
    }
  }
}
