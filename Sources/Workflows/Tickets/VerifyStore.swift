import Storage

/// Looks for anything the engine's rules forbid: tickets nobody looks after, pages of dead claims, a broken audit.
package struct VerifyStore: OperatorCommand {
  package static let name = "verify"
  package static let changes = false

  package init() {}

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> [String] {
    try await desk.store.read { snapshot in
      let broken = try snapshot.verifyAudit().map { ["audit entry \($0) does not fit the chain"] } ?? []
      return try snapshot.invariants() + broken
    }
  }
}
