import ScheduleFiles
import Scheduling
import Timekeeping

/// What it would do to put definitions in force from an instant on: the world before and after, team by team.
struct SchedulePlan {
  let desk: ServiceDesk
  let definitions: Definitions
  let before: World
  let after: World
  let effective: Timestamp
  let horizon: Interval

  /// Nil where the horizon is empty.
  init?(
    _ definitions: Definitions, effective: Timestamp, until: Timestamp, world: World, desk: ServiceDesk, now: Timestamp
  ) {
    guard let horizon = Interval(effective, until) else { return nil }
    self.desk = desk
    self.definitions = definitions
    self.before = world
    self.after = world.applying(definitions, from: effective, now: now)
    self.effective = effective
    self.horizon = horizon
  }

  /// Versions that were to hold from then on or later, and would not any more. One that begins at the same instant and
  /// says the same goes on holding.
  var replaced: [Int] {
    before.versions.filter { $0.from > effective || $0.from == effective && !isSameDefinition }.map(\.id)
  }

  /// True when the version that would hold then says the same.
  var isSameDefinition: Bool { standing?.definitions == definitions }

  /// The version that would hold then without this one; nil before the first.
  var standing: DefinitionsVersion? { before.versions.last { $0.from <= effective } }

  /// What the files of teams that stay say otherwise than the standing version, by section.
  var edited: [PlanReply.Edited] {
    definitions.teams.compactMap { team in
      guard let old = standing?.definitions.team(team.schedule.team) else { return nil }
      let sections = EditedSections(from: old, to: team).names
      guard !sections.isEmpty else { return nil }
      return PlanReply.Edited(team: team.schedule.team.text, name: team.schedule.name, sections: sections)
    }
  }

  /// Shifts of one member in two teams that rule T14 does not let stand together, and that did not clash before.
  func clashes() throws -> [CoverageReply.FindingRow] {
    let known = try Set(desk.clashes(of: before.teams(at: effective), window: horizon, world: before).0)
    let (found, timelines) = try desk.clashes(of: after.teams(at: effective), window: horizon, world: after)
    return found.filter { !known.contains($0) }.compactMap { clash in
      timelines.first { $0.team == clash.team }.map { CoverageReply.FindingRow(clash, timeline: $0) }
    }
  }

  func teams() throws -> [TeamPlan] {
    let old = before.teamIDs(since: effective)
    let new = after.teams(at: effective).map(\.schedule.team)
    return try (new + old.filter { !new.contains($0) }).map { team in
      try plan(team, isNew: !old.contains(team), isRemoved: !new.contains(team))
    }
  }

  private func plan(_ team: TeamID, isNew: Bool, isRemoved: Bool) throws -> TeamPlan {
    let old = isNew ? nil : try desk.timeline(of: team, window: horizon, world: before)
    let new = isRemoved ? nil : try desk.timeline(of: team, window: horizon, world: after)
    let effect = RotaEffect(before: old, after: new, window: horizon)
    let schedule = after.team(team, at: effective)?.schedule ?? new?.schedule ?? old?.schedule
    return TeamPlan(
      team: team, name: schedule?.name ?? team.text, zone: try schedule.map { try desk.zones.zone($0.zone) } ?? .utc,
      isNew: isNew, isRemoved: isRemoved, effect: effect,
      touched: isNew ? [] : touched(team, effect: effect, schedule: isRemoved ? nil : schedule, old: old, new: new),
      before: old, after: new
    )
  }

  /// The published weeks of the team that would not be as they were published.
  private func touched(
    _ team: TeamID, effect: RotaEffect, schedule: Schedule?, old: OnCallTimeline?, new: OnCallTimeline?
  ) -> [TouchedWeek] {
    (before.published[team] ?? []).filter { $0.interval.end > effective }.compactMap { rota in
      let outside = schedule.map { leavers(of: rota.interval, in: $0, old: old, new: new) } ?? []
      let why = reasons(rota, effect: effect, schedule: schedule) + outside
      return why.isEmpty ? nil : TouchedWeek(label: rota.label, interval: rota.interval, why: why)
    }
  }

  /// Members who would keep shifts on days on which they are not in the team, and do not today.
  private func leavers(
    of week: Interval, in schedule: Schedule, old: OnCallTimeline?, new: OnCallTimeline?
  ) -> [String] {
    func left(_ timeline: OnCallTimeline?) -> [MemberID] {
      let shifts = timeline?.shifts.filter {
        $0.interval.overlaps(week) && $0.conflicts.contains(where: \.isOutsideTeam)
      }
      return (shifts ?? []).map(\.member).filter { schedule.member($0) != nil }.uniqued.sorted()
    }
    let known = left(old)
    return left(new).filter { !known.contains($0) }.map { "\($0) has shifts on days outside their time in the team" }
  }

  private func reasons(_ rota: PublishedRota, effect: RotaEffect, schedule: Schedule?) -> [String] {
    guard let schedule else { return ["the team is removed"] }
    let ahead = rota.shifts.filter { $0.interval.end > effective }
    let gone = ahead.map(\.member).filter { schedule.member($0) == nil }
    let duties = ahead.map(\.duty).filter { schedule.duty($0) == nil }
    // By time and not by shift: one that is longer or shorter outside the week stays as it was published inside.
    let changed = effect.changedTime.compactMap { $0.intersection(rota.interval) }.covered
    let gaps = effect.gapsMade.count { $0.interval.overlaps(rota.interval) }
    return (changed == .zero ? [] : ["other people are on for \(changed.hoursText) h"])
      + (gaps == 0 ? [] : ["\(gaps) \(gaps == 1 ? "gap" : "gaps") more"])
      + Set(gone).sorted().map { "\($0) has shifts and is no longer a member" }
      + Set(duties).sorted().map { "duty \($0) has shifts and is gone" }
  }
}

/// A team's part of a plan.
struct TeamPlan {
  var team: TeamID
  var name: String
  var zone: Zone
  var isNew: Bool
  var isRemoved: Bool
  var effect: RotaEffect
  var touched: [TouchedWeek]
  var before: OnCallTimeline?
  var after: OnCallTimeline?

  func name(of member: MemberID) -> String {
    let name = after?.name(member) ?? member.text
    return name == member.text ? before?.name(member) ?? name : name
  }

  func title(of duty: DutyID) -> String {
    (after?.schedule.duty(duty) ?? before?.schedule.duty(duty))?.title ?? duty.text
  }
}

struct TouchedWeek {
  var label: String
  var interval: Interval
  var why: [String]
}

extension World {
  /// This world with `definitions` in force from `effective` on, instead of whatever was to hold from then on.
  func applying(_ definitions: Definitions, from effective: Timestamp, now: Timestamp) -> World {
    var world = self
    world.isCommitted = false
    world.versions.removeAll { $0.from >= effective }
    world.versions.append(DefinitionsVersion(id: 0, from: effective, applied: now, definitions: definitions))
    return world
  }

  /// The teams in force at `instant` or in a version to come, each once.
  fileprivate func teamIDs(since instant: Timestamp) -> [TeamID] {
    let holding = versions.last { $0.from <= instant }.map { [$0] } ?? []
    let teams = (holding + versions.filter { $0.from > instant }).flatMap(\.definitions.teams).map(\.schedule.team)
    return teams.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }
}
