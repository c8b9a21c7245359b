import ScheduleFiles
import Scheduling
import Storage
import Timekeeping
import Triage

extension TimerKind {
  /// A handoff of work that was to be accepted by now (rule K10).
  static let handoff = TimerKind(name: ServiceDesk.handoffTimer) { timer, desk, tx, now in
    let words = timer.entity.split(separator: " ", maxSplits: 1).map(String.init)
    guard words.count == 2, let team = try? TeamID(text: words[0]) else { return false }
    return try desk.lapse(words[1], of: team, in: tx, now: now)
  }
}

extension ServiceDesk {
  /// The kind of the one timer of a handoff.
  static let handoffTimer = "handoff"

  func armHandoff(_ handoff: WorkHandoff, of team: TeamID, in tx: Transaction, now: Timestamp) throws {
    try tx.arm(
      kind: Self.handoffTimer, entity: "\(team) \(handoff.id)", purpose: "accept", due: handoff.acceptBy,
      relative: false, clock: clock.boot(), now: now)
  }

  /// Notes in what was written at shifts' ends who took which tickets; what waits for nobody any more never lapses.
  ///
  /// - Parameter whole: the duty whose handoff was accepted whole, with what needs nobody any more.
  func noteAcceptance(
    of tickets: [TicketID], whole duty: DutyID?, by member: MemberID, from: MemberID, team: String, in tx: Transaction,
    now: Timestamp
  ) throws {
    let team = try TeamID(text: team)
    for var handoff in try tx.handoffs(team: team, from: from, since: now - HandoffReader.reach) {
      guard !handoff.waiting.isEmpty else { continue }
      let taken = handoff.digest.duty == duty ? handoff.waiting : tickets
      if handoff.note(taken, takenBy: member, at: now) {
        try tx.disarm(kind: Self.handoffTimer, entity: "\(team) \(handoff.id)")
      }
      try tx.putHandoff(handoff, of: team)
    }
  }

  /// Writes down what was accepted of a handoff that nobody was sent, or not yet: it is in the list, and never lapses.
  func keepUnsent(_ handoff: WorkHandoff, of team: TeamID, in tx: Transaction) throws {
    let known = try tx.handoff(handoff.id, team: team)
    guard !handoff.accepted.isEmpty, known?.isUnsent ?? (known == nil) else { return }
    try tx.putHandoff(handoff.unsent(after: known), of: team)
  }

  /// Tells the lead what nobody accepted, and lets acknowledged pages ring again; one that somebody who is there has
  /// acknowledged counts as accepted by them. A handoff from somebody who stays after all is withdrawn. Silent tickets
  /// stay where they are (rule K2).
  func lapse(_ id: String, of team: TeamID, in tx: Transaction, now: Timestamp) throws -> Bool {
    let world = try worlds.world(in: tx)
    guard var handoff = try tx.handoff(id, team: team), world.team(team, at: now) != nil else { return false }
    let digest = handoff.digest
    let reader = try HandoffReader(self, tx, team: team.text, now: now)
    let writer = WriteHandoff(try reader.state(), duty: digest.duty)
    if writer.stays(digest.from, after: now) {
      handoff.withdrawn = now
      try tx.putHandoff(handoff, of: team)
      return false
    }
    let left = handoff.lapse(at: now)
    let tickets = try left.compactMap { try tx.ticket($0) }.filter { $0.isOpen && $0.isInHand(of: digest.from) }
    let needed = writer.needed(try reader.items(tickets), until: digest.until ?? digest.at)
    for ticket in tickets where needed.contains(ticket.id) {
      // Where nobody comes next the lead has had the list already.
      guard !digest.to.isEmpty || ticket.isAcknowledgedPage else { continue }
      let decision = try decide(ticket, in: tx, now: now) { core, ticket throws(DeskRefusal) in
        try core.notAccepted(ticket, from: digest.from)
      }
      try commit(decision, isNew: false, actor: .engine, in: tx, now: now)
      if let other = ticket.acknowledgement?.by, other != digest.from, decision.ticket.owner == other {
        _ = handoff.note([ticket.id], takenBy: other, at: now)
      }
    }
    try tx.putHandoff(handoff, of: team)
    return !left.isEmpty
  }
}
