import Timekeeping
import Triage

/// The tickets of a table.
struct CSVTickets {
  /// So many problems are told; a table that is wrong throughout need not be told line by line.
  static let noteLimit = 200

  private let table: CSVTable
  /// For each column, our name for it.
  private let columns: [String?]
  private let ignored: [String]
  /// A sentence for each of our fields that several columns are.
  private let shared: [String]

  init(_ table: CSVTable, options: SourceOptions) throws(Refusal) {
    guard let head = table.rows.first else { throw Refusal(422, "the file is empty: the first row names the columns") }
    let names = FieldNames(options)
    columns = head.fields.map { names.ours(for: $0) }
    ignored = zip(head.fields, columns).filter { $0.1 == nil }.map { $0.0.shown }
    shared = Self.shared(head.fields, columns)
    self.table = table
    for needed in ["id", "title"] where !columns.contains(needed) {
      let found = head.fields.map { "'\($0.shown)'" }.joined(separator: ", ")
      throw Refusal(
        422,
        "no column is the \(needed): name one so, or map it with `fields: { COLUMN: \(needed) }`; there are \(found)")
    }
    guard table.rows.count - 1 <= CSVImport.rowLimit else {
      throw Refusal(413, "the file has \(table.rows.count - 1) rows: send at most \(CSVImport.rowLimit) at a time")
    }
  }

  /// - Returns: the events of all rows that are tickets, and a sentence for every other row.
  func read() throws(Refusal) -> (events: [SourceEvent], notes: [String]) {
    var events: [SourceEvent] = []
    var notes = ignored.isEmpty ? [] : ["columns that are not used: \(ignored.joined(separator: ", "))"]
    notes += shared
    var lines: [String: Int] = [:]
    var over: [Int] = []
    for row in table.rows.dropFirst() {
      notes += surplus(of: row)
      do throws(Refusal) {
        let found = try self.events(of: row, notes: &notes)
        events += found
        if found.last?.facts.isClosed == true { over.append(row.line) }
        let id = found.first?.item.id ?? ""
        if let first = lines.updateValue(row.line, forKey: id) {
          notes.append(
            "line \(row.line): '\(id)' was in line \(first) already; both are one ticket, and of each thing the newer "
              + "row holds, its words as well")
        }
      } catch {
        notes.append("line \(row.line): \(error.message)")
      }
    }
    guard !events.isEmpty else {
      throw Refusal(422, "no row is a ticket: \(notes.last ?? "there are no rows below the first")")
    }
    notes += Self.overNote(over) + unusedWords
    let more = notes.count - Self.noteLimit
    return (events, more > 0 ? notes.prefix(Self.noteLimit) + ["and \(more) more problems"] : notes)
  }

  private static func shared(_ head: [String], _ columns: [String?]) -> [String] {
    columns.compactMap { $0 }.uniqued.compactMap { name in
      let places = columns.indices.filter { columns[$0] == name }
      guard places.count > 1 else { return nil }
      let named = places.map { "'\(head[$0].shown)' (column \($0 + 1))" }.joined(separator: ", ")
      return "the \(name) stands in several columns: \(named); of each row the first that is not empty counts"
    }
  }

  /// A row with cells beyond the last column, which mostly is one whose cells are not where they seem to be.
  private func surplus(of row: CSVTable.Row) -> [String] {
    let cells = row.fields.dropFirst(columns.count).count { !$0.trimmingBlanks.isEmpty }
    guard cells > 0 else { return [] }
    return [
      "line \(row.line): what stands beyond its last column is left out (\(cells) \(cells == 1 ? "cell" : "cells")); "
        + "quote a cell that has a separator in it"
    ]
  }

  /// How many lines one sentence names; the rest is counted.
  private static let lineLimit = 20

