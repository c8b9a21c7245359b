import ScheduleFiles
import Storage
import Timekeeping

/// Shows what putting definitions in force would do, and changes nothing.
package struct PlanSchedules: OperatorCommand {
  package static let name = "plan"
  package static let changes = false

  /// The normalised whole, as `Definitions.encoded()` gives it; empty where `version` names a stored one.
  package var definitions: [UInt8]
  package var version: Int?
  /// Nil means now. An instant in the past is refused: the past is immutable (rule T11).
  package var from: Timestamp?
  /// How far to look from then on (1–104).
  package var weeks: Int

  package static let usualWeeks = 13

  package init(definitions: [UInt8] = [], version: Int? = nil, from: Timestamp? = nil, weeks: Int = usualWeeks) {
    self.definitions = definitions
    self.version = version
    self.from = from
    self.weeks = weeks
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> PlanReply {
    guard (1...104).contains(weeks) else {
      throw OperatorProblem(.refused, "\(weeks) weeks cannot be looked at", help: "give 1 to 104")
    }
    let now = desk.clock.now()
    return try await desk.store.read { [self] snapshot in
      let bytes = try desk.definitions(definitions, version: version, in: snapshot)
      let world = try desk.worlds.world(in: snapshot)
      return try desk.plan(bytes, from: from, weeks: weeks, world: world, now: now)
    }
  }
}

extension ServiceDesk {
  /// The bytes given, or those of a stored version.
  func definitions(_ given: [UInt8], version: Int?, in snapshot: Snapshot) throws -> [UInt8] {
    guard let version else { return given }
    guard let stored = try snapshot.version(version) else {
      throw OperatorProblem(.missing, "there is no version \(version)", help: "watchbill versions lists them")
    }
    return stored.bytes
  }

  /// The effect of definitions from `from` on, which is not in the past.
  func plan(_ bytes: [UInt8], from: Timestamp?, weeks: Int, world: World, now: Timestamp) throws -> PlanReply {
    let effective = from ?? now
    guard effective >= now else {
      throw OperatorProblem(
        .refused, "\(effective) is in the past", help: "what happened stays as it was; give an instant from now on")
    }
    let decoded = try Definitions(decoding: bytes)
    let end = effective + .hours(24 * 7 * weeks)
    guard
      let plan = SchedulePlan(decoded, effective: effective, until: end, world: world, desk: self, now: now)
    else { throw ZoneProblem.outOfRange(effective) }
    return try PlanReply(plan)
  }
}
