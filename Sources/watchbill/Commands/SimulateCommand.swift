import ArgumentParser
import Foundation
import Timekeeping
import Workflows

struct SimulateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate", abstract: "Say what a draft would have made of tickets of the past.",
    discussion: """
      Examples:
        watchbill simulate --draft D-3 --tickets tickets.csv
        watchbill simulate --draft D-3 --tickets tickets.csv --handling 35 \\
          --format csv
      The tickets are replayed over the draft by the engine that serves, with the
      team's own queues, targets and escalations, and over what is published for the
      same days: first responses, broken promises, pages and the load of each person.
      Nothing is stored and nobody is told.
      The table has a header with created, and as far as known title, priority,
      customer, channel, tags and handling minutes; commas, semicolons or tabs. Times
      without an offset are on the team's wall. A history longer than the draft is
      replayed stretch by stretch. People work on one ticket at a time while they are
      on, what is due first, and answer every page after --acknowledge minutes.
      JSON: {draft, team, period, replays, left, proposed, published, assumptions};
      proposed and published are {rota, tickets, answered, pages, priorities:
      [{priority, tickets, answered, medianResponse, p90Response, breaches, pages}],
      people: [{member, name, tickets, workMinutes, pages, nightPages, mostOpen}]};
      responses are in seconds of calendar time.
      CSV: median, 90% and work are minutes.
      """)

  @Option(name: .long, help: "A draft's id.") var draft: String
  @Option(name: .long, help: ArgumentHelp("A table of tickets (CSV, at most 4 MiB).", valueName: "file"))
  var tickets: String
  @Option(name: .long, help: "Minutes of work on a ticket whose row does not say.") var handling: Int = 20
  @Option(name: .long, help: "Minutes from a page to its acknowledgement.") var acknowledge: Int = 5
  @OptionGroup var store: StoreOptions
  @OptionGroup var output: FormatOption

  func run() async throws {
    let history = try table()
    try await Backend.with(store) { backend in
      let reply = try await backend.perform(
        SimulateRota(draft: draft, history: history, handling: handling, acknowledging: acknowledge))
      switch output.format {
      case .json: try OutputFormat.printJSON(reply)
      default: try show(reply, zone: backend.reader)
      }
    }
  }

  private func table() throws -> String {
    guard let bytes = FileManager.default.contents(atPath: tickets) else {
      throw OperatorProblem(.refused, "\(tickets) cannot be read", help: "give a table of tickets with --tickets")
    }
    guard let text = String(bytes: bytes, encoding: .utf8) else {
      throw OperatorProblem(.refused, "\(tickets) is not text in UTF-8", help: "save it as CSV in UTF-8")
    }
    return text
  }

  private func show(_ reply: SimulateRota.Reply, zone: ReaderZone) throws {
    let both = [reply.proposed] + (reply.published.map { [$0] } ?? [])
    if output.isText {
      let times = reply.replays == 1 ? "once" : "\(reply.replays) times, each with other tickets"
      Terminal.line("\(reply.draft) of \(reply.team), \(reply.period), lived through \(times)")
      if reply.left > 0 { Terminal.line("\(reply.left) tickets are outside of the draft's days") }
      if reply.published == nil { Terminal.line("nothing is published for these days to compare with") }
    }
    try output.print(
      reply, header: ["rota", "what", "tickets", "answered", "median", "90%", "breaches", "pages", "at night", "work"],
      rows: both.flatMap { $0.priorities.map(row(of: $0.rota)) + $0.people.map(row(of: $0.rota)) }, zone: zone,
      empty: "no ticket was replayed")
    guard output.isText else { return }
    for sentence in reply.assumptions { Terminal.line(Terminal.dim("Assumed: \(sentence).")) }
  }

  private func row(of rota: String) -> (ReplayFigures.PriorityFigures) -> [String] {
    { figures in
      [rota, figures.priority, "\(figures.tickets)", "\(figures.answered)"]
        + [span(figures.medianResponse), span(figures.p90Response)]
        + ["\(figures.breaches)", "\(figures.pages)", "", ""]
    }
  }

  private func row(of rota: String) -> (ReplayFigures.PersonFigures) -> [String] {
    { person in
      [rota, person.member, "\(person.tickets)", "", "", "", "", "\(person.pages)", "\(person.nightPages)"]
        + [span(person.workMinutes * 60)]
    }
  }

  /// To the nearest minute: in words for people, a number for programs.
  private func span(_ seconds: Int?) -> String {
    guard let minutes = seconds.map({ PlainDuration(.seconds($0)).wholeMinutes }) else { return "" }
    return output.isText ? "\(PlainDuration(.seconds(minutes * 60)))" : "\(minutes)"
  }
}
