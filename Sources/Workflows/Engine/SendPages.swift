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
  /// is never recorded becomes `unknown` and is sent again with the same id (I5).
  package func sendDuePages(limit: Int = 32) async throws -> Timestamp? {
    let claimed = try await claimDuePages(limit: limit)
    await withTaskGroup(of: Void.self) { group in
      for row in claimed { group.addTask { await deliver(row) } }
    }
    guard claimed.count < limit else { return clock.now() }
    return try await store.read { try $0.nextPageDue() }
  }

  /// The first part of the step: what may leave now, marked as this process's to send.
  package func claimDuePages(limit: Int) async throws -> [OutboxRow] {
    try await followClock()
    let now = clock.now()
    guard let next = try await store.read({ try $0.nextPageDue() }), next <= now else { return [] }
    return try await store.write { try $0.claimPages(now: now, until: now + Self.claimLength, limit: limit) }
  }

  /// Longer than any channel's total deadline.
  static let claimLength = Duration.seconds(30)

  private func deliver(_ row: OutboxRow) async {
    let outcome = await attempt(row.page)
    Counters.page(channel: row.page.channel, outcome: outcome.word)
    do {
      try await record(outcome, of: row)
    } catch {
      // The claim runs out, the page becomes unknown and is sent again with the same id.
      log.error("could not record a page", metadata: ["page": "\(row.page.id)", "error": "\(error)"])
    }
  }

  /// The second part: one attempt over the page's channel.
  package func attempt(_ page: Page) async -> PageOutcome {
    await send(over: page.channel) { channel throws(ChannelProblem) in
      try channel.request(for: page, links: links(for: page), now: clock.now())
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
    let now = clock.now()
    try await store.write { tx in
      try tx.record(row.page.id, outcome, at: now, attempt: row.attempts)
      guard case .refused(let why) = outcome else { return }
      try goOnWithoutPage(row.page, why: why, in: tx, now: now)
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
