import Crypto
import Foundation
import Scheduling
import Storage
import TicketSources
import Timekeeping
import Triage

/// What a source is answered: a status and a JSON body, the same however often it delivers.
package struct IntakeAnswer: Sendable, Hashable {
  package var status: Int
  package var body: [UInt8]
}

/// The body of an answer to a delivery.
package struct IntakeReply: Codable, Sendable, Hashable {
  package var ticket: String?
  package var owner: String?
  package var because: String?
  package var state: String?
  package var heldUntil: Timestamp?
  package var due: Timestamp?
  package var error: String?
  package var note: String?
}

extension ServiceDesk {
  /// The source bound to `/intake/<name>`, if there is one.
  package func source(_ name: String) -> SourceBinding? { setup.sources.first { $0.name == name } }

  /// Bytes at the door → a committed ticket and its answer. 202 is only said after ticket, timer and audit entry
  /// are on disk (invariant I1); the same delivery always gets the same answer (I8).
  package func receive(_ delivery: Delivery, from name: String) async throws -> IntakeAnswer {
    guard let binding = source(name) else { return unknownSource(name) }
    let answer = try await answer(delivery, binding: binding)
    Counters.delivery(source: name, status: answer.status)
    return answer
  }

  private func answer(_ delivery: Delivery, binding: SourceBinding) async throws -> IntakeAnswer {
    let now = clock.now()
    switch binding.source.receive(delivery, secrets: binding.secrets) {
    case .refused(let status, let message): return answer(status, IntakeReply(error: message))
    case .noted(let note): return answer(200, IntakeReply(note: note))
    case .opened(let event, let id):
      let digest = SHA256.hash(data: Data(delivery.body)).map { Self.hex($0) }.joined()
      let answer = try await store.write { tx in
        try take(event, delivery: id, digest: digest, binding: binding, in: tx, now: now)
      }
      wake.ring()
      return answer
    }
  }

  private func unknownSource(_ name: String) -> IntakeAnswer {
    let known = setup.sources.map(\.name)
    let near = didYouMean(name, among: known).map { ": did you mean '/intake/\($0)'?" } ?? ""
    return answer(404, IntakeReply(error: "there is no source '\(name)'\(near)"))
  }

  private func take(
    _ event: TicketEvent, delivery: String, digest: String, binding: SourceBinding, in tx: Transaction, now: Timestamp
  ) throws -> IntakeAnswer {
    if let before = try tx.intake(source: binding.name, deliveryID: delivery) {
      guard before.bodySHA256 == digest else { return conflict(delivery, before) }
      return IntakeAnswer(status: before.status, body: before.response)
    }
    let ticket = try opened(event, binding: binding, in: tx, now: now)
    let answer = answer(202, IntakeReply(ticket, name: ticket.owner?.text))
    _ = try tx.putIntake(
      IntakeRecord(
        source: binding.name, deliveryID: delivery, bodySHA256: digest, ticket: ticket.id, status: answer.status,
        response: answer.body, received: now))
    return answer
  }

  /// The ticket of this item: the one there is, however many deliveries speak of it, or a new one.
  private func opened(
    _ event: TicketEvent, binding: SourceBinding, in tx: Transaction, now: Timestamp
  ) throws -> Ticket {
    if let known = try tx.ticket(source: binding.name, externalID: event.externalID) { return known }
    return try openTicket(
      event, source: binding.name, team: binding.team, queue: binding.queue, actor: .source(binding.name), in: tx,
      now: now)
  }

  private func conflict(_ delivery: String, _ before: IntakeRecord) -> IntakeAnswer {
    let ticket = before.ticket.map { " for \($0)" } ?? ""
    return answer(
      409,
      IntakeReply(
        error: "delivery '\(delivery)' was taken\(ticket) at \(before.received) with another body; send a new id"))
  }

  private func answer(_ status: Int, _ reply: IntakeReply) -> IntakeAnswer {
    let body = (try? Array(WireJSON.encode(reply))) ?? []
    return IntakeAnswer(status: status, body: body)
  }

  private static func hex(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16)
    return byte < 16 ? "0" + digits : digits
  }
}

extension IntakeReply {
  init(_ ticket: Ticket, name: String?) {
    self.ticket = ticket.id.description
    owner = name
    because = ticket.because
    state = ticket.state.rawValue
    due = ticket.due
    if case .held(let until) = ticket.placement { heldUntil = until }
  }
}
