import Timekeeping
import Triage

/// A ticket of the past, as a table tells of it.
struct HistoricTicket: Sendable {
  /// On the wall of the team.
  var created: CivilDateTime
  var title: String
  var priority: String?
  var customer: String?
  var channel: String?
  var tags: [String]
  /// What it took a person; nil where the table does not say.
  var minutes: Int?
  var line: Int
}

/// Reads a help desk's export: one row for each ticket, with a header that names the columns, in any order.
struct TicketHistorySheet {
  static let form = "created, and as far as known: title, priority, customer, channel, tags, handling minutes"
  /// The longest work on one ticket, in minutes.
  static let longestWork = 100_000

  let tickets: [HistoricTicket]

  /// - Parameter zone: of times that say no offset.
  init(_ text: String, zone: Zone) throws(TextProblem) {
    let table = try CSVTable(text)
    guard let header = table.rows.first else {
      throw TextProblem("the history is empty", help: "give a table with the columns \(Self.form)")
    }
    let columns = try Columns(header)
    try table.refuseUnread(beside: columns.all)
    var tickets: [HistoricTicket] = []
    for row in table.rows.dropFirst() { tickets.append(try Self.ticket(row, columns, zone)) }
    guard !tickets.isEmpty else {
      throw TextProblem("the history has a header and no tickets", help: "give a row for each ticket")
    }
    self.tickets = tickets.sorted { $0.created < $1.created }
  }

  private static func ticket(_ row: CSVTable.Row, _ columns: Columns, _ zone: Zone) throws(TextProblem)
    -> HistoricTicket
  {
    let tags = columns.cell(.tags, row) ?? ""
    return HistoricTicket(
      created: try created(row, columns, zone), title: columns.cell(.title, row) ?? "Line \(row.line) of the history",
      priority: columns.cell(.priority, row)?.lowercased(), customer: columns.cell(.customer, row),
      channel: columns.cell(.channel, row),
      tags: tags.split { ";, ".contains($0) }.map(String.init), minutes: try minutes(row, columns), line: row.line)
  }

  private static func created(
    _ row: CSVTable.Row, _ columns: Columns, _ zone: Zone
  ) throws(TextProblem) -> CivilDateTime {
    let text = columns.cell(.created, row) ?? ""
    if let instant = try? Timestamp(text: text) { return zone.civil(at: instant) }
    let words = text.split { $0 == " " || $0 == "T" }
    guard words.count == 2, let date = try? CivilDate(text: String(words[0])),
      let time = try? CivilTime(text: words[1].split(separator: ":").prefix(2).joined(separator: ":"))
    else {
      throw TextProblem(
        "\(columns.place(.created, row)): '\(text)' is not a date and time",
        help: "write it like 2026-03-02 09:15 (on the team's wall) or 2026-03-02T09:15:00Z")
    }
    return CivilDateTime(date, time)
  }

  private static func minutes(_ row: CSVTable.Row, _ columns: Columns) throws(TextProblem) -> Int? {
    guard let text = columns.cell(.minutes, row) else { return nil }
    guard let number = Double(text), (0...Double(longestWork)).contains(number) else {
      throw TextProblem(
        "\(columns.place(.minutes, row)): '\(text)' is not a number of minutes from 0 to \(longestWork)",
        help: "write minutes of work, such as 25, or leave it empty")
    }
    return Int(number.rounded())
  }

  /// Where each of our columns stands.
  private struct Columns {
    enum Name: String, CaseIterable {
      case created, title, priority, customer, channel, tags, minutes
    }

    private static let words: [String: Name] = [
      "created": .created, "created at": .created, "opened": .created, "title": .title, "subject": .title,
      "priority": .priority, "customer": .customer, "requester": .customer, "channel": .channel, "source": .channel,
      "tags": .tags, "handling minutes": .minutes, "minutes": .minutes,
    ]
    private var places: [Name: Int] = [:]

    var all: [Int] { places.values.sorted() }

    init(_ header: CSVTable.Row) throws(TextProblem) {
      for (place, cell) in header.cells.enumerated() {
        if let name = Self.words[CSVTable.heading(cell)], places[name] == nil { places[name] = place }
      }
      guard places[.created] == nil else { return }
      let near = header.cells.lazy.compactMap { didYouMean($0.lowercased(), among: ["created"]) }.first
      throw TextProblem(
        "line \(header.line): no column is called 'created'" + (near == nil ? "" : ", though one is nearly"),
        help: "give a header with \(TicketHistorySheet.form)")
    }

    func cell(_ name: Name, _ row: CSVTable.Row) -> String? {
      guard let place = places[name], place < row.cells.count, !row.cells[place].isEmpty else { return nil }
      return row.cells[place]
    }

    /// `line 4, column 2 (created)`.
    func place(_ name: Name, _ row: CSVTable.Row) -> String {
      "line \(row.line), column \((places[name] ?? 0) + 1) (\(name.rawValue))"
    }
  }
}
