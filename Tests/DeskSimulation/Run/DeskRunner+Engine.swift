import PagingChannels
import Scheduling
import Storage
import Timekeeping
import Triage
import Workflows

/// The engine's loops, each part by itself, so that anything can come between them.
extension DeskRunner {
  /// Steps of one instant after which the engine is said not to come to rest.
  private static let patience = 300

  /// Lets the engine do all that is due now.
  func settle() async throws {
    for _ in 0..<Self.patience {
      guard let desk, auditor.violations.isEmpty else { return }
      if try await oversleeps() { return }
      try look()
      let timer = try await fireTimers(desk)
      try look()
      try await sendPages()
      try await sendMessages()
      let letter = try await sendLetters()
      try look()
      guard let desk = self.desk else { continue }
      try sabotage(desk)
      let now = clock.machine.now()
      let page = try await desk.store.read { try $0.nextPageDue() }
      let next = [timer, page, letter, try await desk.nextMessage()].compactMap { $0 }.min()
      wake = next.map { clock.passed + max(0, ($0 - now).wholeMilliseconds) }
      guard let next, next <= now else { return auditor.checkRest() }
    }
    if desk != nil { auditor.broken("I24", "the engine does not come to rest") }
  }

  private func fireTimers(_ desk: ServiceDesk) async throws -> Timestamp? {
    guard diesAmongTimers else { return try await desk.fireDueTimers() }
    let before = auditor.changes
    let next = try await desk.fireDueTimers(limit: 1)
    try look()
    guard auditor.changes > before else { return next }
    diesAmongTimers = false
    try await crash(for: 3_000)
    return nil
  }

  private func sendPages() async throws {
    guard let desk else { return }
    let limit = sabotage == .claimsTooMuch ? 10_000 : Self.claimLimit
    let rows = try await desk.claimDuePages(limit: limit)
    guard !rows.isEmpty else { return }
    try look()
    auditor.claimed(rows.count, limit: Self.claimLimit)
    for row in rows {
      let outcome = await desk.attempt(row.page)
      let delay = try saw(of: row.page.id.text, row.page)
      guard try await survivesTheWire() else { return }
      if sabotage == .waitsForTheSlowest, delay > 0 {
        clock.advance(to: clock.passed + delay)
        try look()
      }
      if delay == 0 {
        try await desk.record(outcome, of: row)
      } else {
        agenda.add(.recordPage(row, outcome, life: life), at: clock.passed + delay)
      }
    }
  }

  private func sendMessages() async throws {
    guard let desk else { return }
    let rows = try await desk.claimDueMessages(limit: Self.claimLimit)
    guard !rows.isEmpty else { return }
    try look()
    auditor.claimed(rows.count, limit: Self.claimLimit)
    for row in rows {
      let outcome = await desk.attempt(row.message)
      let delay = try saw(of: row.message.id, nil)
      guard try await survivesTheWire() else { return }
      if delay == 0 {
        try await desk.record(outcome, of: row)
      } else {
        agenda.add(.recordMessage(row, outcome, life: life), at: clock.passed + delay)
      }
    }
  }

  /// Letters to customers, one at a time; what their provider saw is not looked at.
  private func sendLetters() async throws -> Timestamp? {
    let next = try await desk?.sendDueReplies(limit: 1)
    _ = provider.takeLast()
    return next
  }

  /// How long the answer takes; whoever got a page may react to it.
  private func saw(of id: String, _ page: Page?) throws -> Int64 {
    guard let seen = provider.takeLast() else { return 0 }
    auditor.provider(saw: seen, of: id)
    if seen.isTaken, let page, let desk { plan(reactionTo: page, desk) }
    return seen.delay
  }

  private func survivesTheWire() async throws -> Bool {
    guard diesOnTheWire else { return true }
    diesOnTheWire = false
    try await crash(for: 2_000)
    return false
  }

  func record(_ row: OutboxRow, _ outcome: PageOutcome, _ began: Int) async throws {
    guard let desk, began == life else { return }
    if sabotage == .neverLetsGo { return try holdOn(to: row.page.id.text) }
    try await desk.record(outcome, of: row)
  }

  func record(_ row: MessageRow, _ outcome: PageOutcome, _ began: Int) async throws {
    guard let desk, began == life else { return }
    try await desk.record(outcome, of: row)
  }

  /// Almost half of all pages are acknowledged within minutes, some at the very instant at which the next step is due.
  private func plan(reactionTo page: Page, _ desk: ServiceDesk) {
    let dice = SplitMix.hash(script.seed, page.id.text)
    guard let link = desk.links(for: page).acknowledge.split(separator: "/").last.map(String.init) else { return }
    switch dice % 100 {
    case 0..<45: agenda.add(.react(link), at: clock.passed + 10_000 + Int64(dice >> 8) % 720_000)
    case 45..<60:
      guard let timer = auditor.timerOfTicket[Int64(page.ticket.number)].flatMap({ auditor.timers[$0] }) else { return }
      agenda.add(.react(link), at: clock.passed + max(0, -timer.lateness(at: moment)))
    default: return
    }
  }

  func react(_ link: String) async throws {
    guard let desk else { return }
    count("react")
    do { _ = try await desk.acknowledge(byLink: link) } catch is OperatorProblem { refused() }
  }
}
