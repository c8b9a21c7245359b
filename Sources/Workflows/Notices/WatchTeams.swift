import PagingChannels
import ScheduleFiles
import Scheduling
import Storage
import Timekeeping

extension TimerKind {
  /// A team to look at: a handoff, a reminder, a gap that comes near, an hour that somebody chose.
  static let watch = TimerKind(name: ServiceDesk.watchTimer) { timer, desk, tx, now in
    guard let team = try? TeamID(text: timer.entity) else { return false }
    return try desk.look(at: team, in: tx, now: now)
  }
}

extension ServiceDesk {
  /// The kind of the one timer of a team.
  static let watchTimer = "watch"

  /// After a change of the world, in its transaction: tells whose shifts moved, and has every team looked at.
  func watchTeams(
    _ world: World, _ revised: [TeamID: RevisedShifts], because cause: WorldChange? = nil, in tx: Transaction,
    now: Timestamp
  ) throws {
    for team in world.teams(at: now) {
      let id = team.schedule.team
      let timeline = try worlds.timeline(of: id, around: now, world: world, zones: zones)
      try tellMoved(timeline, revised[id], because: cause, world: world, in: tx, now: now)
      try armWatch(of: id, due: now, in: tx, now: now)
    }
    try awaitTeams(world, in: tx, now: now)
    for team in world.teams(at: now) { try armReviews(of: team, in: tx, now: now) }
  }

  /// Teams that only a version to come has are looked at once it holds.
  private func awaitTeams(_ world: World, in tx: Transaction, now: Timestamp) throws {
    for version in world.versions where version.from > now {
      for team in version.definitions.teams.map(\.schedule.team) where world.team(team, at: now) == nil {
        try armWatch(of: team, due: version.from, in: tx, now: now)
      }
    }
  }

  /// After a start: the team is looked at as it stands.
  func watchAgain(_ team: TeamDefinition, in tx: Transaction, now: Timestamp) throws {
    try armWatch(of: team.schedule.team, due: now, in: tx, now: now)
    try armReviews(of: team, in: tx, now: now)
  }

  private func armWatch(of team: TeamID, due: Timestamp, in tx: Transaction, now: Timestamp) throws {
    try tx.arm(
      kind: Self.watchTimer, entity: team.text, purpose: "look", due: due, relative: false, clock: clock.boot(),
      now: now)
  }

  /// Says what has to be said of a team now, once, and arms its next look; false when the team is gone.
  ///
  /// After an outage it finds the state as it is, not each change that was missed (rule K5).
  func look(at team: TeamID, in tx: Transaction, now: Timestamp) throws -> Bool {
    let world = try worlds.world(in: tx)
    guard world.team(team, at: now) != nil else { return false }
    let timeline = try worlds.timeline(of: team, around: now, world: world, zones: zones)
    let memory = try tx.watch(of: team)
    let watch = TeamWatch(timeline, now: now, memory: memory)
    let teller = TeamTeller(watch: watch, desk: self, world: world, tx: tx)
    try teller.tellAll()
    if watch.hasAbsenceBegun { try reviseShifts(of: team, world: world, in: tx, now: now) }
    var next =
      try tx.watch(of: team) ?? newMemory(timeline, reviseShifts(of: team, world: world, in: tx, now: now), now: now)
    (next.seen, next.onCall) = (now, watch.onCall)
    try tx.putWatch(next, of: team)
    try armWatch(of: team, due: watch.next, in: tx, now: now)
    return true
  }

  func newMemory(_ timeline: OnCallTimeline, _ revised: RevisedShifts?, now: Timestamp) -> WatchMemory {
    WatchMemory(
      since: now, seen: now, onCall: TeamWatch(timeline, now: now, memory: nil).onCall,
      told: timeline.heldTimes(from: now, until: timeline.window.end), toldUntil: timeline.window.end,
      revisedUntil: revised?.timeline.window.end)
  }
}
