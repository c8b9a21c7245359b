import ScheduleFiles
import Scheduling
import Storage
import Timekeeping

extension TimerKind {
  /// A shift of a team ended, or a day that can be paid.
  static let history = TimerKind(name: "history") { timer, desk, tx, now in
    guard let team = try? TeamID(text: timer.entity) else { return false }
    guard desk.believed(now) == now else {
      try desk.awaitBelief(of: team, in: tx, now: now)
      return false
    }
    try desk.recordHistory(of: team, in: tx, now: now)
    return false
  }
}

extension ServiceDesk {
  /// Writes down what ended since the last time, posts what it earned, and arms the timer of the next end.
  ///
  /// However often and however late it is called, each shift is written down once and never changed (rule T11).
  func recordHistory(of team: TeamID, in tx: Transaction, now: Timestamp) throws {
    let world = try worlds.world(in: tx)
    let last = try tx.settledTime(of: team)
    guard let first = world.firstVersion(of: team)?.from, now > last?.until ?? first,
      let window = Interval(min(last?.before ?? first, now) - .hours(1), now + Self.lookAhead)
    else { return }
    let timeline = try timeline(of: team, window: window, world: world)
    let recording = Recording(timeline, last: last, first: first, now: now) { world.versionNumber(of: team, at: $0) }
    var records: [Record] = []
    for shift in recording.shifts {
      if let record = try tx.record(.shift(shift), at: now, by: Actor.engine.text) { records.append(record) }
    }
    if let record = try tx.record(.settled(recording.settled), at: now, by: Actor.engine.text) {
      records.append(record)
    }
    try report(records, of: team, in: tx, now: now)
    for case .shift(let shift) in records.map(\.fact) { try tellMissed(shift, world: world, in: tx, now: now) }
    try postCredits(for: records, of: team, last: last, in: tx, now: now)
    try reviseIfParted(timeline, recording, world: world, in: tx, now: now)
    try armHistory(timeline, in: tx, now: now)
  }

  /// Asks again a little later by the clock that nobody sets.
  fileprivate func awaitBelief(of team: TeamID, in tx: Transaction, now: Timestamp) throws {
    try tx.arm(
      kind: TimerKind.history.name, entity: team.text, purpose: "the wall clock is doubted", due: now + .minutes(1),
      relative: true, clock: clock.boot(), now: now)
  }

  /// What is due is written down before the world changes, so that no change reaches it (rule T11).
  func recordDueHistory(in tx: Transaction, now: Timestamp) throws {
    for team in try worlds.world(in: tx).everyTeam { try recordDueHistory(of: team, in: tx, now: now) }
  }

  func recordDueHistory(of team: TeamID, in tx: Transaction, now: Timestamp) throws {
    let now = believed(now)
    guard let timer = try tx.armedTimer(kind: TimerKind.history.name, entity: team.text), timer.due <= now else {
      return
    }
    try recordHistory(of: team, in: tx, now: now)
  }

  /// Arms the timer of each team for its next end as the world is now.
  func armHistory(world: World, in tx: Transaction, now: Timestamp) throws {
    for team in world.everyTeam { try armHistory(of: team, world: world, in: tx, now: now) }
  }

  func armHistory(of team: TeamID, world: World, in tx: Transaction, now: Timestamp) throws {
    let now = believed(now)
    guard let window = Interval(now, now + Self.lookAhead) else { return }
    try armHistory(timeline(of: team, window: window, world: world), in: tx, now: now)
  }

  /// A team whose shifts are longer is looked at this often all the same.
  private static let lookAhead = Duration.hours(24 * 8)

  private func armHistory(_ timeline: OnCallTimeline, in tx: Transaction, now: Timestamp) throws {
    let due = timeline.nextRecording(after: now, zones: zones) ?? now + Self.lookAhead
    let (kind, entity) = (TimerKind.history.name, timeline.team.text)
    if let armed = try tx.armedTimer(kind: kind, entity: entity), armed.due == due || armed.due <= now { return }
    try tx.arm(
      kind: kind, entity: entity, purpose: "a shift ends", due: due, relative: false, clock: clock.boot(), now: now)
  }

  private func report(_ records: [Record], of team: TeamID, in tx: Transaction, now: Timestamp) throws {
    let shifts = records.dropLast().count
    guard shifts > 0, let last = records.last else { return }
    try tx.audit(
      at: now, actor: .engine, action: "history-record", entity: "history/\(team)",
      ["shifts": "\(shifts)", "last": "\(last.number)"])
  }

  /// Leave that was not solved took a shift apart, or away: calendars are told by new revisions.
  private func reviseIfParted(
    _ timeline: OnCallTimeline, _ recording: Recording, world: World, in tx: Transaction, now: Timestamp
  ) throws {
    let ended = timeline.shifts.filter { $0.interval.end <= now && !$0.conflicts.isEmpty }
    guard !ended.isEmpty else { return }
    try reviseShifts(of: recording.settled.team, world: worlds.world(in: tx), in: tx, now: now)
  }
}

extension World {
  /// Every team that any version has, in the order they came, each once.
  var everyTeam: [TeamID] {
    var teams: [TeamID] = []
    for team in versions.flatMap({ $0.definitions.teams.map(\.schedule.team) }) where !teams.contains(team) {
      teams.append(team)
    }
    return teams
  }

  /// The version with which a team's history begins.
  func firstVersion(of team: TeamID) -> DefinitionsVersion? { versions.first { $0.definitions.team(team) != nil } }

  /// The number of the version in force at `instant`; nil while it does not have the team.
  func versionNumber(of team: TeamID, at instant: Timestamp) -> Int? {
    version(at: instant).flatMap { $0.definitions.team(team) == nil ? nil : $0.id }
  }
}
