import Logging
import PagingChannels
import Scheduling
import ProviderExchange
import Storage
import Timekeeping
import Triage

extension ServiceDesk {
  /// What may leave now, put together by address.
  ///
  /// A claim re-reads the ticket, so nothing is claimed after an acknowledgement has committed (I4). What comes for an
  /// address that rests waits for the others and leaves with them.
  func claimPages(in tx: Transaction, now: Timestamp) throws -> [Parcel] {
    let rows = try tx.claimPages(now: now, until: now + Self.claimLength, limit: Self.claimMost) { channel in
      let room = sending.room(.page, channel)
      // Of an address that rests, many leave in one request.
      return room > 0 && rest(channel) > .zero ? max(room, PagePacing.most) : room
    }
    let (leaving, waiting) = pacing.parcels(rows, now: now, rest: rest) { sending.room(.page, $0) }
    for (row, until) in waiting { try tx.postpone(row.page.id, until: until) }
    return leaving.map { Parcel(.pages($0)) }
  }

  func rest(_ channel: String) -> Duration {
    setup.channels.first { $0.name == channel }?.channel.rest ?? .zero
  }

  /// Pages for one address, as one request.
  func attempt(_ pages: [Page]) async -> PageOutcome {
    guard pages.count > 1, let bundle = PageBundle(pages: pages, links: pages.map(links)) else {
      return await send(over: pages[0].channel) { channel throws(ChannelProblem) in
        try channel.request(for: pages[0], links: links(for: pages[0]), now: clock.now())
      }
    }
    return await send(over: pages[0].channel) { channel throws(ChannelProblem) in
      try channel.request(for: bundle, links: links(for: pages), now: clock.now())
    }
  }

  /// One attempt over the channel called `name`.
  func send(
    over name: String, _ request: (any PagingChannel) throws(ChannelProblem) -> ProviderRequest
  ) async -> PageOutcome {
    guard let binding = setup.channels.first(where: { $0.name == name }) else {
      return .refused(why: "there is no channel '\(name)' in the settings")
    }
    // It says nothing of the address.
    if let obstacle = binding.obstacle { return .retry(after: PlainDuration(.minutes(1)), why: "\(obstacle)") }
    do throws(ChannelProblem) {
      let response = await transport.send(try request(binding.channel))
      return binding.channel.outcome(of: response, now: clock.now())
    } catch {
      return .refused(why: "\(error)")
    }
  }

  /// Where every page of a step was refused, somebody else is paged at once.
  func record(_ outcome: PageOutcome, of rows: [OutboxRow], in tx: Transaction, now: Timestamp) throws {
    for row in rows {
      let after = try tx.record(row.page.id, outcome, at: now, attempt: row.attempts)
      try tx.noteDelivery(of: row.page, outcome, at: now)
      try tellProvidersAgain(after: after, outcome, in: tx, now: now)
      guard case .refused(let why) = outcome else { continue }
      try goOnWithoutPage(row.page, why: why, in: tx, now: now)
    }
  }

  /// When every page of a step was refused, the next step fires at once (I6); before that, whoever is tried in no way now
  /// is tried in their next one, whose time has not come.
  private func goOnWithoutPage(_ page: Page, why: String, in tx: Transaction, now: Timestamp) throws {
    let siblings = try tx.pages(of: page.ticket, episode: page.episode).filter {
      $0.page.round == page.round && $0.page.step == page.step
    }
    guard siblings.allSatisfy({ $0.state == .failed }) else {
      return try bringForward(siblings.filter { $0.page.recipient == page.recipient }, in: tx, now: now)
    }
    guard let ticket = try tx.ticket(page.ticket), ticket.episode == page.episode else { return }
    let decision = try decide(ticket, in: tx, now: now) { desk, ticket throws(DeskRefusal) in
      try desk.pagesFailed(ticket, of: page, why: why)
    }
    try commit(decision, isNew: false, actor: .engine, in: tx, now: now)
    noteUnreached(decision, why: why)
  }

  /// Whoever runs the server hears that pages reach nobody: no one of the team can know.
  private func noteUnreached(_ decision: Decision, why: String) {
    guard decision.ticket.escalation?.reachedNobody == true, decision.pages.isEmpty else { return }
    log.error("no page reached anybody", metadata: ["ticket": "\(decision.ticket.id)", "why": "\(why)"])
    Counters.unreached(team: decision.ticket.team.text)
  }

  /// Lets the pages of one person that wait the shortest by their own rules leave now, unless another is being tried or was
  /// taken: a rule never silences a page.
  private func bringForward(_ pages: [OutboxRow], in tx: Transaction, now: Timestamp) throws {
    let open = pages.filter { $0.state != .failed && $0.state != .cancelled }
    guard let first = open.map(\.notBefore).min(), open.allSatisfy({ $0.waitsByRule(at: now) }) else { return }
    for row in open where row.notBefore == first { try tx.bringForward(row.page.id, to: now) }
  }

  /// The links a page carries: GET shows, POST acts (rule K7).
  package func links(for page: Page) -> PageLinks {
    PageLinks(
      acknowledge: "\(setup.publicURL)/ack/\(acknowledgeToken(of: page.id))",
      ticket: "\(setup.publicURL)/tickets/\(page.ticket)")
  }

  /// The links of a list of pages for one person, which is never empty.
  package func links(for list: [Page]) -> BundleLinks {
    let newest = list.map(\.created).max() ?? clock.now()
    let token = AcknowledgeAll(recipient: list[0].recipient, until: newest).token(keys)
    return BundleLinks(acknowledgeAll: "\(setup.publicURL)/ack/\(token)", tickets: "\(setup.publicURL)/")
  }
}

extension Outgoing where Payload == Page {
  /// True while it waits for its time by its recipient's rules, and nobody has tried it.
  fileprivate func waitsByRule(at now: Timestamp) -> Bool {
    state == .ready && attempts == 0 && page.after != nil && notBefore > now
  }
}
