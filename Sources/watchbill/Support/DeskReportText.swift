import Timekeeping
import Triage
import Workflows

/// Prints how a desk did: figures first, then people.
struct DeskReportText {
  let reply: ReportDesk.Reply
  let reader: ReaderZone
  let output: FormatOption
  /// The people alone, also in CSV, where one table has one header.
  var onlyPeople = false

  func print() throws {
    if onlyPeople { return try table(Self.person, reply.people.map(columns)) }
    switch output.format {
    case .json: try OutputFormat.printJSON(reply)
    case .csv: OutputFormat.printCSV(header: Self.figures, rows: rows + people)
    case .text:
      let span = "from \(reader.short(reply.from)) until \(reader.short(reply.until)), times in \(reader.zone.id)"
      Terminal.line(Terminal.bold("\(reply.team) \(span)"))
      Terminal.line("")
      try table(Self.figures, rows)
      guard !people.isEmpty else { return Terminal.line("\nnobody did anything on tickets in that time") }
      Terminal.line("")
      try table(Self.person, reply.people.map(columns))
    }
  }

  private static let figures = ["figure", "count", "median", "p90", "business median", "business p90", "kept"]

  private static let person = ["member", "owned", "replies", "notes", "resolved", "help", "points"]

  private func table(_ header: [String], _ rows: [[String]]) throws {
    try output.print(reply, header: header, rows: rows)
  }

  private var rows: [[String]] {
    clocks + effort + [single("improvements", reply.improved, share(reply.improved, of: reply.ended))]
      + reply.volume.flatMap(volume)
      + (reply.reasons ?? []).map { single("ended: \($0.reason)", $0.tickets, "") }
  }

  private var clocks: [[String]] {
    var rows = [row("first response", reply.firstResponse), row("resolution", reply.resolution)]
    if let goal = reply.goal { rows.append(row("goal", goal)) }
    return rows
  }

  /// A source, then each of its channels.
  private func volume(_ volume: ChannelVolume) -> [[String]] {
    let channels = (volume.channels ?? []).map { single("from \(volume.source), \($0.channel)", $0.tickets, "") }
    return [single("from \(volume.source)", volume.tickets, "")] + channels
  }

  /// Where there is nothing to show a share of: a dash for people, nothing for programs.
  private var none: String { output.isText ? "–" : "" }

  private func share(_ part: Int, of whole: Int) -> String { whole == 0 ? none : Share(part, of: whole).text }

  /// How easy it was for customers: the middle answer on its own scale, and the mean in percent of the best.
  private var effort: [[String]] {
    guard !reply.effort.isEmpty else { return [single("effort", 0, none)] }
    return reply.effort.map { effort in
      ["effort, 1 to \(effort.scale)", "\(effort.answers)", "\(effort.median)", "", "", "", "\(effort.percentOfBest)%"]
    }
  }

  /// For spreadsheets: one row a person, under the same header.
  private var people: [[String]] {
    reply.people.map { single("points of \(output.isText ? $0.name : $0.member)", $0.points, "") }
  }

  private func row(_ name: String, _ figures: ReportDesk.ClockRow) -> [String] {
    [name, "\(figures.count)", time(figures.medianSeconds), time(figures.p90Seconds)]
      + [time(figures.businessMedianSeconds), time(figures.businessP90Seconds)]
      + [share(figures.kept, of: figures.promised)]
  }

  private func single(_ name: String, _ count: Int, _ share: String) -> [String] {
    [name, "\(count)", "", "", "", "", share]
  }

  /// `3 hours 20 minutes`, to the nearest minute from the first one on; seconds for programs.
  private func time(_ seconds: Int64?) -> String {
    guard let seconds else { return "" }
    guard output.isText else { return "\(seconds)" }
    guard seconds >= 60 else { return "\(seconds) s" }
    return "\(PlainDuration(.seconds(PlainDuration(.seconds(seconds)).wholeMinutes * 60)))"
  }

  private func columns(_ row: ReportDesk.PersonRow) -> [String] {
    [
      output.isText ? row.name : row.member, "\(row.owned)", "\(row.replies)", "\(row.notes)", "\(row.resolved)",
      "\(row.linkedHelp)",
    ]
      + ["\(row.points)"]
  }
}
