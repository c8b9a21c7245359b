import Storage

/// Looks for anything the engine's rules forbid: tickets nobody looks after, pages of dead claims, a broken audit or
/// history, and a file that is not sound.
package struct VerifyStore: OperatorCommand {
  package static let name = "verify"
  package static let changes = false

  package init() {}

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> [String] {
    let damage = try await desk.store.problems().map { "the store's file is damaged: \($0)" }
    do {
      return damage + (try await desk.store.read { try Self.broken($0) })
    } catch {
      // Of a damaged file some rows cannot be read: what is known is said all the same.
      guard !damage.isEmpty else { throw error }
      return damage + ["not all of it can be read: \(error)"]
    }
  }

  private static func broken(_ snapshot: Snapshot) throws -> [String] {
    let audit = try snapshot.verifyAudit().map { "audit entry \($0) does not fit the chain" }
    let record = try snapshot.verifyRecords().map { "record \($0) was changed, is missing or is out of place" }
    return try snapshot.invariants() + [audit, record].compactMap { $0 }
  }
}
