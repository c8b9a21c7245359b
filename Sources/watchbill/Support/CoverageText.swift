import Timekeeping
import Workflows

/// Prints a coverage report: what is wrong first, then how each duty stands, then who stands how much.
struct CoverageText {
  let reply: CoverageReply
  let reader: ReaderZone
  let output: FormatOption
  let all: Bool
  /// Those on duty of whom no contact was proven as lately as was asked.
  var unproven: [String] = []

  /// As many lines as fit a screen beside the rest.
  private static let shortList = 15

  func print(_ part: CoverageCommand.Part?) throws {
    switch output.format {
    case .json: try OutputFormat.printJSON(reply)
    case .csv: printCSV(part ?? .findings)
    case .text: printText(part)
    }
  }

  // MARK: Text

  private func printText(_ part: CoverageCommand.Part?) {
    Terminal.line(Terminal.bold("Coverage \(reader.span(reply.from, reply.to))"))
    if part == nil || part == .findings { findings() }
    if part == nil || part == .duties {
      table("Duties", Self.dutyHeader, reply.teams.flatMap(\.duties).map(duty))
      // Else 100 % reads as if somebody were on at any time.
      Terminal.line(Terminal.dim("  required: the hours that slots or layers ask for; beyond them nobody need be on"))
    }
    if part == nil || part == .balance {
      for team in reply.teams {
        let even = team.evennessTenths.map { "\(Self.percent($0)) even" } ?? "nobody stands any shift"
        table("\(team.name): \(even)", Self.loadHeader, team.members.map(load))
      }
    }
    if part == .people || (part == nil && reply.teams.count > 1) {
      table("Everybody, over all these teams", Self.peopleHeader, reply.people.map(person))
    }
    if part == .contacts || (part == nil && !unproven.isEmpty) {
      table("Contacts of those on duty", ContactText.header + ["first shift"], reply.contacts.map(contact))
    }
    if !unproven.isEmpty {
      Terminal.line(
        Terminal.warning(
          "without a contact proven lately: \(unproven.joined(separator: ", ")). help: watchbill test-page"))
    }
  }

  private func findings() {
    guard !reply.findings.isEmpty else { return Terminal.line("Nothing is wrong.") }
    let groups = grouped
    let shown = all ? groups[...] : groups.prefix(Self.shortList)
    let lines = TextTable.lines(
      shown.map { [$0[0].kind, "\(reader.short($0[0].from)) – \(end($0[0]))"] + [$0[0].team, sentence($0)] })
    for (line, findings) in zip(lines, shown) {
      Terminal.line(findings[0].isGap && findings[0].standIns.isEmpty ? Terminal.alarm(line) : Terminal.warning(line))
    }
    let rest = groups.count - shown.count
    if rest > 0 { Terminal.line(Terminal.dim("and \(rest) more: watchbill coverage --all")) }
  }

  /// What comes again and again is one line, at its first time; with `--all` each is.
  private var grouped: [[CoverageReply.FindingRow]] {
    guard !all else { return reply.findings.map { [$0] } }
    var places: [String: Int] = [:]
    var groups: [[CoverageReply.FindingRow]] = []
    for finding in reply.findings {
      let key = "\(finding.kind) \(finding.team) \(finding.sentence)"
      if let place = places[key] {
        groups[place].append(finding)
      } else {
        places[key] = groups.count
        groups.append([finding])
      }
    }
    return groups
  }

  private func sentence(_ findings: [CoverageReply.FindingRow]) -> String {
    guard let last = findings.last, findings.count > 1 else { return findings[0].sentence }
    return "\(findings[0].sentence); \(findings.count) times until \(reader.short(last.until))"
  }

  /// The time alone where it ends on the day it began.
  private func end(_ finding: CoverageReply.FindingRow) -> String {
    let (start, end) = (reader.zone.civil(at: finding.from), reader.zone.civil(at: finding.until))
    return start.date == end.date ? "\(end.time)" : reader.short(finding.until)
  }

  private func table(_ title: String, _ header: [String], _ rows: [[String]]) {
    Terminal.line("")
    Terminal.line(Terminal.bold(title))
    for line in TextTable.lines([header] + rows) { Terminal.line("  " + line) }
  }

  private static let dutyHeader = ["team", "duty", "required", "covered", "open", "to publish", "next gap"]

