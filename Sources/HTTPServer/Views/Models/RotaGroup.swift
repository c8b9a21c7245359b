import Workflows

/// One duty of the grid with its lines of hours.
struct RotaGroup: Sendable {
  struct Heading: Sendable {
    var headingTitle: String
    var headingSpan: Int
  }

  struct Line: Sendable {
    /// Only the first line of a duty has it.
    var heading: Heading?
    var hours: String
    var cells: [Cell]
  }

  struct Cell: Sendable {
    var cellStyle: String
    var chips: [RotaChip]
  }

  let title: String
  var lines: [Line]

  /// The rows of a grid, those of one duty together. `styles` are the days' classes.
  static func all(_ rows: [WeekGrid.Row], styles: [String], people: [String]) -> [RotaGroup] {
    var tones = Tones(people)
    var groups: [RotaGroup] = []
    for part in rows.grouped(by: \.duty) {
      let lines = part.contains { $0.hours == wholeDay } ? [merged(part, &tones)] : part.map { plain($0, &tones) }
      groups.append(RotaGroup(title: part[0].duty, lines: lines, styles: styles))
    }
    return groups
  }

  private static let wholeDay = "00:00–24:00"

  private init(title: String, lines: [(hours: String, days: [[RotaChip]])], styles: [String]) {
    self.title = title
    self.lines = lines.enumerated().map { index, line in
      Line(
        heading: index == 0 ? Heading(headingTitle: title, headingSpan: lines.count) : nil, hours: line.hours,
        cells: zip(line.days, styles).map { Cell(cellStyle: $1, chips: $0) })
    }
  }

  private static func plain(_ row: WeekGrid.Row, _ tones: inout Tones) -> (hours: String, days: [[RotaChip]]) {
    (row.hours, row.days.map { cells in cells.map { chip($0, hours: nil, &tones) } })
  }

  /// A duty that goes round the clock is one line: handoffs show as `until 09:00` and `from 09:00` within their day.
  private static func merged(_ rows: [WeekGrid.Row], _ tones: inout Tones) -> (hours: String, days: [[RotaChip]]) {
    var days: [[RotaChip]] = Array(repeating: [], count: 7)
    for row in rows.sorted(by: { $0.hours < $1.hours }) {
      for (index, cells) in row.days.enumerated().prefix(7) {
        days[index] += cells.map { chip($0, hours: shortened(row.hours), &tones) }
      }
    }
    return ("all day", days)
  }

  private static func chip(_ cell: WeekGrid.Cell, hours: String?, _ tones: inout Tones) -> RotaChip {
    RotaChip(
      chipName: cell.name, chipHours: hours, conflict: cell.isConflict, tone: tones.tone(of: cell.member),
      standIns: cell.standIns.map {
        RotaChip.StandIn(standInName: $0.name, standInDuty: $0.dutyTitle, standInTone: tones.tone(of: $0.member))
      }, chipOpen: cell.isOpen)
  }

  /// `until 09:00`, `from 09:00`; nil for the whole day.
  private static func shortened(_ hours: String) -> String? {
    if hours == wholeDay { return nil }
    if hours.hasPrefix("00:00–") { return "until \(hours.suffix(5))" }
    return hours.hasSuffix("–24:00") ? "from \(hours.prefix(5))" : hours
  }

  /// This duty's lines of one day, for the list per day.
  func entries(day: Int) -> [RotaModel.Entry] {
    lines.filter { day < $0.cells.count && !$0.cells[day].chips.isEmpty }.map {
      RotaModel.Entry(entryDuty: title, entryHours: $0.hours, entryChips: $0.cells[day].chips)
    }
  }
}

/// Gives each person a colour by their place in the team; those who left it come after, in the order of the grid.
private struct Tones {
  private var order: [String: Int] = [:]

  init(_ people: [String]) {
    for member in people { _ = tone(of: member) }
  }

  mutating func tone(of member: String) -> Int {
    if let known = order[member] { return known % 8 }
    order[member] = order.count
    return (order.count - 1) % 8
  }
}

extension [WeekGrid.Row] {
  /// Runs of neighbours that share `key`.
  fileprivate func grouped(by key: (WeekGrid.Row) -> String) -> [[WeekGrid.Row]] {
    var groups: [[WeekGrid.Row]] = []
    for row in self {
      if let last = groups.last?.first, key(last) == key(row) {
        groups[groups.count - 1].append(row)
      } else {
        groups.append([row])
      }
    }
    return groups
  }
}
