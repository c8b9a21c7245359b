import Foundation
import Scheduling
import Storage
import Timekeeping
import Triage

/// Why a ticket is what it is and whose it is: every rule of the routing, every candidate, who was asked, who follows.
package struct ExplainTicket: OperatorCommand {
  package static let name = "ticket-why"
  package static let changes = false

  package var id: String

  package init(id: String) { self.id = id }

  package struct Reply: Codable, Sendable {
    package var ticket: TicketRow
    /// What each rule said when the ticket came, in order, and last where it went since; empty for a ticket from before
    /// there were rules.
    package var route: [RouteFinding]
    /// Who was looked at when an owner was last looked for, with the reason each was kept or dropped; where that was at
    /// several levels, those of the last one.
    package var candidates: [CandidateVerdict]
    /// What each level came to then, in order; nil where there is nothing but `candidates` to say.
    package var levels: [LevelFinding]?
    package var lookedAt: Timestamp?
    package var customer: String?
    package var tier: String?
    package var visibility: String
    package var isProposed: Bool
    package var followers: [String]
    /// Who must not have it, and why.
    package var excluded: [String]
    /// Whom it asks, and until when.
    package var asked: [String]
    package var askedUntil: Timestamp?
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> Reply {
    let number: TicketID
    do { number = try TicketID(text: id) } catch { throw OperatorProblem(error) }
    let (world, now) = (try await desk.world(), desk.clock.now())
    return try await desk.store.read { [id] snapshot in
      guard let ticket = try snapshot.ticket(number) else { throw OperatorProblem.noTicket(id) }
      let entries = try snapshot.auditEntries(entity: "ticket/\(number)", limit: 500)
      let records = entries.map { ($0.at, try? JSONDecoder().decode(DecisionRecord.self, from: Data($0.body))) }
      let last = records.first { !($0.1?.candidates ?? []).isEmpty || $0.1?.levels != nil }
      let moved = Self.moved(ticket, try snapshot.history(of: number), records)
      return Reply(
        ticket, world: world, at: now, route: (records.compactMap { $0.1?.route }.last ?? []) + moved,
        candidates: last?.1?.candidates ?? [], levels: last?.1?.levels, lookedAt: last?.0)
    }
  }
}

extension ExplainTicket {
  /// The queue that it is in now, and what last moved it; nothing where it is where it was opened.
  private static func moved(
    _ ticket: Ticket, _ history: TicketHistory, _ records: [(Timestamp, DecisionRecord?)]
  ) -> [RouteFinding] {
    let moves = history.facts.filter { fact in
      if case .changed(let change) = fact.what { change.queue != nil } else { false }
    }
    guard let last = moves.last else { return [] }
    let steps = records.filter { $0.0 == last.at }.flatMap { $0.1?.steps ?? [] }
    let reasons = steps.filter { $0.action == .changed }.map(\.because)
    let because = (["\(ticket.team)/\(ticket.queue)"] + reasons).joined(separator: "; ")
    return [RouteFinding(rule: "queue now", holds: true, because: because)]
  }
}

extension ExplainTicket.Reply {
  fileprivate init(
    _ ticket: Ticket, world: World, at now: Timestamp, route: [RouteFinding], candidates: [CandidateVerdict],
    levels: [LevelFinding]?, lookedAt: Timestamp?
  ) {
    let (custody, about) = (ticket.custody, ticket.classification)
    let question = custody.openQuestion
    self.init(
      ticket: TicketRow(ticket, world: world), route: route, candidates: candidates, levels: levels, lookedAt: lookedAt,
      customer: about.customer?.text, tier: about.tier, visibility: about.visibility.rawValue,
      isProposed: about.isProposed, followers: custody.followers.map(\.text),
      excluded: custody.exclusions.filter { $0.holds(at: now) }.map { "\(world.name(of: $0.member)) \($0.because)" },
      asked: (question?.waitingFor ?? custody.card?.to ?? []).map(\.text),
      askedUntil: question?.until ?? custody.card?.until)
  }
}
