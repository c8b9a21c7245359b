import ScheduleFiles
import Scheduling
import Storage
import Timekeeping

/// Stores a version of the definitions that takes effect at an instant; the server reads versions, never files.
package struct ApplySchedules: OperatorCommand {
  package static let name = "apply"
  package static let changes = true

  /// The normalised whole, as `Definitions.encoded()` gives it; empty where `version` names a stored one.
  package var definitions: [UInt8]
  /// A stored version to put in force again.
  package var version: Int?
  /// Nil means now. An instant in the past is refused: the past is immutable (rule T11).
  package var from: Timestamp?
  /// True puts it in force although published weeks would not be as they were published, or teams are left out.
  package var force: Bool?

  package init(definitions: [UInt8] = [], version: Int? = nil, from: Timestamp? = nil, force: Bool = false) {
    self.definitions = definitions
    self.version = version
    self.from = from
    self.force = force
  }

  package struct Reply: Codable, Sendable {
    package var version: Int
    package var effective: Timestamp
    /// True when what is in force says the same already, so that nothing was stored.
    package var isUnchanged: Bool
    package var teams: [String]
    /// What it did to the rota of the next weeks; nil when nothing was stored.
    package var plan: PlanReply?
    /// The calendars of holidays that it was made with.
    package var calendars: [Calendar]
    /// What the settings say of sources that this version does not have, and whose open tickets belong to nobody of it, a
    /// sentence each; nil where nothing is lost.
    package var lost: [String]?

    /// One for each team and calendar.
    package struct Calendar: Codable, Sendable, Hashable {
      package var team: String
      package var copy: HolidayCopy
    }
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> Reply {
    let now = desk.clock.now()
    return try await desk.change { [self] tx in
      let bytes = try desk.definitions(definitions, version: version, in: tx)
      let read = try Definitions(decoding: bytes).teams
      let teams = read.map(\.schedule.team.text)
      let calendars = read.flatMap { team in
        (team.calendars ?? []).map { Reply.Calendar(team: team.schedule.team.text, copy: $0) }
      }
      let world = try desk.worlds.world(in: tx)
      let plan = try desk.plan(bytes, from: from, weeks: PlanSchedules.usualWeeks, world: world, now: now)
      if let standing = plan.standingVersion, plan.isSameDefinition, plan.replaced.isEmpty {
        let since = world.versions.first { $0.id == standing }?.from ?? now
        return Reply(version: standing, effective: since, isUnchanged: true, teams: teams, calendars: calendars)
      }
      try refuseRemoved(plan)
      try refuseTouched(plan)
      let id = try tx.addVersion(effective: plan.effective, applied: now, by: actor.text, bytes: bytes)
      try tx.audit(at: now, actor: actor, action: "apply", entity: "version/\(id)", facts(plan))
      try desk.worldChanged(
        in: tx, now: now, because: WorldChange(by: actor.text, why: "version \(id) of the schedules was applied"))
      let after = try desk.worlds.world(in: tx)
      let lost =
        desk.lostSources(in: after, at: plan.effective)
        + (try desk.ticketsLeftBehind(before: world, after: after, at: plan.effective, in: tx, now: now))
      return Reply(
        version: id, effective: plan.effective, isUnchanged: false, teams: teams, plan: plan, calendars: calendars,
        lost: lost.nonEmpty)
    }
  }

  /// A version is the whole: one file of a folder would end every other team, which hardly anybody means.
  private func refuseRemoved(_ plan: PlanReply) throws {
    let removed = plan.removed
    guard force != true, !removed.isEmpty else { return }
    throw OperatorProblem(
      .no, "it would take away \(removed.count == 1 ? "team" : "teams") \(removed.joined(separator: ", "))",
      help: "a version holds every team: apply the folder that holds all of them, or --force")
  }

  /// A published week is a promise: it is broken on purpose or not at all.
  private func refuseTouched(_ plan: PlanReply) throws {
    guard force != true, plan.touchesPublished else { return }
    let weeks = plan.teams.flatMap { team in
      team.published.map { "\(team.team) \($0.label) (\($0.why.joined(separator: ", ")))" }
    }
    throw OperatorProblem(
      .no, "it would touch published weeks: \(weeks.joined(separator: "; "))",
      help: "watchbill plan shows how; give a later --from, or --force")
  }

  private func facts(_ plan: PlanReply) -> [String: String] {
    var facts = ["effective": "\(plan.effective)"]
    if let version { facts["again"] = "\(version)" }
    if !plan.replaced.isEmpty { facts["replaced"] = plan.replaced.map { "\($0)" }.joined(separator: ",") }
    if !plan.removed.isEmpty { facts["removed"] = plan.removed.joined(separator: ",") }
    if plan.touchesPublished { facts["forced"] = "published weeks are touched" }
    return facts
  }
}
