import Scheduling
import Storage
import Timekeeping
import Triage

/// Lets refused letters of a ticket leave once more, with the same id and words.
package struct ResendReplies: OperatorCommand {
  package static let name = "ticket-resend"
  package static let changes = true

  package var id: String
  /// One letter's id; nil for all of the ticket.
  package var letter: String?

  package init(id: String, letter: String? = nil) {
    self.id = id
    self.letter = letter
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> [LetterSummary] {
    let now = desk.clock.now()
    let number: TicketID
    do { number = try TicketID(text: id) } catch { throw OperatorProblem(error) }
    let rows = try await desk.write { tx -> [LetterSummary] in
      guard let ticket = try tx.ticket(number) else { throw OperatorProblem.noTicket(id) }
      let chosen = try choose(from: tx.letters(of: number), isPrivate: ticket.isPrivate)
      for row in chosen where try tx.resend(letter: row.letter.id, at: now) {
        try tx.appendAudit(
          at: now, actor: actor.text, action: "letter sent again", entity: "ticket/\(number)",
          body: Array(row.letter.id.utf8))
      }
      return try tx.letters(of: number).map(LetterSummary.init)
    }
    desk.wake.ring()
    return rows
  }

  /// What was to be filed was written for a ticket that others may read: of a private one it stays (E14).
  private func choose(from rows: [LetterRow], isPrivate: Bool) throws(OperatorProblem) -> [LetterRow] {
    if let letter, !rows.contains(where: { $0.letter.id == letter }) {
      throw OperatorProblem.unknown("letter of \(id)", letter, among: rows.map(\.letter.id), kind: .missing)
    }
    let refused = rows.filter { $0.state == .failed && (letter == nil || $0.letter.id == letter) }
    guard !refused.isEmpty else {
      throw OperatorProblem(
        .no, "nothing of \(id) was refused", help: "watchbill ticket show \(id) says where each answer stands")
    }
    let mayLeave = refused.filter { !isPrivate || $0.letter.purpose != .filing }
    guard !mayLeave.isEmpty else {
      throw OperatorProblem(
        .no, "\(id) is private, and what was to be filed may not be",
        help: "file it anew, in words for others: watchbill ticket file \(id)")
    }
    return mayLeave
  }
}

/// A letter as people see it: what, to whom, and how far it came.
package struct LetterSummary: Codable, Sendable, Hashable {
  package var id: String
  /// `reply`, `post` or `filing`.
  package var purpose: String
  package var source: String
  package var author: String?
  package var text: String
  /// `sent`, `waiting`, `refused`, or `cancelled`: that one cannot be sent again.
  package var state: String
  package var attempts: Int
  /// Why it waits, was refused or cancelled.
  package var why: String?
  package var created: Timestamp

  init(_ row: LetterRow) {
    let letter = row.letter
    id = letter.id
    purpose = letter.purpose.rawValue
    source = letter.source
    author = letter.authorName
    // Whoever has a survey's link answers as the customer: its secret is for them alone.
    text = letter.text.replacing(/\/survey\/T-[0-9]+\.[A-Za-z0-9_\-]+/, with: "/survey/…")
    attempts = row.attempts
    created = letter.created
    switch row.state {
    case .sent: state = "sent"
    case .failed: state = "refused"
    case .cancelled: state = "cancelled"
    case .ready, .claimed, .unknown: state = "waiting"
    }
    why = row.state == .sent ? nil : row.cause ?? row.lastOutcome?.why
  }
}

extension PageOutcome {
  /// Why it was not sent; nil when it was.
  var why: String? {
    switch self {
    case .sent: nil
    case .retry(_, let why), .refused(let why), .unknown(let why): why
    }
  }
}
