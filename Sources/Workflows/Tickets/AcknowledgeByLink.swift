import ScheduleFiles
import Scheduling
import Storage
import Timekeeping
import Triage

/// What a signed link leads to: which page, of which ticket, and whether it still counts.
package struct AcknowledgeLink: Sendable {
  package var page: Page
  /// As anybody may see it: a link is opened by previews, and read over shoulders.
  package var ticket: TicketRow
  /// A sentence when there is nothing left to acknowledge; nil when the button should be shown.
  package var over: String?
  /// The recipient's: times are shown on their wall.
  package var zone: Zone
  /// True where somebody has to answer the ticket, or the one it goes on as, all the same.
  package var isStillWaiting = false
  /// Where a merged ticket goes on.
  package var goesOnAs: TicketID?
  /// The token of the recipient's own page of that ticket, where it still waits for them or they have it.
  package var goesOnToken: String?
  /// Since when whoever looks has it in hand; acknowledging again renews that. Nil where nobody or somebody else has it.
  package var heldSince: Timestamp?
}

extension ServiceDesk {
  /// Reads a link's token; nil when it is not one of ours. Reading changes nothing: mail scanners open links too.
  package func acknowledgeLink(_ token: String) async throws -> AcknowledgeLink? {
    guard let id = signedPage(token) else { return nil }
    let now = clock.now()
    return try await store.read { snapshot in
      guard let row = try snapshot.outboxRow(id), let ticket = try snapshot.ticket(row.page.ticket) else { return nil }
      return try link(row.page, ticket, by: row.page.recipient, in: snapshot, now: now)
    }
  }

  /// Acknowledges in the name of the page's recipient.
  package func acknowledge(byLink token: String) async throws -> AcknowledgeLink? {
    guard let id = signedPage(token) else { return nil }
    return try await acknowledge(page: id)
  }

  /// For so long a second tap, or a view that is loaded anew, is no sign that somebody is still on it.
  private static let sameTap = Duration.minutes(1)

  /// Acknowledges in the name of `member`, or of the page's recipient. What stands against it is asked where it is
  /// written: of two who answer at once, one has it and the other reads who has. Nil for a page that is not known.
  package func acknowledge(page id: PageID, by member: MemberID? = nil) async throws -> AcknowledgeLink? {
    let now = clock.now()
    let answered: AcknowledgeLink? = try await write { tx in
      guard let row = try tx.outboxRow(id), let ticket = try tx.ticket(row.page.ticket) else { return nil }
      let by = member ?? row.page.recipient
      let asked = try link(row.page, ticket, by: by, in: tx, now: now)
      guard asked.over == nil else { return asked }
      let isSame = asked.heldSince.map { ($0...($0 + Self.sameTap)).contains(now) } ?? false
      let taken = isSame ? ticket : try acknowledge(row.page, ticket, by: by, in: tx, now: now)
      return AcknowledgeLink(
        page: row.page, ticket: TicketRow(taken, world: try worlds.world(in: tx)).forAnybody, over: nil,
        zone: asked.zone)
    }
    wake.ring()
    return answered
  }

  /// Whom the page was written to answers it as by its link; whoever answers it was reached where it was sent.
  private func acknowledge(
    _ page: Page, _ ticket: Ticket, by member: MemberID, in tx: Transaction, now: Timestamp
  ) throws -> Ticket {
    let via = member == page.recipient ? "link" : "button"
    let decision = try decide(ticket, in: tx, now: now) { desk, ticket throws(DeskRefusal) in
      try desk.acknowledge(ticket, by: member, via: via)
    }
    try commit(decision, isNew: false, actor: .member(member.text), in: tx, now: now)
    let contact = Contact(channel: page.channel, address: page.address)
    try tx.noteAnswer(of: page.recipient, from: contact, at: now)
    try advanceTickets(after: ticket, became: decision.ticket, in: tx, now: now)
    return decision.ticket
  }

  /// What a page's link ends with: the page, and our signature of it.
  func acknowledgeToken(of page: PageID) -> String { "\(page).\(keys.acknowledgeSignature(page.text))" }