  private func duty(_ row: CoverageReply.DutyRow) -> [String] {
    [
      row.team, row.duty, Self.hours(row.requiredSeconds), Self.percent(row.coverageTenths),
      Self.hours(row.openSeconds), Self.hours(row.notPublishedSeconds), row.nextGap.map { reader.short($0) } ?? "none",
    ]
  }

  private static let loadHeader = ["member", "shifts", "hours", "beyond share", "nights", "weekends", "holidays"]

  private func load(_ row: CoverageReply.LoadRow) -> [String] {
    let fair = row.fairSeconds ?? 0
    return [row.name, "\(row.shifts)", Self.hours(row.seconds), Self.signed(row.dutySeconds - fair)]
      + special(row)
  }

  private static let peopleHeader = ["member", "shifts", "hours", "nights", "weekends", "holidays"]

  private func person(_ row: CoverageReply.LoadRow) -> [String] {
    [row.name, "\(row.shifts)", Self.hours(row.seconds)] + special(row)
  }

  private func special(_ row: CoverageReply.LoadRow) -> [String] {
    [row.nightSeconds, row.weekendSeconds, row.holidaySeconds].map(Self.hours)
  }

  private func contact(_ row: CoverageReply.DutyContact) -> [String] {
    ContactText(output: output, reader: reader).cells(row.contact) + [output.time(row.firstShift, reader)]
  }

  private static func hours(_ seconds: Int) -> String {
    seconds == 0 ? "·" : Duration.seconds(seconds).hoursText + " h"
  }

  private static func signed(_ seconds: Int) -> String {
    let text = Duration.seconds(seconds).hoursText
    return text == "0" ? "·" : seconds > 0 ? "+" + text : text
  }

  private static func percent(_ tenths: Int) -> String { "\(tenths / 10).\(tenths % 10) %" }

  // MARK: CSV

  private func printCSV(_ part: CoverageCommand.Part) {
    switch part {
    case .findings: OutputFormat.printCSV(header: Self.findingCells, rows: reply.findings.map(cells))
    case .duties: OutputFormat.printCSV(header: Self.dutyCells, rows: reply.teams.flatMap(\.duties).map(cells))
    case .balance: OutputFormat.printCSV(header: Self.loadCells, rows: reply.teams.flatMap(\.members).map(cells))
    case .people: OutputFormat.printCSV(header: Self.loadCells, rows: reply.people.map(cells))
    case .contacts:
      OutputFormat.printCSV(
        header: ContactText.header + ["first shift", "shifts", "teams"],
        rows: reply.contacts.map { contact($0) + ["\($0.shifts)", $0.teams.joined(separator: ";")] })
    }
  }

  private static let findingCells = [
    "kind", "team", "duty", "members", "from", "until", "seconds", "limit seconds", "stand in duty", "stand ins",
    "count", "is gap", "sentence",
  ]

  private func cells(_ row: CoverageReply.FindingRow) -> [String] {
    [
      row.kind, row.team, row.duty ?? "", row.members.joined(separator: ";"), row.from.description,
      row.until.description, "\(row.seconds)", row.limitSeconds.map { "\($0)" } ?? "", row.standInDuty ?? "",
      row.standIns.joined(separator: ";"), "\(row.count)", "\(row.isGap)", row.sentence,
    ]
  }

  private static let dutyCells = [
    "team", "duty", "coverage tenths", "required seconds", "open seconds", "not published seconds", "next gap",
  ]

  private func cells(_ row: CoverageReply.DutyRow) -> [String] {
    [
      row.team, row.duty, "\(row.coverageTenths)", "\(row.requiredSeconds)", "\(row.openSeconds)",
      "\(row.notPublishedSeconds)", row.nextGap?.description ?? "",
    ]
  }

  private static let loadCells = [
    "team", "member", "name", "shifts", "seconds", "duty seconds", "fair seconds", "night seconds", "weekend seconds",
    "holiday seconds",
  ]

  private func cells(_ row: CoverageReply.LoadRow) -> [String] {
    [
      row.team ?? "", row.member, row.name, "\(row.shifts)", "\(row.seconds)", "\(row.dutySeconds)",
      row.fairSeconds.map { "\($0)" } ?? "", "\(row.nightSeconds)", "\(row.weekendSeconds)", "\(row.holidaySeconds)",
    ]
  }
}
