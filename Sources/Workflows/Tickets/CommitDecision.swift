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
      try withholdWords(of: ticket, in: tx, now: now)
      try tx.updateTicket(ticket, expecting: ticket.version)
    }
    try tx.addFacts(decision.facts, to: ticket.id)
    for notice in decision.notices { try tx.tell(notice, at: now) }
    try arm(decision.timer, for: ticket, in: tx, from: decision.made)
    if decision.withdrawsPages {
      _ = try tx.cancelPages(of: ticket.id, because: decision.steps.last?.because ?? "closed")
    }
    try enqueue(decision.pages, in: tx, now: now)
    try tellProviders(decision, in: tx, now: now)
    try write(decision, isNew: isNew, in: tx, now: now)
    try record(decision, in: tx, now: now)
    try tell(decision.tells, of: ticket, in: tx, now: now)
    guard !decision.isQuiet else { return }
    let body = try Array(WireJSON.encode(DecisionRecord(decision)))
    let action = decision.steps.first?.action.rawValue ?? "looked at"
    try tx.appendAudit(at: now, actor: actor.text, action: action, entity: "ticket/\(ticket.id)", body: body)
  }

  /// What an older page said in vain, a newer one to the same address says better: it is not tried any more, so that a
  /// provider that comes back brings one page of a ticket and not one of each step since.
  ///
  /// The newer one has to leave at once; what nobody has tried yet keeps its turn, so that no row of pages, each in the
  /// place of the one before, keeps all of them from leaving.
  private func enqueue(_ pages: [Page], in tx: Transaction, now: Timestamp) throws {
    guard let first = pages.first else { return }
    let earlier = try tx.pages(of: first.ticket, episode: first.episode).filter { row in
      row.attempts > 0 && (row.state == .ready || row.state == .unknown)
    }
    for page in pages {
      let isNew = try tx.enqueue(page, notBefore: now + (page.after?.duration ?? .zero))
      guard isNew, page.after == nil else { continue }
      for row in earlier where row.page.goes(where: page) {
        try tx.cancelPage(row.page.id, because: Self.newerPage)
      }
    }
  }

  private static let newerPage = "a newer page says it"

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
    try rouseQuestions(to: owner, in: tx, now: now)
  }
}

extension Page {
  /// True where both reach one person at one address.
  fileprivate func goes(where other: Page) -> Bool {
    recipient == other.recipient && channel == other.channel && address == other.address
  }
}

/// What the audit keeps of a decision: every step and every candidate with its reason (rule K1).
struct DecisionRecord: Codable, Sendable {
  var steps: [DecisionStep]
  /// Of the last level that was looked at.
  var candidates: [CandidateVerdict]
  /// Every level that was tried; nil where `candidates` says all of it, and in old entries.
  var levels: [LevelFinding]?
  var owner: String?
  var pages: [String]
  var timer: TimerOrder?
  /// What each rule of the routing said of a new ticket; nil in other entries, and in old ones.
  var route: [RouteFinding]?

  init(_ decision: Decision) {
    steps = decision.steps
    candidates = decision.assignment?.verdicts ?? []
    levels = decision.levels.map(\.candidates) == [candidates] ? nil : decision.levels.nonEmpty
    owner = decision.ticket.owner?.text
    pages = decision.pages.map(\.id.text)
    timer = decision.timer
    route = decision.route?.findings
  }
}