  /// Rows that open nothing, in one sentence: most of an export are of that kind.
  private static func overNote(_ lines: [Int]) -> [String] {
    guard let first = lines.first else { return [] }
    guard lines.count > 1 else { return ["line \(first): it is over already, so no ticket is opened for it"] }
    let named = lines.prefix(lineLimit).map(String.init).joined(separator: ", ")
    let rest = lines.count > lineLimit ? " and \(lines.count - lineLimit) more" : ""
    return ["lines \(named)\(rest): they are over already, so no tickets are opened for them"]
  }

  /// What the rows say and nothing here goes by, a sentence for each word.
  private var unusedWords: [String] {
    var notes: [String] = []
    var told: Set<String> = []
    var isAssigned = false
    for row in table.rows.dropFirst() {
      let status = value("status", row)
      if let status, !CSVStatus.isKnown(status), told.insert(status.lowercased()).inserted {
        notes.append("line \(row.line): the status '\(status.shown)' is not known, so such tickets are open")
      }
      isAssigned = isAssigned || (value("assignee", row) != nil && !(status.map(CSVStatus.isOver) ?? false))
    }
    if isAssigned { notes.append("assignees are not taken over: open tickets go to whoever is on shift") }
    return notes
  }

  private func value(_ name: String, _ row: CSVTable.Row) -> String? {
    for (place, column) in columns.enumerated() where column == name && place < row.fields.count {
      let text = row.fields[place].trimmingBlanks
      if !text.isEmpty { return text }
    }
    return nil
  }

  private func id(_ row: CSVTable.Row) throws(Refusal) -> String {
    guard let id = value("id", row) else { throw Refusal(422, "there is no id, so the row is left out") }
    guard TicketRules.isID(id) else {
      throw Refusal(422, "the id '\(id.shown)' is not \(TicketRules.idForm), so the row is left out")
    }
    return id
  }

  private func events(of row: CSVTable.Row, notes: inout [String]) throws(Refusal) -> [SourceEvent] {
    let id = try id(row)
    let created = instant("created", row, notes: &notes)
    let closed = instant("closed", row, notes: &notes)
    let updated = instant("updated", row, notes: &notes)
    let isClosed = value("status", row).map(CSVStatus.isOver) ?? (closed != nil)
    let facts = facts(row, isClosed: isClosed)
    let version = [created, updated, closed].compactMap { $0 }.max().map(SourceVersion.init)
    func event(_ what: SourceHappening, _ at: Timestamp?) -> SourceEvent {
      SourceEvent(
        item: ItemKey(id), what: what, facts: facts, version: version, occurred: at,
        author: EventAuthor(facts.customer ?? Party(), kind: .customer))
    }
    let message = ItemMessage(id: "body", text: FittedText.body(value("body", row)))
    let opening = event(.opened(message), created)
    return isClosed ? [opening, event(.closed(SourceClosing()), closed ?? updated)] : [opening]
  }

  private func instant(_ name: String, _ row: CSVTable.Row, notes: inout [String]) -> Timestamp? {
    guard let text = value(name, row) else { return nil }
    if let instant = LooseInstant.read(text) { return instant }
    notes.append("line \(row.line): '\(text.shown)' is not a time, such as 2026-03-27T16:00:00Z; it is left out")
    return nil
  }

  private func facts(_ row: CSVTable.Row, isClosed: Bool) -> ItemFacts {
    let customer = FittedText.party(
      name: value("requester", row), address: value("address", row), organisation: value("organisation", row))
    let tags = value("tags", row).map { $0.split(whereSeparator: { ",; ".contains($0) }).map(String.init) }
    return ItemFacts(
      title: FittedText.title(value("title", row) ?? ""), tags: tags.map(FittedText.tags),
      priority: FittedText.word(value("priority", row)?.lowercased()), customer: customer.ifKnown,
      url: FittedText.link(value("url", row)), isClosed: isClosed,
      status: FittedText.word(value("status", row)?.lowercased()),
      assignee: value("assignee", row).map { FittedText.party(name: $0) })
  }
}
