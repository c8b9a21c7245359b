import Drafting
import ScheduleFiles
import Scheduling
import Timekeeping

extension TimelineShift {
  /// The shift without the time that its member is not in the team any more: that stands in nobody's way.
  var stood: [Shift] {
    let outside = conflicts.filter(\.isOutsideTeam).map(\.interval)
    if outside.isEmpty { return [shift] }
    return interval.subtracting(outside).map {
      Shift(id: id, team: shift.team, duty: duty, member: member, interval: $0)
    }
  }
}

extension [OnCallTimeline] {
  /// The zone of each team.
  var walls: [TeamID: Zone] { Dictionary(map { ($0.team, $0.zone) }, uniquingKeysWith: { first, _ in first }) }
}

extension World {
  /// Every team that holds at some time of `window`, each once: one that came meanwhile has shifts in it, too.
  func teams(in window: Interval) -> [TeamID] {
    let first = versions.lastIndex { $0.from <= window.start } ?? 0
    let holding = versions.indices.filter { $0 == first || $0 > first && versions[$0].from < window.end }
    return holding.flatMap { versions[$0].definitions.teams.map(\.schedule.team) }.uniqued
  }

  /// The team as it is in force at `instant`, else as the first later version has it.
  func teamToCome(_ id: TeamID, at instant: Timestamp) -> TeamDefinition? {
    let later = versions.filter { $0.from > instant }
    return team(id, at: instant) ?? later.lazy.compactMap { $0.definitions.team(id) }.first
  }
}

extension World {
  /// What each of `teams` says once a rota stands, by its `rules:`.
  func limits(of teams: [TeamID], at now: Timestamp) -> [TeamID: ShiftLimits] {
    teams.reduce(into: [:]) { limits, team in
      limits[team] = teamToCome(team, at: now).map(ShiftLimits.init)
    }
  }
}

extension ServiceDesk {
  /// How far around a shift others matter: the weekends before and after, and the days of rest.
  private static let around = Duration.hours(24 * 16)

  /// What decides whether somebody may take `parts` of a team: its limits and those of other teams, and everybody's shifts
  /// around (rule T14).
  func conflictCheck(_ team: TeamDefinition, around parts: [ShiftPart], world: World) throws -> ConflictCheck {
    let starts = parts.map(\.interval.start)
    let ends = parts.map(\.interval.end)
    let now = clock.now()
    let window = Interval((starts.min() ?? now) - Self.around, (ends.max() ?? now) + Self.around)
    let timelines = try window.map { window in
      try world.teams(in: window).map { try timeline(of: $0, window: window, world: world) }
    }
    return try ConflictCheck(
      schedule: team.schedule, limits: ShiftLimits(team),
      standing: timelines?.flatMap { $0.shifts.flatMap(\.stood) } ?? [], leave: world.leave, zones: zones,
      walls: timelines?.walls ?? [:], others: world.limits(of: timelines?.map(\.team) ?? [], at: now))
  }

  /// Who could stand `parts` instead, best first, and why the others could not.
  func replacements(
    for parts: [ShiftPart], team: TeamDefinition, world: World, excluding: [MemberID] = []
  ) throws -> [Replacement] {
    let ranking = ReplacementRanking(
      check: try conflictCheck(team, around: parts, world: world),
      loads: try loads(of: team, parts: parts, world: world))
    return ranking.candidates(for: parts, excluding: excluding + parts.map(\.member))
  }

  /// Weighted hours over the fairness window for a full share, in hundredths: of slots where slots are sought, else of
  /// rotations.
  private func loads(of team: TeamDefinition, parts: [ShiftPart], world: World) throws -> [MemberID: Int] {
    let zone = try zones.zone(team.schedule.zone)
    guard let first = parts.map(\.interval.start).min(), let duty = parts.first?.duty,
      let window = Interval(first - .hours(24 * 7 * max(team.rules.fairnessWeeks, 1)), first + .hours(24 * 14))
    else { return [:] }
    let bySlots = team.schedule.duty(duty)?.slots != nil
    let shifts = try timeline(of: team.schedule.team, window: window, world: world).shifts.map(\.shift)
    let stood = shifts.filter { (team.schedule.duty($0.duty)?.slots != nil) == bySlots }
    let weights = HourWeights(rules: team.rules, holidays: team.schedule.officeHours.flatMap(\.hours.holidays))
    let earned = Balance.earned(
      team.schedule.members.map(\.id), from: stood, in: window, weights: weights, zone: zone)
    var loads: [MemberID: Int] = [:]
    for balance in earned {
      let share = team.schedule.member(balance.member)?.share ?? 100
      loads[balance.member] = balance.hundredths * 100 / max(share, 1)
    }
    return loads
  }
}

extension ShiftLimits {
  /// The part of a team's `rules:` that also holds once a rota stands.
  init(_ team: TeamDefinition) {
    let rules = team.rules
    self.init(
      rest: rules.rest?.duration, mostPerWeek: rules.atMostPerWeek?.duration,
      noTwoWeekendsInARow: rules.noTwoWeekendsInARow, neverTogether: rules.neverTogether, alongside: rules.alongside,
      slots: Set(team.schedule.duties.filter { $0.slots != nil }.map(\.id)))
  }
}

extension [ShiftConflict] {
  /// How many overruled conflicts an audit entry spells out: a change of months meets the same rule every week.
  private static var mostInFact: Int { 20 }

  /// What is recorded of conflicts that somebody overruled; nil without any.
  var fact: String? { isEmpty ? nil : list(most: Self.mostInFact) }

  /// The first `most` in words; the rest is counted.
  fileprivate func list(most: Int) -> String {
    let words = prefix(most).map(\.sentence) + (count > most ? ["and \(count - most) more"] : [])
    return words.joined(separator: "; ")
  }
}

extension OperatorProblem {
  /// How many conflicts a refusal spells out; the rest is counted.
  private static let mostConflicts = 5

  /// Conflicts that stop a change; `help` says who may overrule them, if anybody may.
  static func conflicts(_ conflicts: [ShiftConflict], mayForce: Bool) -> OperatorProblem {
    let list = conflicts.list(most: mostConflicts)
    let isFinal = conflicts.contains { $0.rule.isAbsolute }
    let help = isFinal ? "ask somebody else" : mayForce ? "add --force to do it anyway" : "ask somebody else, or a lead"
    return OperatorProblem(.no, list, help: help)
  }
}
