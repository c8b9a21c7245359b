import Scheduling
import Storage
import Timekeeping
import Triage

extension ServiceDesk {
  /// Writes a decision whole: ticket, timer, pages, assignment and audit in the caller's one transaction.
  func commit(_ decision: Decision, isNew: Bool, actor: Actor, in tx: Transaction, now: Timestamp) throws {
    let ticket = decision.ticket
    if isNew {
      try tx.insertTicket(ticket)
    } else {
      try tx.updateTicket(ticket, expecting: ticket.version)
    }
    try tx.addFacts(decision.facts, to: ticket.id)
    for notice in decision.notices { try tx.tell(notice, at: now) }
    try arm(decision.timer, for: ticket, in: tx, from: decision.made)
    if decision.withdrawsPages {
      _ = try tx.cancelPages(of: ticket.id, because: decision.steps.last?.because ?? "closed")
    }
    for page in decision.pages { _ = try tx.enqueue(page, notBefore: now + (page.after?.duration ?? .zero)) }
    try tellProviders(decision, in: tx, now: now)
    try write(decision, isNew: isNew, in: tx, now: now)
    try record(decision, in: tx, now: now)
    try tell(decision.tells, of: ticket, in: tx, now: now)
    guard !decision.isQuiet else { return }
    let body = try Array(WireJSON.encode(DecisionRecord(decision)))
    let action = decision.steps.first?.action.rawValue ?? "looked at"
    try tx.appendAudit(at: now, actor: actor.text, action: action, entity: "ticket/\(ticket.id)", body: body)
  }

  private func arm(_ order: TimerOrder?, for ticket: Ticket, in tx: Transaction, from start: Timestamp) throws {
    guard let order else {
      _ = try tx.disarm(kind: Self.ticketTimer, entity: ticket.id.description)
      return
    }
    try tx.arm(
      kind: Self.ticketTimer, entity: ticket.id.description, purpose: order.purpose.rawValue, due: order.due,
      relative: order.isRelative, clock: clock.boot(), now: start)
  }

  /// The kind of the one primary timer of a ticket.
  static let ticketTimer = "ticket"

  private func record(_ decision: Decision, in tx: Transaction, now: Timestamp) throws {
    let gaveOwner = decision.steps.contains { $0.action == .assigned }
    guard gaveOwner, let owner = decision.ticket.owner else { return }
    let ticket = decision.ticket
    try tx.recordAssignment(
      of: ticket.id, to: owner, queue: ticket.queue, team: ticket.team, customer: ticket.classification.customer,
      at: now)
  }
}

/// What the audit keeps of a decision: every step and every candidate with its reason (rule K1).
struct DecisionRecord: Codable, Sendable {
  var steps: [DecisionStep]
  var candidates: [CandidateVerdict]
  var owner: String?
  var pages: [String]
  var timer: TimerOrder?
  /// What each rule of the routing said of a new ticket; nil in other entries, and in old ones.
  var route: [RouteFinding]?

  init(_ decision: Decision) {
    steps = decision.steps
    candidates = decision.assignment?.verdicts ?? []
    owner = decision.ticket.owner?.text
    pages = decision.pages.map(\.id.text)
    timer = decision.timer
    route = decision.route?.findings
  }
}
