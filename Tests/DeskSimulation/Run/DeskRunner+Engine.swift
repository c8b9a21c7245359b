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

  /// Lets the engine do all that is due now: every loop of the server takes its step, again and again.
  func settle() async throws {
    for _ in 0..<Self.patience {
      guard let desk, auditor.violations.isEmpty else { return }
      if try await oversleeps() { return }
      try look()
      var next = [try await unlessAsleep(.timers) { try await fireTimers(desk) }]
      try look()
      for kind in OutboxKind.allCases {
        next.append(try await unlessAsleep(.sender(kind)) { try await send(kind) })
      }
      guard let desk = self.desk else { continue }
      try sabotage(desk)
      let now = clock.machine.now()
      let soonest = next.compactMap { $0 }.min()
      wake = soonest.map { clock.passed + max(0, ($0 - now).wholeMilliseconds) }
      guard let soonest, soonest <= now else {
        // A sender may have written something down and found nothing to send.
        try look()
        return auditor.checkRest()
      }
    }
    if desk != nil { auditor.broken("I24", "the engine does not come to rest") }
  }

  /// As in the server, a loop sleeps until its time has come, something is committed or the clock is set.
  private func unlessAsleep(_ loop: Loop, _ step: () async throws -> Timestamp?) async throws -> Timestamp? {
    if let sleep = sleeps[loop], sleep.commands == commands, sleep.ahead == ahead,
      (sleep.until ?? .distantFuture) > clock.machine.now()
    {
      return sleep.until
    }
    let until = try await step()
    sleeps[loop] = commands.map { Sleep(commands: $0, ahead: ahead, until: until) }
    return until
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

  /// A step of the server's own sender; each answer comes when its provider gives it.
  private func send(_ kind: OutboxKind) async throws -> Timestamp? {
    guard let desk, !waitsForTheSlowest(kind) else { return nil }
    let (parcels, next) = try await desk.claimParcels(kind)
    guard !parcels.isEmpty else { return next }
    try look()
    for parcel in parcels { auditor.left(parcel) }
    for parcel in parcels {
      let outcome = await desk.attempt(mutilated(parcel))
      let delay = try saw(of: parcel)
      guard try await survivesTheWire() else { return nil }
      if delay == 0 {
        try await record(parcel, outcome, life)
      } else {
        agenda.add(.record(parcel, outcome, life: life), at: clock.passed + delay)
      }
    }
    return clock.machine.now()
  }

  /// How long the answer takes; whoever got a page may react to it.
  private func saw(of parcel: Parcel) throws -> Int64 {
    guard let seen = provider.takeLast() else { return 0 }
    auditor.provider(saw: seen, of: parcel)
    if seen.isTaken, let desk { plan(reactionTo: parcel, desk) }
    return seen.delay
  }

  private func survivesTheWire() async throws -> Bool {
    guard diesOnTheWire else { return true }
    diesOnTheWire = false
    try await crash(for: 2_000)
    return false
  }

  func record(_ parcel: Parcel, _ outcome: PageOutcome, _ began: Int) async throws {
    guard let desk, began == life else { return }
    // For the auditor it is on its way still.
    if sabotage == .neverLetsGo, !isSabotaged { return try holdOn(to: parcel.ids) }
    auditor.arrived(parcel)
    if sabotage == .losesRoom { return }
    try await desk.record(outcome, of: parcel)
    try look()
  }

  /// Almost half of all pages are acknowledged within minutes, some at the very instant at which the next step is due;
  /// of a list, everything at once.
  private func plan(reactionTo parcel: Parcel, _ desk: ServiceDesk) {
    guard case .pages(let rows) = parcel.contents, let page = rows.first?.page else { return }
    let dice = SplitMix.hash(script.seed, page.id.text)
    let link = rows.count > 1 ? desk.links(for: rows.map(\.page)).acknowledgeAll : desk.links(for: page).acknowledge
    guard let token = link.split(separator: "/").last.map(String.init) else { return }
    var at = clock.passed
    switch dice % 100 {
    case 0..<45: at += 10_000 + Int64(dice >> 8) % 720_000
    case 45..<60:
      guard let timer = auditor.timerOfTicket[Int64(page.ticket.number)].flatMap({ auditor.timers[$0] }) else { return }
      at += max(0, -timer.lateness(at: moment))
    default: return
    }
    agenda.add(.react(token), at: at)
    for row in rows { plan(mendingOf: row.page.ticket, after: at, SplitMix.hash(dice, "\(row.page.ticket)")) }
  }

  /// Two in three who acknowledge have mended it within two hours. Nobody else ends what came back, and without them a
  /// handful of tickets is asked about for days: four pages of five were theirs.
  private func plan(mendingOf ticket: TicketID, after reaction: Int64, _ dice: UInt64) {
    guard dice % 3 > 0 else { return }
    agenda.add(.mend(Int64(ticket.number)), at: reaction + 60_000 + Int64(dice >> 8) % 7_200_000)
  }

  func mend(_ ticket: Int64) async throws {
    guard let desk, let owner = auditor.tickets[ticket]?.owner else { return }
    do {
      count("mend")
      let act = ActOnTicket.Act.resolve(TicketEndingWords(note: "mended"))
      _ = try await ActOnTicket(id: "T-\(ticket)", member: owner, act: act).perform(on: desk, actor: Self.actor)
    } catch is OperatorProblem {
      refused()
    }
  }

  func react(_ token: String) async throws {
    guard let desk else { return }
    do {
      if try await desk.acknowledgeAll(byLink: token) != nil { return count("reactToList") }
      count("react")
      _ = try await desk.acknowledge(byLink: token)
    } catch is OperatorProblem {
      refused()
    }
  }
}
