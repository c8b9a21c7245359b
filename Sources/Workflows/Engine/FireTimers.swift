import Logging
import ScheduleFiles
import Scheduling
import Storage
import Timekeeping
import Triage

extension ServiceDesk {
  /// One step of the timer loop: handles what is due, at most `limit` timers, and says when to look again.
  ///
  /// Each timer is handled once: completing it compares its generation, so double wake-ups are harmless (I7).
  package func fireDueTimers(limit: Int = 64) async throws -> Timestamp? {
    let now = clock.now()
    let boot = clock.boot()
    // Looked at in every step, so that a doubt ends when the clock is put right.
    _ = believed(now)
    let due = try await store.read { snapshot in
      let due = try snapshot.dueTimers(now: now, boot: boot, limit: limit)
      guard due.contains(where: \.isDeal) else { return due }
      let all = try snapshot.dueTimers(now: now, boot: boot, limit: max(limit, Self.deal))
      return Array(try inOrderOfDeal(all, in: snapshot, now: now).prefix(limit))
    }
    for timer in due {
      try await goingOn {
        try await fire(timer, now: now)
      } orElse: { error in
        try await putOff(timer, because: error, now: now)
      }
    }
    // What they wrote down is read once for everybody; unchanged, it costs a look at the counters.
    if !due.isEmpty { _ = try await world() }
    guard due.count < limit else { return now }
    return try await store.read { try $0.nextTimerDue(now: now, boot: boot) }
  }

  /// How many of those that waited for the same moment are put in order at once.
  private static let deal = 512

  /// Tickets that waited for a shift or an opening are given out by due time, priority and age (rule K4), in the places
  /// that they have among all that is due.
  private func inOrderOfDeal(_ timers: [TimerRow], in snapshot: Snapshot, now: Timestamp) throws -> [TimerRow] {
    let places = timers.indices.filter { timers[$0].isDeal }
    let tickets = try places.compactMap { try (try? TicketID(text: timers[$0].entity)).flatMap(snapshot.ticket) }
    // A row that cannot be read keeps nobody else's from being handled.
    guard tickets.count == places.count else { return timers }
    let world = try worlds.world(in: snapshot)
    let byName = Dictionary(places.map { (timers[$0].entity, timers[$0]) }) { first, _ in first }
    var sorted = timers
    for (place, ticket) in zip(places, inOrder(tickets, world: world, now: now)) {
      sorted[place] = byName[ticket.id.description] ?? sorted[place]
    }
    return sorted
  }

  private func fire(_ timer: TimerRow, now: Timestamp) async throws {
    let leaves = try await write { tx -> Bool in
      guard try tx.completeTimer(timer.id, generation: timer.generation) else { return false }
      return try TimerKind.named(timer.kind)?.fire(timer, self, tx, now) ?? false
    }
    if leaves { wake.ring() }
  }

  /// One that cannot be handled keeps nobody else's from being: it is tried again a little later, and the log says why.
  /// Where nothing can be stored at all, that is thrown instead.
  func putOff(_ timer: TimerRow, because error: any Error, now: Timestamp) async throws {
    log.error(
      "a timer could not be handled", metadata: ["timer": "\(timer.kind)/\(timer.entity)", "error": "\(error)"])
    try await write { tx in
      try tx.putOff(timer.id, generation: timer.generation, by: Self.pause, clock: clock.boot(), now: now)
    }
  }

  /// How long a timer rests that could not be handled.
  private static let pause = Duration.minutes(1)
}

extension TimerRow {
  /// True for a ticket that waits for somebody to come.
  fileprivate var isDeal: Bool { kind == ServiceDesk.ticketTimer && purpose == TimerOrder.Purpose.hold.rawValue }
}
