import Crypto
import Foundation
import ScheduleFiles
import Scheduling
import Storage
import TicketSources
import Timekeeping
import Triage

/// What a program does under a key of its own, so that it may ask again when no answer came: the same key does it once
/// (invariant I8).
struct RepeatedAct: Sendable {
  let key: String
  private let digest: String

  /// No source is called so.
  private static let place = "/acts"

  init(_ act: ActOnTicket, key: String) throws {
    guard (1...128).contains(key.utf8.count), key.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      throw OperatorProblem(
        .refused, "the key '\(key.echoed)' is no key", help: "give 1 to 128 characters without blanks")
    }
    self.key = key
    digest = Hexadecimal.text(SHA256.hash(data: try WireJSON.encode(act)))
  }

  /// The ticket as it is now, where this was done before, and what was said of the act then; nil where it was not.
  func done(in snapshot: Snapshot) throws -> (Ticket, warnings: [String])? {
    guard let before = try snapshot.intake(source: Self.place, deliveryID: key) else { return nil }
    guard before.bodySHA256 == digest, let ticket = try before.ticket.flatMap({ try snapshot.ticket($0) }) else {
      throw OperatorProblem(.no, "the key '\(key)' was used for something else", help: "send a new key")
    }
    return (ticket, (try? JSONDecoder().decode([String].self, from: Data(before.response))) ?? [])
  }

  /// In the transaction of the act; two at once are one.
  ///
  /// - Parameter warnings: what whoever did it is told.
  func remember(_ ticket: TicketID, _ warnings: [String], in tx: Transaction, now: Timestamp) throws {
    let record = IntakeRecord(
      source: Self.place, deliveryID: key, bodySHA256: digest, ticket: ticket, status: 200,
      response: Array(try WireJSON.encode(warnings)), received: now)
    guard try tx.putIntake(record) else {
      throw OperatorProblem(.unavailable, "the same is being done at this moment", help: "ask again in a second")
    }
  }
}
