import Timekeeping

/// A table of comma-separated values (RFC 4180), as spreadsheets write it: also with semicolons or tabs, and with a byte
/// order mark.
struct CSVTable {
  struct Row {
    /// The line of the file that it begins on; the first is 1.
    let line: Int
    let cells: [String]
  }

  /// Rows in which something stands, each cell without blanks around it.
  let rows: [Row]

  static let mostBytes = 4 << 20
  static let mostRows = 50_000
  static let mostCells = 400

  init(_ text: String) throws(TextProblem) {
    guard text.utf8.count <= Self.mostBytes else {
      throw TextProblem("the file has \(text.utf8.count) bytes", help: "split it: at most \(Self.mostBytes)")
    }
    // UTF-16 without a byte order mark reads as UTF-8 in which every other byte is NUL.
    guard !text.utf8.contains(0) else {
      throw TextProblem("the file has NUL bytes, so it is not UTF-8 text", help: "save it as CSV UTF-8")
    }
    var reader = CSVReader(text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text)
    var rows: [Row] = []
    while let row = try reader.next() {
      guard row.cells.contains(where: { !$0.isEmpty }) else { continue }
      guard row.cells.count <= Self.mostCells else {
        throw TextProblem("line \(row.line) has \(row.cells.count) cells", help: "at most \(Self.mostCells) are read")
      }
      rows.append(row)
      guard rows.count <= Self.mostRows else {
        throw TextProblem("the file has more than \(Self.mostRows) rows", help: "split it")
      }
    }
    self.rows = rows
  }

  /// A heading in the one spelling that all are compared in: `Created_At` is `created at`.
  static func heading(_ cell: String) -> String {
    String(cell.lowercased().map { $0 == "_" || $0 == "-" ? " " : $0 })
  }

  /// Refuses what would be dropped without a word: a second column with the heading of one that is read, also in another
  /// spelling, and cells behind the last heading.
  func refuseUnread(beside columns: [Int]) throws(TextProblem) {
    guard let header = rows.first, let last = header.cells.lastIndex(where: { !$0.isEmpty }) else { return }
    let names = header.cells.map(Self.heading)
    for column in columns {
      guard let twin = names.indices.first(where: { $0 != column && names[$0] == names[column] }) else { continue }
      throw TextProblem(
        "line \(header.line): columns \(column + 1) and \(twin + 1) are both called '\(header.cells[column].echoed)'",
        help: "keep one of them, or call the other otherwise")
    }
    for row in rows.dropFirst() {
      guard let column = row.cells.indices.first(where: { $0 > last && !row.cells[$0].isEmpty }) else { continue }
      throw TextProblem(
        "line \(row.line), column \(column + 1): '\(row.cells[column].echoed)' has no heading in line \(header.line)",
        help: "name its column, or quote a cell that has a separator in it")
    }
  }
}

/// Reads one row after the other.
private struct CSVReader {
  private let characters: [Character]
  private let separator: Character
  private var place = 0
  private var line = 1

  init(_ text: String) {
    characters = Array(text)
    separator = Self.separator(of: characters)
  }

  /// What stands most often in the first line.
  private static func separator(of characters: [Character]) -> Character {
    let first = characters.prefix { !$0.isNewline }
    let candidates: [Character] = [",", ";", "\t"]
    return candidates.map { candidate in (candidate, first.count { $0 == candidate }) }
      .reduce((",", 0)) { $1.1 > $0.1 ? $1 : $0 }.0
  }

  mutating func next() throws(TextProblem) -> CSVTable.Row? {
    guard place < characters.count else { return nil }
    let first = line
    var cells = [try cell()]
    while place < characters.count, characters[place] == separator {
      place += 1
      cells.append(try cell())
    }
    if place < characters.count {
      guard characters[place].isNewline else {
        throw TextProblem(
          "line \(line) has text behind a closing quotation mark", help: "write a quotation mark inside twice: \"\"")
      }
      place += 1
      line += 1
    }
    return CSVTable.Row(line: first, cells: cells)
  }

  private mutating func cell() throws(TextProblem) -> String {
    if place < characters.count, characters[place] == "\"" { return trimmed(try quoted()) }
    let start = place
    while place < characters.count, characters[place] != separator, !characters[place].isNewline { place += 1 }
    return trimmed(String(characters[start..<place]))
  }

  private mutating func quoted() throws(TextProblem) -> String {
    let opened = line
    var text = ""
    place += 1
    while place < characters.count {
      let next = characters[place]
      place += 1
      if next == "\"" {
        guard place < characters.count, characters[place] == "\"" else { return text }
        place += 1
      } else if next.isNewline {
        line += 1
      }
      text.append(next)
    }
    throw TextProblem("the quotation mark opened in line \(opened) is never closed", help: "close it")
  }

  private func trimmed(_ text: String) -> String {
    var rest = text[...]
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}
