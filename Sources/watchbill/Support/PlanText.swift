import Timekeeping
import Workflows

/// Prints what a change of the schedules does, the worst first: published weeks, gaps, people, shifts.
struct PlanText {
  let plan: PlanReply
  let reader: ReaderZone
  let all: Bool

  /// Enough to see what is meant.
  private static let shortList = 12

  func print(_ output: FormatOption) throws {
    switch output.format {
    case .json: try OutputFormat.printJSON(plan)
    case .csv: OutputFormat.printCSV(header: Self.csvHeader, rows: plan.teams.flatMap(cells))
    case .text: printText()
    }
  }

  /// The summary alone, for `apply`.
  func printText(shifts: Bool = true) {
    if !plan.replaced.isEmpty {
      let list = plan.replaced.map { "\($0)" }.joined(separator: ", ")
      Terminal.line(Terminal.warning("replaces version \(list), which would have held from then on or later"))
    }
    if !plan.removed.isEmpty { Terminal.line(Terminal.alarm(removed)) }
    printClashes()
    guard !plan.teams.isEmpty else {
      Terminal.line(nothing)
      return printEdited()
    }
    Terminal.line("From \(reader.full(plan.effective)), looking ahead until \(reader.short(plan.until)):")
    for team in plan.teams { print(team, shifts: shifts) }
    if !plan.edited.isEmpty { Terminal.line("") }
    printEdited()
  }

  /// A warning: whose shift has to go is for the two teams to say.
  private func printClashes() {
    let clashes = plan.clashes ?? []
    for clash in clashes.prefix(all ? .max : Self.shortList) {
      Terminal.line(Terminal.warning("clash: \(span(clash.from, clash.until)): \(clash.sentence)"))
    }
    more(clashes.count, "clashes")
  }

  /// What is changed besides shifts shows in no shift.
  private func printEdited() {
    for team in plan.edited { Terminal.line("\(team.name): the file changes \(team.sections.joined(separator: ", "))") }
  }

  private var removed: String {
    let isOne = plan.removed.count == 1
    return "takes away \(isOne ? "team" : "teams") \(plan.removed.joined(separator: ", ")): "
      + "a version holds every team, and this one lacks \(isOne ? "it" : "them")"
  }

  private var nothing: String {
    let what =
      plan.isSameDefinition
      ? "They say what is in force already" : "Nobody's shifts change until \(reader.short(plan.until))"
    return what + "."
  }

  private func print(_ team: PlanReply.Team, shifts: Bool) {
    Terminal.line("")
    Terminal.line(Terminal.bold(headline(team)))
    for week in team.published {
      Terminal.line(Terminal.alarm("  published \(week.label): \(week.why.joined(separator: "; "))"))
    }
    for gap in team.gaps.prefix(all ? .max : Self.shortList) {
      let line = "  \(gap.isMade ? "new gap" : "gap closed"): \(gap.duty), \(span(gap.from, gap.until))"
      Terminal.line(gap.isMade ? Terminal.alarm(line) : Terminal.plain(line))
    }
    more(team.gaps.count, "gaps")
    for line in TextTable.lines(people(team)) { Terminal.line("  " + line) }
    guard shifts else { return }
    for change in team.changes.prefix(all ? .max : Self.shortList) { Terminal.line("  " + sentence(change)) }
    more(team.changes.count, "shifts")
  }

  private func headline(_ team: PlanReply.Team) -> String {
    if team.isNew { return "\(team.name): new team" }
    let moved = Duration.seconds(team.secondsMoved).hoursText + " h"
    if team.isRemoved { return "\(team.name): the team is removed, with \(moved) of shifts" }
    if team.people.allSatisfy({ $0.secondsGained == 0 }) && team.secondsMoved > 0 {
      return "\(team.name): \(moved) of shifts go, and nobody gains them"
    }
    if team.people.allSatisfy({ $0.secondsLost == 0 }) && team.secondsMoved > 0 {
      return "\(team.name): \(moved) of shifts come, and nobody loses any"
    }
    return "\(team.name): \(moved) change hands"
  }

  private func more(_ count: Int, _ noun: String) {
    guard !all, count > Self.shortList else { return }
    Terminal.line(Terminal.dim("  and \(count - Self.shortList) more \(noun): watchbill plan --all"))
  }

  private func people(_ team: PlanReply.Team) -> [[String]] {
    guard !team.people.isEmpty else { return [] }
    return [["member", "shifts", "hours", "gains", "loses", "from"]]
      + team.people.map { person in
        [
          person.name, "\(person.shiftsBefore) → \(person.shiftsAfter)",
          "\(hours(person.secondsBefore)) → \(hours(person.secondsAfter))", hours(person.secondsGained),
          hours(person.secondsLost), reader.short(person.from),
        ]
      }
  }

  private func sentence(_ change: PlanReply.Change) -> String {
    let before = span(change.startBefore, change.endBefore)
    let after = span(change.startAfter, change.endAfter)
    let (old, new) = (change.nameBefore ?? "", change.nameAfter ?? "")
    return switch (change.memberBefore, change.memberAfter) {
    case (nil, _): "\(change.dutyTitle) \(after): \(new) gains it"
    case (_, nil): "\(change.dutyTitle) \(before): \(old) loses it"
    case (let a, let b) where a == b: "\(change.dutyTitle) \(after): \(new)'s moves, it was \(before)"
    default: "\(change.dutyTitle) \(after): \(new) instead of \(old)" + (before == after ? "" : ", who had \(before)")
    }
  }

  private func hours(_ seconds: Int) -> String { Duration.seconds(seconds).hoursText + " h" }

  private func span(_ start: Timestamp?, _ end: Timestamp?) -> String {
    guard let start, let end else { return "" }
    let isOneDay = reader.zone.civil(at: start).date == reader.zone.civil(at: end).date
    return "\(reader.short(start)) – \(isOneDay ? "\(reader.zone.civil(at: end).time)" : reader.short(end))"
  }

  private static let csvHeader = [
    "team", "kind", "duty", "member before", "start before", "end before", "member after", "start after", "end after",
  ]

  /// Gaps and published weeks are rows, too, so that a script sees all of it.
  private func cells(_ team: PlanReply.Team) -> [[String]] {
    let changes = team.changes.map { change in
      [
        team.team, change.kind, change.duty, change.memberBefore ?? "", change.startBefore?.description ?? "",
        change.endBefore?.description ?? "", change.memberAfter ?? "", change.startAfter?.description ?? "",
        change.endAfter?.description ?? "",
      ]
    }
    let gaps = team.gaps.map { gap in
      [team.team, gap.isMade ? "gap-made" : "gap-closed", gap.duty, "", "", "", "", "\(gap.from)", "\(gap.until)"]
    }
    let weeks = team.published.map { week in
      [team.team, "published-touched", "", "", "", "", "", "\(week.from)", "\(week.until)"]
    }
    return weeks + gaps + changes
  }
}
