import Logging
import PagingChannels
import ProviderExchange
import Storage
import Timekeeping
import Triage

extension ServiceDesk {
  /// One step of the sender loop: claims what may leave, sends it, records what came of it, and says when to look again.
  ///
  /// A claim re-reads the ticket, so nothing is claimed after an acknowledgement has committed (I4); a claim that
  /// is never recorded becomes `unknown` and is sent again with the same id (I5). What comes for an address that rests
  /// waits for the others and leaves with them.
  ///
  /// Few at once: what is claimed and waits for a connection could be acknowledged meanwhile (rule K6).
  package func sendDuePages(limit: Int = 32) async throws -> Timestamp? {
    try await followClock()
    let now = clock.now()
    let (claimed, parcels) = try await claimParcels(limit: limit, now: now)
    await withTaskGroup(of: Void.self) { group in
      for parcel in parcels { group.addTask { await deliver(parcel) } }
    }
    guard claimed < limit else { return clock.now() }
    return try await store.read { try $0.nextPageDue() }
  }

  /// What may leave now, put together by address, and how many pages were looked at for it.
  private func claimParcels(limit: Int, now: Timestamp) async throws -> (claimed: Int, parcels: [PageParcel]) {
    guard let next = try await store.read({ try $0.nextPageDue() }), next <= now else { return (0, []) }
    let (claimed, parcels) = try await store.write { tx in
      let rows = try tx.claimPages(now: now, until: now + Self.claimLength, limit: limit)
      let (leaving, waiting) = pacing.parcels(rows, now: now, rest: rest)
      for (row, until) in waiting { try tx.postpone(row.page.id, until: until) }
      return (rows.count, leaving)
    }
    pacing.note(parcels, at: now)
    return (claimed, parcels)
  }

  /// The first part of the step, page by page: what may leave now, marked as this process's to send.
  package func claimDuePages(limit: Int) async throws -> [OutboxRow] {
    try await followClock()
    let now = clock.now()
    guard let next = try await store.read({ try $0.nextPageDue() }), next <= now else { return [] }
    return try await store.write { try $0.claimPages(now: now, until: now + Self.claimLength, limit: limit) }
  }

  /// Longer than any channel's total deadline.
  static let claimLength = Duration.seconds(30)

  private func rest(_ channel: String) -> Duration {
    setup.channels.first { $0.name == channel }?.channel.rest ?? .zero
  }

  private func deliver(_ parcel: PageParcel) async {
    let outcome = await attempt(parcel)
    for row in parcel.rows { Counters.page(channel: row.page.channel, outcome: outcome.word) }
    do {
      try await record(outcome, of: parcel)
    } catch {
      // The claim runs out, the page becomes unknown and is sent again with the same id.
      log.error("could not record a page", metadata: ["page": "\(parcel.rows[0].page.id)", "error": "\(error)"])
    }
  }

  /// The second part: one attempt over the page's channel.
  package func attempt(_ page: Page) async -> PageOutcome {
    await send(over: page.channel) { channel throws(ChannelProblem) in
      try channel.request(for: page, links: links(for: page), now: clock.now())
    }
  }

  private func attempt(_ parcel: PageParcel) async -> PageOutcome {
    let pages = parcel.rows.map(\.page)
    guard pages.count > 1, let bundle = PageBundle(pages: pages, links: pages.map(links)) else {
      return await attempt(pages[0])
    }
    return await send(over: pages[0].channel) { channel throws(ChannelProblem) in
      try channel.request(for: bundle, links: links(for: bundle), now: clock.now())
    }
  }

  /// One attempt over the channel called `name`.
  func send(
    over name: String, _ request: (any PagingChannel) throws(ChannelProblem) -> ProviderRequest
  ) async -> PageOutcome {
    guard let binding = setup.channels.first(where: { $0.name == name }) else {
      return .refused(why: "there is no channel '\(name)' in the settings")
    }
    do throws(ChannelProblem) {
      let response = await transport.send(try request(binding.channel))
      return binding.channel.outcome(of: response, now: clock.now())
    } catch {
      return .refused(why: "\(error)")
    }
  }

  /// The third part: writes down what came of an attempt, and goes on where nobody was reached.
  package func record(_ outcome: PageOutcome, of row: OutboxRow) async throws {
    try await record(outcome, of: PageParcel(rows: [row]))
  }

  private func record(_ outcome: PageOutcome, of parcel: PageParcel) async throws {
    let now = clock.now()
    try await store.write { tx in
      for row in parcel.rows {
        let after = try tx.record(row.page.id, outcome, at: now, attempt: row.attempts)
        try tellProvidersAgain(after: after, in: tx, now: now)
        guard case .refused(let why) = outcome else { continue }
        try goOnWithoutPage(row.page, why: why, in: tx, now: now)
      }
    }
    wake.ring()
  }

  /// When every page of a step was refused, the next step fires at once (I6).
  private func goOnWithoutPage(_ page: Page, why: String, in tx: Transaction, now: Timestamp) throws {
    let siblings = try tx.pages(of: page.ticket).filter {
      $0.page.episode == page.episode && $0.page.round == page.round && $0.page.step == page.step
    }
    guard siblings.allSatisfy({ $0.state == .failed }), let ticket = try tx.ticket(page.ticket),
      ticket.episode == page.episode
    else { return }
    let decision = try decide(ticket, in: tx, now: now) { desk, ticket throws(DeskRefusal) in
      try desk.pagesFailed(ticket, of: page, why: why)
    }
    try commit(decision, isNew: false, actor: .engine, in: tx, now: now)
  }

  /// The links a page carries: GET shows, POST acts (rule K7).
  package func links(for page: Page) -> PageLinks {
    let token = "\(page.id).\(keys.acknowledgeSignature(page.id.text))"
    return PageLinks(
      acknowledge: "\(setup.publicURL)/ack/\(token)", ticket: "\(setup.publicURL)/tickets/\(page.ticket)")
  }

  private func links(for bundle: PageBundle) -> BundleLinks {
    let newest = bundle.pages.map(\.created).max() ?? clock.now()
    let token = AcknowledgeAll(recipient: bundle.pages[0].recipient, until: newest).token(keys)
    return BundleLinks(acknowledgeAll: "\(setup.publicURL)/ack/\(token)", tickets: "\(setup.publicURL)/")
  }
}

extension PageOutcome {
  /// One word, for counters and tables.
  var word: String {
    switch self {
    case .sent: "sent"
    case .retry: "retry"
    case .refused: "refused"
    case .unknown: "unknown"
    }
  }
}
