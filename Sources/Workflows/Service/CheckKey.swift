import Logging
import Storage
import Timekeeping

extension ServiceDesk {
  /// What a server does before it serves: with another key than the store was served with before, no link that was
  /// given out would work any more, nor the API token. A store that knows no key yet takes note of this one.
  ///
  /// - Parameter isNewAccepted: true where somebody said that the old one is gone for good.
  package func checkKey(isNewAccepted: Bool = false) async throws {
    let fingerprint = keys.fingerprint
    let known = try await store.read { try $0.keyFingerprint() }
    guard known != fingerprint else { return }
    guard known == nil || isNewAccepted else { throw Self.otherKey }
    let now = clock.now()
    try await write { tx in
      try tx.keep(keyFingerprint: fingerprint)
      guard known != nil else { return }
      try tx.audit(at: now, actor: .engine, action: "new-key", entity: "server-key")
    }
    if known != nil { log.notice("the store goes on with another server key; links of the old one are void") }
  }

  /// Before a link or a code is made or shown: of another key than the server's it could never work.
  func requireOwnKey(_ snapshot: Snapshot) throws {
    let known = try snapshot.keyFingerprint()
    guard known == nil || known == keys.fingerprint else { throw Self.otherKey }
  }

  private static let otherKey = OperatorProblem(
    .no,
    "keys/server.key is missing, or not the key that this store was served with: links that were given out would not work",
    help: "put the old one back from your copy of keys/; where it is gone for good, start once with --accept-new-key")
}
