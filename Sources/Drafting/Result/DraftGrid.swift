import Scheduling
import Timekeeping

extension Draft {
  /// The week as a table of text: days across, windows down, names in the cells, `— open` where nobody stands.
  ///
  /// A week fits in 100 columns unless names and duties are long even when shortened. Days without slots are left out.
  ///
  /// A longer period has a table for each of its weeks.
  package func grid() -> String {
    let weeks = period.weeks.filter { week in
      assignments.contains { $0.slot.date >= week.monday && $0.slot.date < week.monday + 7 }
    }
    if weeks.isEmpty { return "\(team) \(period): no slots\n" }
    return weeks.map { DraftGrid(self, $0).text }.joined(separator: "\n")
  }
}

/// Lays out `Draft.grid()`.
private struct DraftGrid {
  private let draft: Draft
  private let week: ISOWeek
  private let days: [CivilDate]
  private let rows: [Row]

  private static let width = 100
  private static let gap = "  "
  private static let open = "— open"
  /// A name is not cut shorter than this, even when the table gets too wide.
  private static let shortest = 6

  private struct Row {
    let title: String
    let window: String
    let line: String
    var cells: [DraftAssignment]
  }

  init(_ draft: Draft, _ week: ISOWeek) {
    self.draft = draft
    self.week = week
    days = week.days.filter { day in draft.assignments.contains { $0.slot.date == day } }
    rows = Self.rows(of: draft.assignments.filter { week.days.contains($0.slot.date) })
  }

  /// One row for each window and place, duties in the order of the draft; a window that ends at another time on some days
  /// has a row for each.
  private static func rows(of assignments: [DraftAssignment]) -> [Row] {
    let severalZones = Set(assignments.map(\.zone)).count > 1
    var rows: [Row] = []
    var duties: [DutyID] = []
    for next in assignments {
      if !duties.contains(next.slot.duty) { duties.append(next.slot.duty) }
      let city = severalZones ? " \(next.zone.name.split(separator: "/").last ?? "")" : ""
      let window = next.window + city
      if let row = rows.firstIndex(where: { $0.line == next.slot.line && $0.window == window }) {
        rows[row].cells.append(next)
      } else {
        rows.append(Row(title: next.title, window: window, line: next.slot.line, cells: [next]))
      }
    }
    return duties.flatMap { duty in
      rows.filter { $0.cells[0].slot.duty == duty }
        .sorted { ($0.window, $0.cells[0].slot.place) < ($1.window, $1.cells[0].slot.place) }
    }
  }

  var text: String {
    guard let first = days.first, let last = days.last else { return "" }
    let zones = Set(draft.assignments.map(\.zone))
    let where_ = zones.count == 1 ? zones.first.map { ", times in \($0)" } ?? "" : ""
    let title = "\(draft.team) \(week), \(Wording.days(first, last))\(where_)"
    return ([title, ""] + table).map { Self.trimmed($0) + "\n" }.joined()
  }

  private var table: [String] {
    let labels = Self.columns([["", ""]] + labelRows)
    let room = Self.width - (labels.first?.columns ?? 0) - days.count * Self.gap.count
    let nameWidth = max(Self.shortest, room / days.count)
    let header = days.map { "\(Wording.weekday($0)) \($0.parts.day)" }
    let body = rows.map { row in days.map { cell(row, $0, nameWidth) } }
    return zip(labels, Self.columns([header] + body)).map { $0 + Self.gap + $1 }
  }

  /// The duty stands beside its first window, a window beside its first place.
  private var labelRows: [[String]] {
    rows.indices.map { index in
      let above = index > 0 ? rows[index - 1] : nil
      let sameDuty = above?.title == rows[index].title
      let sameWindow = sameDuty && above?.window == rows[index].window
      return [sameDuty ? "" : rows[index].title, sameWindow ? "" : rows[index].window]
    }
  }

  private func cell(_ row: Row, _ day: CivilDate, _ width: Int) -> String {
    guard let next = row.cells.first(where: { $0.slot.date == day }) else { return "" }
    return next.member.map { shortName($0, width) } ?? Self.open
  }

  /// The whole name where it fits, else its first word if nobody else has it, else as much as fits.
  private func shortName(_ member: MemberID, _ width: Int) -> String {
    let name = draft.name(of: member)
    guard name.columns > width else { return name }
    let first = Self.firstWord(name)
    let unique = draft.balance.count { Self.firstWord($0.name) == first } <= 1
    if unique, first.columns <= width { return first }
    return name.prefix(columns: width - 1) + "…"
  }

  private static func firstWord(_ name: String) -> String { name.split(separator: " ").first.map(String.init) ?? name }

  /// The rows with their cells filled up to equal widths.
  private static func columns(_ rows: [[String]]) -> [String] {
    let count = rows.first?.count ?? 0
    let widths = (0..<count).map { column in rows.map { $0[column].columns }.max() ?? 0 }
    return rows.map { row in
      zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.columns) }.joined(separator: gap)
    }
  }

  private static func trimmed(_ line: String) -> String {
    var line = line
    while line.last == " " { line.removeLast() }
    return line
  }
}
