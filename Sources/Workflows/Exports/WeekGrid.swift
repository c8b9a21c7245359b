import Scheduling
import Timekeeping

/// One week of a team as a grid: days across, duties and their hours down, names in the cells.
package struct WeekGrid: Sendable {
  package struct Row: Sendable {
    package var duty: String
    /// `08:00–12:00`, in the team's zone.
    package var hours: String
    /// One cell a day, Monday first; several names where several people are on.
    package var days: [[Cell]]
  }

  package struct Cell: Sendable, Hashable {
    package var name: String
    package var member: String
    /// True for the time in which leave stands against the shift, and only for that.
    package var isConflict: Bool
    /// Those of a fallback who answer while leave stands against the shift.
    package var standIns: [StandIn] = []
    /// True where nobody answers meanwhile: the time is among the gaps.
    package var isOpen = false
  }

  package struct StandIn: Sendable, Hashable {
    package var name: String
    package var member: String
    /// The duty they answer from.
    package var dutyTitle: String
  }

  package let title: String
  package let zone: String
  package let week: ISOWeek
  package let rows: [Row]
  /// Required time of the week that nobody fills, and time of absent people for whom nobody answers.
  package let gaps: [OpenTime]

  package struct OpenTime: Sendable, Hashable {
    package var duty: String
    package var dutyTitle: String
    package var interval: Interval
    /// False while the rota of that time is still to be published.
    package var isPublished: Bool
    /// `desk: Mon 2026-11-23 08:00 – Mon 2026-11-23 12:00: nobody`, in the team's zone.
    package var sentence: String
  }

  /// `timeline` covers the week. Gaps that were over by `gapsSince` are left out: nobody can fill them any more.
  package init(_ timeline: OnCallTimeline, week: ISOWeek, gapsSince: Timestamp = .distantPast) {
    self.week = week
    title = timeline.schedule.name
    zone = timeline.zone.id.name
    rows = timeline.duties.flatMap { GridRows(timeline: timeline, week: week, duty: $0).rows }
    gaps = timeline.duties.flatMap { timeline.openTime(of: $0) }.filter { $0.interval.end > gapsSince }.map { gap in
      let why = gap.reason == .notPublished ? "not published yet" : "nobody"
      let from = WallText.short(gap.interval.start, in: timeline.zone)
      let to = WallText.short(gap.interval.end, in: timeline.zone)
      return OpenTime(
        duty: gap.duty.text, dutyTitle: timeline.title(of: gap.duty), interval: gap.interval,
        isPublished: gap.reason != .notPublished,
        sentence: "\(gap.duty): \(from) – \(to): \(why)")
    }
  }

  /// The grid as plain text.
  package var text: String {
    let days = week.days.map { WallText.title($0.weekday) + " " + $0.description.suffix(5) }
    let table =
      [["", ""] + days]
      + rows.map { row in
        [row.duty, row.hours]
          + row.days.map { cells in cells.isEmpty ? "·" : cells.map(\.label).joined(separator: ", ") }
      }
    let open = gaps.isEmpty ? ["No gaps."] : ["Gaps:"] + gaps.map { "  " + $0.sentence }
    return ([title + ", " + week.description + " (" + zone + ")", ""] + TextTable.lines(table) + [""] + open)
      .joined(separator: "\n") + "\n"
  }
}

extension WeekGrid.Cell {
  /// The name, with a mark where leave stands against the shift, and who answers then: `Ana (!), Bo from Secondary`.
  package var label: String {
    guard isConflict else { return name }
    let others = isOpen ? ["nobody"] : standIns.map { "\($0.name) from \($0.dutyTitle)" }
    return ([name + " (!)"] + others).joined(separator: ", ")
  }
}

/// Collects one duty's shifts into rows by their hours on the wall.
private struct GridRows {
  private let timeline: OnCallTimeline
  private let week: ISOWeek
  private let duty: DutyTimeline
  private let parts: [DayPart<ShiftStretch>]

  init(timeline: OnCallTimeline, week: ISOWeek, duty: DutyTimeline) {
    (self.timeline, self.week, self.duty) = (timeline, week, duty)
    parts = timeline.dayParts(duty.shifts.flatMap { timeline.stretches(of: $0) }, of: week) { $0.interval }
  }

  var rows: [WeekGrid.Row] {
    var rows: [WeekGrid.Row] = []
    for hours in labels {
      let days = week.days.map { cells(on: $0, hours: hours) }
      rows.append(WeekGrid.Row(duty: duty.duty.title, hours: hours, days: days))
    }
    return rows
  }

  private var labels: [String] {
    var labels: [String] = []
    for held in parts.map(\.hours) where !labels.contains(held) { labels.append(held) }
    return labels.sorted()
  }

  private func cells(on date: CivilDate, hours: String) -> [WeekGrid.Cell] {
    parts.filter { $0.date == date && $0.hours == hours }.map { cell($0.content) }
  }

  private func cell(_ stretch: ShiftStretch) -> WeekGrid.Cell {
    let member = stretch.shift.member
    let standIns = stretch.answering.filter { $0.duty != duty.duty.id }.map {
      WeekGrid.StandIn(
        name: timeline.name($0.member), member: $0.member.text, dutyTitle: timeline.title(of: $0.duty))
    }
    let isOpen = stretch.isAway && stretch.answering.isEmpty && !duty.duty.isShadow
    return WeekGrid.Cell(
      name: timeline.name(member), member: member.text, isConflict: stretch.isAway, standIns: standIns, isOpen: isOpen)
  }
}

/// Columns of text, padded to the widest cell as terminals show it.
package enum TextTable {
  /// A line for each row: a line end within a cell becomes a blank.
  package static func lines(_ rows: [[String]]) -> [String] {
    let rows = rows.map { $0.map { $0.split(whereSeparator: \.isNewline).joined(separator: " ") } }
    let columns = rows.map(\.count).max() ?? 0
    let widths = (0..<columns).map { column in rows.map { $0.count > column ? $0[column].columns : 0 }.max() ?? 0 }
    return rows.map { row in
      let cells = row.enumerated().map { index, cell in
        cell + String(repeating: " ", count: max(0, widths[index] - cell.columns))
      }
      let line = cells.joined(separator: "  ")
      return String(line.reversed().drop { $0 == " " }.reversed())
    }
  }
}
