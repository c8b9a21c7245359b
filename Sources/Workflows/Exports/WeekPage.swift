import Scheduling
import Timekeeping

/// One week of a team as a page to print: people down, days across, gaps marked. No script and nothing from elsewhere;
/// the same bytes for the same rota.
struct WeekPage {
  private let timeline: OnCallTimeline
  private let week: ISOWeek
  private let shifts: [DayPart<ShiftStretch>]
  private let gaps: [DayPart<Gap>]

  /// `timeline` covers the week.
  init(_ timeline: OnCallTimeline, week: ISOWeek) {
    self.timeline = timeline
    self.week = week
    shifts = timeline.dayParts(timeline.shifts.flatMap { timeline.stretches(of: $0) }, of: week) { $0.interval }
    gaps = timeline.dayParts(timeline.duties.flatMap { timeline.openTime(of: $0) }, of: week) { $0.interval }
  }

  var html: String {
    let title = Self.escaped("\(timeline.schedule.name), \(DateWords.span(week.monday, week.monday + 6))")
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width">
      <title>\(title)</title>
      <style>
      \(Self.style)
      </style>
      </head>
      <body>
      <h1>\(title)</h1>
      <p>\(Self.escaped("Week \(week.number). Times are in \(zones)."))</p>
      <table>
      <thead><tr><th scope="col">Who</th>\(week.days.map(header).joined())</tr></thead>
      <tbody>
      \(rows.joined(separator: "\n"))
      </tbody>
      </table>
      <p class="legend">\(legend.joined(separator: " "))</p>
      </body>
      </html>

      """
  }

  // MARK: Rows

  private var rows: [String] {
    let open = [
      row("Nobody", kind: "gap", gaps.filter { $0.content.reason == .nobody }) { gap in
        (timeline.title(of: gap.duty), false)
      },
      row("To be published", kind: "waiting", gaps.filter { $0.content.reason == .notPublished }) { gap in
        (timeline.title(of: gap.duty), false)
      },
    ]
    return people.map { member in
      row(timeline.name(member), kind: "person", shifts.filter { $0.content.shift.member == member }) { held in
        (timeline.title(of: held.shift.duty), held.isAway)
      }
    } + open.filter { !$0.isEmpty }
  }

  /// In the order of the file; then those who are no longer in it.
  private var people: [MemberID] {
    let known = timeline.schedule.members.map(\.id)
    let others = Set(shifts.map(\.content.shift.member)).subtracting(known).sorted()
    return known.filter { id in shifts.contains { $0.content.shift.member == id } } + others
  }

  /// Empty without any part, but for people.
  private func row<Item>(
    _ name: String, kind: String, _ parts: [DayPart<Item>], words: (Item) -> (duty: String, isConflict: Bool)
  ) -> String {
    guard !parts.isEmpty else { return "" }
    let cells = week.days.map { date in
      let lines = parts.filter { $0.date == date }.sorted { $0.interval.start < $1.interval.start }.map { part in
        let (duty, isConflict) = words(part.content)
        let text = "<b>\(Self.escaped(duty))</b> <span>\(part.hoursInWords)</span>"
        return isConflict ? "<div class=\"conflict\">\(text) (!)</div>" : "<div>\(text)</div>"
      }
      return "<td class=\"\(Self.day(date))\">\(lines.joined())</td>"
    }
    return "<tr class=\"\(kind)\"><th scope=\"row\"><bdi>\(Self.escaped(name))</bdi></th>\(cells.joined())</tr>"
  }

  private func header(_ date: CivilDate) -> String {
    "<th scope=\"col\" class=\"\(Self.day(date))\">\(DateWords.short(date))</th>"
  }

  private static func day(_ date: CivilDate) -> String { date.weekday >= .sat ? "weekend" : "weekday" }

  // MARK: Words

  /// With every offset of the week, so that a sheet on a wall says when the clock was turned.
  private var zones: String {
    let instants = week.days.map { timeline.zone.startOfDay($0) } + [timeline.zone.startOfDay(week.monday + 7)]
    var names: [String] = []
    for name in instants.map({ timeline.zone.abbreviation(at: $0) }) where !names.contains(name) { names.append(name) }
    return "\(timeline.zone.id) (\(names.joined(separator: ", then ")))"
  }

  private var legend: [String] {
    var legend: [String] = []
    let reasons = gaps.map(\.content.reason)
    if reasons.contains(.nobody) { legend.append("<b>Nobody</b>: required time that nobody fills.") }
    if reasons.contains(.notPublished) { legend.append("<b>To be published</b>: slots without a rota yet.") }
    if gaps.isEmpty { legend.append("No gaps.") }
    if shifts.contains(where: { $0.content.isAway }) {
      legend.append("(!): the member is away and nobody took the shift over yet.")
    }
    return legend
  }

  static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      .replacing("\"", with: "&quot;").replacing("'", with: "&#39;")
  }

  /// Black on white, on A4 across; a long week goes on on the next page under the same head.
  private static let style = """
    @page { size: A4 landscape; margin: 12mm; }
    * { box-sizing: border-box; }
    body { font: 10pt/1.35 "Liberation Sans", Arial, sans-serif; color: #000; background: #fff; margin: 12px; }
    h1 { font-size: 16pt; margin: 0 0 2pt; }
    p { margin: 0 0 8pt; }
    table { border-collapse: collapse; width: 100%; table-layout: fixed; }
    thead { display: table-header-group; }
    tr { break-inside: avoid; }
    th, td { border: 1px solid #000; padding: 3pt 4pt; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
    th.weekend, td.weekend { background: #eee; }
    tr.gap th, tr.gap td:not(:empty) { border: 3px solid #000; font-weight: bold; }
    tr.waiting th, tr.waiting td:not(:empty) { border-style: dashed; }
    div + div { margin-top: 3pt; }
    td span { white-space: nowrap; }
    .conflict { text-decoration: underline wavy #000; }
    .legend { margin-top: 8pt; }
    @media print { body { margin: 0 1px; } * { print-color-adjust: exact; } }
    @media screen and (max-width: 600px) { body { overflow-x: auto; } table { min-width: 720px; } }
    """
}

extension OnCallTimeline {
  func title(of duty: DutyID) -> String { self.duty(duty)?.duty.title ?? duty.text }
}
