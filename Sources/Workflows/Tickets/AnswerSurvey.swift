import ScheduleFiles
import Scheduling
import Storage
import Timekeeping
import Triage

/// What the link to a survey leads to (C32, E22).
package struct SurveyLink: Sendable {
  package var ticket: String
  /// Nil for a private ticket.
  package var title: String?
  package var team: String
  /// The best answer; nil where the queue asks nobody any more.
  package var scale: Int?
  /// What was answered; nil while nothing was.
  package var score: Int?
  /// False while the ticket is open: then nobody can say how it went.
  package var isOver: Bool
}

extension ServiceDesk {
  /// The most letters of a comment.
  package static let longestComment = 500

  /// The address at which the customer of a ticket says how easy it was.
  func surveyLink(of ticket: TicketID) -> String {
    "\(setup.publicURL)/survey/\(ticket).\(keys.surveySignature(ticket))"
  }

  /// Reads a link's token; nil when it is not one of ours. Reading changes nothing: mail scanners open links too.
  package func surveyLink(_ token: String) async throws -> SurveyLink? {
    guard let id = surveyed(token) else { return nil }
    return try await store.read { snapshot in
      try snapshot.ticket(id).map { try surveyLink($0, in: snapshot) }
    }
  }

  /// Keeps the customer's answer, once: a second one changes nothing. Nil when the token is not one of ours; refused
  /// outside the scale, and while the ticket is open.
  package func answerSurvey(_ token: String, score: Int, comment: String?) async throws -> SurveyLink? {
    guard let id = surveyed(token) else { return nil }
    let now = clock.now()
    let words = comment.map { TextLength.scalars.cut($0, to: Self.longestComment) }.flatMap { $0.isEmpty ? nil : $0 }
    return try await write { tx in
      guard let ticket = try tx.ticket(id) else { return nil }
      if try tx.history(of: id).course.rating == nil {
        let decision = try decide(ticket, in: tx, now: now) { desk, ticket throws(DeskRefusal) in
          try desk.rate(ticket, score: score, comment: words)
        }
        try commit(decision, isNew: false, actor: Actor("customer"), in: tx, now: now)
      }
      return try surveyLink(ticket, in: tx)
    }
  }

  private func surveyed(_ token: String) -> TicketID? {
    let parts = token.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, let id = try? TicketID(text: parts[0]), keys.isSurveySignature(parts[1], of: id) else {
      return nil
    }
    return id
  }

  private func surveyLink(_ ticket: Ticket, in snapshot: Snapshot) throws -> SurveyLink {
    let world = try worlds.world(in: snapshot)
    let state = try self.snapshot(
      of: ticket.team, queue: nil, definitions: ticket.definitions, ticket: ticket.id, world: world, in: snapshot,
      now: clock.now())
    return SurveyLink(
      ticket: ticket.id.description, title: ticket.isPrivate ? nil : ticket.title,
      team: state.timeline.schedule.name, scale: state.policy.queue(ticket.queue)?.closingRules.scale,
      score: state.history.course.rating?.score, isOver: !ticket.isOpen)
  }
}
