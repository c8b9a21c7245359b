import Foundation
import Storage
import Timekeeping

extension ServiceDesk {
  /// Stores as much as a delivery needs and removes it again, also where its mails are kept; throws why that cannot be done.
  package func tryStoring() async throws {
    // What is refused is forgotten once the store takes everything: so that comes last.
    try setup.mailFolder?.probe(bytes: Store.probeLength)
    try await store.probe()
  }
}

/// A complete, checked copy of the store while work goes on.
package struct BackUpStore: OperatorCommand {
  package static let name = "backup"
  package static let changes = false

  /// Where to, absolute; nil is a new file in `backups/` of the data folder.
  package var path: String?

  package init(path: String? = nil) { self.path = path }

  package struct Reply: Codable, Sendable {
    package var path: String
    package var bytes: Int
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> Reply {
    let target = try path ?? Self.usual(desk)
    guard !FileManager.default.fileExists(atPath: target) else {
      throw OperatorProblem(.no, "\(target) is there already", help: "give another name, or remove it first")
    }
    if path == nil { try desk.store.makeBackupFolder() }
    do {
      try await desk.store.backup(to: target)
    } catch StoreError.unusable(path: _, why: let why) where path != nil {
      // The place is at fault, which somebody typed, and not the store.
      throw OperatorProblem(
        .refused, "\(target) cannot be written: \(why)",
        help: "name a file in a folder that is there, and that whoever runs the server may write to")
    }
    let size = try FileManager.default.attributesOfItem(atPath: target)[.size] as? Int
    return Reply(path: target, bytes: size ?? 0)
  }

  private static func usual(_ desk: ServiceDesk) throws -> String {
    guard let folder = desk.store.backupFolder else {
      throw OperatorProblem(.no, "this store is in memory", help: "give a file")
    }
    let stamp = desk.clock.now().description.filter { $0 != "-" && $0 != ":" }
    return "\(folder)/watchbill-\(stamp).db"
  }
}
