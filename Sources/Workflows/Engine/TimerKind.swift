import Storage
import Timekeeping
import Triage

/// What is done when a timer of a kind is due, in the transaction that marks it as handled.
///
/// A new kind is an extension in a file of its own and one line in `all`.
struct TimerKind: Sendable {
  let name: String
  /// True when something may leave now, so that the senders are woken.
  let fire: @Sendable (TimerRow, ServiceDesk, Transaction, Timestamp) throws -> Bool

  static let all: [TimerKind] = [
    .ticket,
    .watch,
    .handoff,
    .review,
    .history,
    .creditEarned,
    .shiftRequest,
    .lateOpening,
  ]

  static func named(_ name: String) -> TimerKind? { all.first { $0.name == name } }
}

extension TimerKind {
  /// A ticket whose next step is due: it is looked at again as a whole; a resolved one may be closed by itself.
  static let ticket = TimerKind(name: "ticket") { timer, desk, tx, now in
    guard let id = try? TicketID(text: timer.entity), let ticket = try tx.ticket(id), ticket.state != .closed else {
      return false
    }
    let decision = try desk.decide(ticket, in: tx, now: now) { core, ticket throws(DeskRefusal) in
      try core.advance(ticket, afterSpanFor: timer.relative ? TimerOrder.Purpose(rawValue: timer.purpose) : nil)
    }
    try desk.commit(decision, isNew: false, actor: .engine, in: tx, now: now)
    try desk.advanceTickets(after: ticket, became: decision.ticket, in: tx, now: now)
    return !decision.pages.isEmpty
  }
}
