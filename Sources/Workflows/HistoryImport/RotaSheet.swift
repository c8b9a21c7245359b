import Timekeeping

/// What a spreadsheet says about who stood what, before anything is looked up.
///
/// Either a list with the columns date, start, end, duty and member, in any order and beside others; or such a list as the
/// program exports itself (`ShiftTable`), without a date and with instants and a team; or a grid, with the
/// duty and its time at the start of each row (duty, start, end; or duty, time as 08:00-12:00) and a column for each day,
/// in whose cells names stand, several of them apart by `/`, `;` or a line break.
struct RotaSheet {
  /// One name in one place.
  struct Entry {
    let line: Int
    /// The heading of the column, in a grid.
    let column: String?
    let date: String
    let start: String
    let end: String
    let duty: String
    let member: String
    /// Whose shift the row says it is; nil where it does not.
    var team: String? = nil

    /// `line 4` or `line 4, 2026-11-30`.
    var place: String { "line \(line)" + (column.map { ", \($0)" } ?? "") }
  }

  let entries: [Entry]

  static let form =
    "the columns date, start, end, duty, member; or duty, start, end and a column for each day; or the table of "
    + "watchbill shifts --format csv"
  private static let nobody: Set<String> = ["", "-", "–", "—", "open", "nobody"]

  init(_ text: String) throws(TextProblem) {
    let table = try CSVTable(text)
    guard let header = table.rows.first else {
      throw TextProblem("the file is empty", help: "write \(Self.form)")
    }
    let columns = Columns(header.cells)
    let rows = table.rows.dropFirst()
    if let list = columns.list ?? (columns.grid == nil ? columns.ownList : nil) {
      try table.refuseUnread(beside: list.columns)
      entries = rows.map { Self.entry($0, list) }
    } else if let grid = columns.grid {
      try table.refuseUnread(beside: grid.columns)
      entries = rows.flatMap { Self.entries($0, grid, header.cells) }
    } else {
      throw TextProblem("line \(header.line) does not say what the columns are", help: "write \(Self.form)")
    }
  }

  private static func entry(_ row: CSVTable.Row, _ list: Columns.List) -> Entry {
    Entry(
      line: row.line, column: nil, date: row[list.date], start: row[list.start], end: row[list.end],
      duty: row[list.duty], member: row[list.member], team: list.team.map { row[$0] })
  }

  private static func entries(_ row: CSVTable.Row, _ grid: Columns.Grid, _ header: [String]) -> [Entry] {
    let (start, end) = grid.time(row)
    return grid.days.flatMap { day -> [Entry] in
      row[day].split { "/;\n".contains($0) || $0.isNewline }.map { Self.trimmed($0) }.filter { name in
        !nobody.contains(name.lowercased())
      }.map { name in
        Entry(
          line: row.line, column: header[day], date: header[day], start: start, end: end, duty: row[grid.duty],
          member: name)
      }
    }
  }

  private static func trimmed(_ text: Substring) -> String {
    var rest = text
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}

extension CSVTable.Row {
  /// Empty behind the end of the row.
  fileprivate subscript(_ column: Int) -> String { column < cells.count ? cells[column] : "" }
}

/// Which column says what.
private struct Columns {
  struct List {
    let date: Int
    let start: Int
    let end: Int
    let duty: Int
    let member: Int
    let team: Int?

    var columns: [Int] { [date, start, end, duty, member] + [team].compactMap(\.self) }
  }

  struct Grid {
    let duty: Int
    let start: Int?
    let end: Int?
    let span: Int?
    let days: [Int]

    /// Those of which there is one; of days each is read.
    var columns: [Int] { [duty] + [start, end, span].compactMap(\.self) }

    func time(_ row: CSVTable.Row) -> (String, String) {
      if let start, let end { return (row[start], row[end]) }
      let parts = (span.map { row[$0] } ?? "").split { "-–—".contains($0) }.map(String.init)
      guard parts.count == 2 else { return (span.map { row[$0] } ?? "", "") }
      return (parts[0].filter { !$0.isWhitespace }, parts[1].filter { !$0.isWhitespace })
    }
  }

  private let names: [String]

  init(_ header: [String]) { names = header.map { $0.lowercased() } }

  private func column(_ words: String...) -> Int? { names.firstIndex { words.contains($0) } }

  private var duty: Int? { column("duty", "role") }
  private var start: Int? { column("start", "from") }
  private var end: Int? { column("end", "until", "to") }

  var list: List? { column("date", "day").flatMap { list(date: $0, team: nil) } }

  /// As our own tables have it: an instant says its day, and each row its team.
  var ownList: List? {
    guard let start, let team = column("team") else { return nil }
    return list(date: start, team: team)
  }

  private func list(date: Int, team: Int?) -> List? {
    guard let start, let end, let duty, let member = column("member", "name", "person", "who") else { return nil }
    return List(date: date, start: start, end: end, duty: duty, member: member, team: team)
  }

  var grid: Grid? {
    let days = names.indices.filter { SheetDate.date(names[$0]) != nil }
    let span = column("time", "times", "hours", "window")
    guard let duty, !days.isEmpty, span != nil || (start != nil && end != nil) else { return nil }
    return Grid(duty: duty, start: start, end: end, span: span, days: days)
  }
}

/// Dates and times as spreadsheets write them.
enum SheetDate {
  /// `2026-11-30` or `30.11.2026`, also with a weekday before it. With slashes nobody knows what is the month.
  static func date(_ text: String) -> CivilDate? {
    let word = text.split(separator: " ").last.map(String.init) ?? ""
    if let date = try? CivilDate(text: word) { return date }
    let parts = word.split(separator: ".").map { Int($0) }
    guard parts.count == 3, let day = parts[0], let month = parts[1], let year = parts[2], year > 999 else {
      return nil
    }
    return CivilDate(year, month, day)
  }

  /// Minutes from midnight: `08:00`, `8:00`, `08:00:00` or `24:00`.
  static func minutes(_ text: String) -> Int? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count), let hour = Int(parts[0]), let minute = Int(parts[1]), parts[1].count == 2,
      (0..<60).contains(minute), (0...24).contains(hour), hour * 60 + minute <= 1440,
      parts.count == 2 || parts[2] == "00"
    else { return nil }
    return hour * 60 + minute
  }
}
