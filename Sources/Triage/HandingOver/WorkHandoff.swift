import Scheduling
import Timekeeping

/// A digest with what became of it: accepted whole, by ticket, or not at all (rule K10).
package struct WorkHandoff: Sendable, Hashable, Codable {
  package var digest: WorkDigest
  /// Until when it can be accepted before the lead is told.
  package var acceptBy: Timestamp
  package var accepted: [Acceptance] = []
  /// When the lead was told of what nobody accepted; nil while that has not happened.
  package var lapsed: Timestamp?
  /// When it turned out that nothing is handed over, because whoever was to go stays; nil while that is not so.
  package var withdrawn: Timestamp?
  /// True for what went over without a notice, or before it: it holds what was accepted and nothing else.
  package var isUnsent: Bool?

  /// `within`: how long after the handoff, or after `written` where that is later, an acceptance is waited for.
  package init(
    _ digest: WorkDigest, within: Duration = HandoffRules.usualAcceptance, written: Timestamp = .distantPast
  ) {
    self.digest = digest
    acceptBy = max(digest.at, written) + within
  }

  /// The handoff of one shift: its duty, who goes, and when; the same each time it is written.
  package var id: String { "\(digest.duty)/\(digest.from)/\(digest.at.seconds)" }

  package struct Acceptance: Sendable, Hashable, Codable {
    package var ticket: TicketID
    package var by: MemberID
    package var at: Timestamp

    package init(ticket: TicketID, by: MemberID, at: Timestamp) {
      self.ticket = ticket
      self.by = by
      self.at = at
    }
  }

  package var waiting: [TicketID] { digest.tickets.filter { id in !accepted.contains { $0.ticket == id } } }

  /// Notes who takes what: all that waits, or the given tickets; returns those that are new, in the digest's order.
  ///
  /// A second acceptance of the same tickets takes nothing. Only those it was written for accept it, and the lead.
  package mutating func accept(
    _ tickets: [TicketID]?, by member: MemberID, lead: MemberID?, at now: Timestamp
  ) throws(DeskRefusal) -> [TicketID] {
    guard digest.takers.contains(member) || member == lead else {
      throw DeskRefusal(
        what: "this handoff is for \(listed(digest.takers.map(\.text)))", help: "they accept it, or the lead")
    }
    if let stranger = tickets?.first(where: { !digest.tickets.contains($0) }) {
      let own = listed(digest.tickets.map(\.description))
      throw DeskRefusal(
        what: "\(stranger) is not in this handoff",
        help: digest.tickets.isEmpty ? "there is no ticket in it" : "it holds \(own)")
    }
    let taken = waiting.filter { tickets?.contains($0) ?? true }
    accepted += taken.map { Acceptance(ticket: $0, by: member, at: now) }
    return taken
  }

  /// Keeps what was accepted of it as it was written before; what came back to whoever goes is to be accepted anew.
  package mutating func keepAccepted(of known: WorkHandoff) {
    accepted = known.accepted.filter { !digest.tickets.contains($0.ticket) }
  }

  /// What nobody was asked to accept when it was written before, or that came back since; in the digest's order.
  package func added(since known: WorkHandoff) -> [TicketID] {
    let before = known.waiting
    return digest.tickets.filter { !before.contains($0) }
  }

  /// What of it was accepted, to be written down where no notice was sent; `before` is what was written so already.
  /// What was given back since and is accepted again stands in it once.
  package func unsent(after before: WorkHandoff? = nil) -> WorkHandoff {
    var kept = self
    kept.isUnsent = true
    kept.digest.rest = 0
    let taken = digest.sections.map { section in
      WorkDigest.Section(section.about, section.lines.filter { line in accepted.contains { $0.ticket == line.ticket } })
    }
    let again = accepted.map(\.ticket)
    let earlier = (before?.digest.sections ?? []).map { section in
      WorkDigest.Section(section.about, section.lines.filter { !again.contains($0.ticket) })
    }
    kept.digest.sections = (earlier + taken).filter { !$0.lines.isEmpty }
    kept.accepted = (before?.accepted ?? []).filter { !again.contains($0.ticket) } + accepted
    return kept
  }

  /// Notes that `member` took some of it over by whatever way; returns true when nothing waits any more.
  package mutating func note(_ tickets: [TicketID], takenBy member: MemberID, at now: Timestamp) -> Bool {
    accepted += waiting.filter(tickets.contains).map { Acceptance(ticket: $0, by: member, at: now) }
    return waiting.isEmpty
  }

  /// The tickets that nobody accepted in time, once; empty before, and when all were accepted.
  package mutating func lapse(at now: Timestamp) -> [TicketID] {
    guard lapsed == nil, withdrawn == nil, now >= acceptBy, !waiting.isEmpty else { return [] }
    lapsed = now
    return waiting
  }
}

extension Desk {
  /// Gives a ticket of a handoff to whoever accepted it, its acknowledgement included; of somebody else's page only that.
  package func accept(_ ticket: Ticket, by member: MemberID, from: MemberID) throws(DeskRefusal) -> Decision {
    var run = try run(open: ticket)
    guard ticket.isInHand(of: from) else { return run.decision() }
    let because = "\(snapshot.name(member)) accepted it at the handoff from \(snapshot.name(from))"
    run.giver = member
    if ticket.owner == from, !snapshot.maySee(ticket, member, in: run.queue) {
      // Nobody owns a private ticket who may not see it: it stays where it is, and those whom it is for hear of it (E14).
      run.tellConfidants(of: member)
      return run.decision()
    }
    if ticket.owner == from {
      run.stepIn(member, because)
    } else {
      run.did(.acknowledged, because)
      run.tellOwner(that: because, but: member)
    }
    run.bringAcknowledgement(from: from, to: member)
    return run.decision()
  }

  /// Nobody accepted a ticket at its handoff: the lead is told, and an acknowledged page rings again, since whoever
  /// acknowledged it has gone. A page that somebody else acknowledged who is there is theirs instead. Silent tickets stay
  /// where they are (rule K2).
  package func notAccepted(_ ticket: Ticket, from: MemberID) throws(DeskRefusal) -> Decision {
    var run = try run(open: ticket)
    guard ticket.isInHand(of: from) else { return run.decision() }
    let name = snapshot.name(from)
    if ticket.isAcknowledgedPage, let other = ticket.acknowledgement?.by, other != from, snapshot.isAround(other),
      snapshot.maySee(ticket, other, in: run.queue)
    {
      run.giver = other
      run.stepIn(other, "\(snapshot.name(other)) has acknowledged it, and \(name)'s shift is over")
      return run.decision()
    }
    run.did(.warned, "nobody accepted it at the handoff from \(name)")
    run.tellLead(.unattended, "\(ticket.id): nobody accepted it at the handoff from \(name).")
    if ticket.isAcknowledgedPage {
      run.withdrawAcknowledgement()
      run.advance()
    }
    return run.decision()
  }
}

extension DeskRun {
  /// Whose ticket it stays hears who has its page in hand now.
  fileprivate mutating func tellOwner(that because: String, but member: MemberID) {
    guard let owner = ticket.owner, owner != member else { return }
    tells.append(Telling(.taken, ticket.id, to: [owner], text: "\(because); \(ticket.id) stays yours."))
  }
}