  /// The page that a token is for; nil when it is not one of ours.
  func signedPage(_ token: String) -> PageID? {
    let parts = token.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, keys.isAcknowledgeSignature(String(parts[1]), of: String(parts[0])) else { return nil }
    return PageID(text: String(parts[0]))
  }

  private func link(
    _ page: Page, _ ticket: Ticket, by member: MemberID, in snapshot: Snapshot, now: Timestamp
  ) throws -> AcknowledgeLink {
    let world = try worlds.world(in: snapshot)
    let over = try over(page, ticket, by: member, world: world, in: snapshot, now: now)
    let last = try goesOn(ticket, in: snapshot)
    let waits = (last ?? ticket).isOpen && (last ?? ticket).acknowledgement == nil
    let held = over == nil ? ticket.acknowledgement?.at : nil
    return AcknowledgeLink(
      page: page, ticket: TicketRow(ticket, world: world).forAnybody, over: over,
      zone: zone(of: page.recipient, in: world), isStillWaiting: over != nil && waits, goesOnAs: last?.id,
      goesOnToken: try last.flatMap { try ownToken(of: $0, for: member, world: world, in: snapshot, now: now) },
      heldSince: held)
  }

  /// The token of `member`'s newest page of a ticket; nil where they have none, or it would acknowledge nothing.
  private func ownToken(
    of ticket: Ticket, for member: MemberID, world: World, in snapshot: Snapshot, now: Timestamp
  ) throws -> String? {
    let pages = try snapshot.pages(of: ticket.id, episode: ticket.episode)
    guard let own = pages.last(where: { $0.page.recipient == member && $0.attempts > 0 }) else { return nil }
    let over = try over(own.page, ticket, by: member, world: world, in: snapshot, now: now)
    return over == nil ? acknowledgeToken(of: own.page.id) : nil
  }

  /// What stands against `member` acknowledging by a page, as they read it; nil when nothing does.
  ///
  /// Whoever is paged anew answers the ticket by whichever page is on top.
  func over(
    _ page: Page, _ ticket: Ticket, by member: MemberID, world: World, in snapshot: Snapshot, now: Timestamp
  ) throws -> String? {
    if let kept = try goesOn(ticket, in: snapshot) {
      return "\(ticket.id) goes on as \(kept.id), and this acknowledges nothing there."
    }
    if !ticket.isOpen { return "\(ticket.id) is \(ticket.state.rawValue)." }
    if let team = world.team(ticket.team, at: now), team.schedule.member(member) == nil {
      return "You are not in \(team.schedule.name): it answers this without you."
    }
    let isHeld = ticket.acknowledgement != nil
    if !isHeld, try isEarlier(page, than: ticket, in: snapshot), try !isPagedNow(member, about: ticket, in: snapshot) {
      return "This page is of an earlier round, and acknowledges nothing; a newer one asks again."
    }
    guard let held = ticket.acknowledgement, held.by != member else { return nil }
    return "\(world.name(of: held.by)) acknowledged it at \(held.at)."
  }

  /// True for a page of a round before the one that asks now. One of a ticket that was merged into this one is of this
  /// round where it was of that one's last, and nothing has begun to ask since they were merged.
  private func isEarlier(_ page: Page, than ticket: Ticket, in snapshot: Snapshot) throws -> Bool {
    guard page.ticket != ticket.id, let merged = try snapshot.ticket(page.ticket) else {
      return page.episode != ticket.episode
    }
    let pages = try snapshot.pages(of: ticket.id, episode: ticket.episode)
    let asksAnew = pages.map(\.page.created).min().map { $0 > merged.closed ?? .distantFuture } ?? false
    return page.episode != merged.episode || asksAnew
  }

  private func isPagedNow(_ member: MemberID, about ticket: Ticket, in snapshot: Snapshot) throws -> Bool {
    try snapshot.pages(of: ticket.id, episode: ticket.episode).contains {
      $0.page.recipient == member && $0.attempts > 0
    }
  }
}
