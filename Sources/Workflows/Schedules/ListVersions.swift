import ScheduleFiles
import Scheduling
import Storage
import Timekeeping

/// Every version of the definitions that was ever applied, newest first.
package struct ListVersions: OperatorCommand {
  package static let name = "versions"
  package static let changes = false

  package init() {}

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> [VersionRow] {
    let now = desk.clock.now()
    return try await desk.store.read { snapshot in
      let stored = try snapshot.versions().sorted { $0.id > $1.id }
      let holding = try desk.worlds.world(in: snapshot).versions
      let current = holding.last { $0.from <= now }?.id
      return stored.map { version in
        let state: VersionRow.State =
          version.id == current
          ? .inForce
          : !holding.contains { $0.id == version.id } ? .replaced : version.effective > now ? .toCome : .past
        let teams = (try? Definitions(decoding: version.bytes))?.teams.map(\.schedule.team.text) ?? []
        return VersionRow(
          version: version.id, state: state, effective: version.effective, applied: version.applied, by: version.by,
          teams: teams, sha256: version.sha256)
      }
    }
  }
}

/// A stored version and what has become of it.
package struct VersionRow: Codable, Sendable, Hashable {
  package enum State: String, Codable, Sendable, Hashable {
    case inForce = "in force"
    case toCome = "to come"
    case past
    /// A version applied later holds from its instant or before.
    case replaced
  }

  package var version: Int
  package var state: State
  package var effective: Timestamp
  package var applied: Timestamp
  package var by: String
  package var teams: [String]
  /// Of the normalised definitions, in hexadecimal: equal for versions that say the same.
  package var sha256: String
}
