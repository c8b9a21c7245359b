import ScheduleFiles
import Scheduling
import Storage
import Timekeeping

/// Stores a version of the definitions that takes effect at an instant; the server reads versions, never files.
package struct ApplySchedules: OperatorCommand {
  package static let name = "apply"
  package static let changes = true

  /// The normalised whole, as `Definitions.encoded()` gives it.
  package var definitions: [UInt8]
  /// Nil means now. An instant in the past is refused: the past is immutable (rule T11).
  package var from: Timestamp?

  package init(definitions: [UInt8], from: Timestamp? = nil) {
    self.definitions = definitions
    self.from = from
  }

  package struct Reply: Codable, Sendable {
    package var version: Int
    package var effective: Timestamp
    /// True when the newest version says the same already, so that nothing was stored.
    package var isUnchanged: Bool
    package var teams: [String]
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> Reply {
    let now = desk.clock.now()
    let decoded = try Definitions(decoding: definitions)
    let effective = from ?? now
    guard effective >= now else {
      throw OperatorProblem(
        .refused, "\(effective) is in the past", help: "what happened stays as it was; give an instant from now on")
    }
    return try await desk.change { [definitions] tx in
      if let same = try Self.unchanged(definitions, effective: from, in: tx) { return same }
      let id = try tx.addVersion(effective: effective, applied: now, by: actor.text, bytes: definitions)
      try tx.audit(at: now, actor: actor, action: "apply", entity: "version/\(id)", ["effective": "\(effective)"])
      try desk.worldChanged(in: tx, now: now)
      return Reply(
        version: id, effective: effective, isUnchanged: false, teams: decoded.teams.map(\.schedule.team.text))
    }
  }

  private static func unchanged(_ bytes: [UInt8], effective: Timestamp?, in tx: Transaction) throws -> Reply? {
    guard effective == nil, let newest = try tx.newestVersion(), newest.bytes == bytes else { return nil }
    let teams = try Definitions(decoding: newest.bytes).teams.map(\.schedule.team.text)
    return Reply(version: newest.id, effective: newest.effective, isUnchanged: true, teams: teams)
  }
}
