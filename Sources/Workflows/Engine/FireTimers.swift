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
    let due = try await store.read { try $0.dueTimers(now: now, boot: boot, limit: limit) }
    for timer in due { try await fire(timer, now: now) }
    // What they wrote down is read once for everybody; unchanged, it costs a look at the counters.
    if !due.isEmpty { _ = try await world() }
    guard due.count < limit else { return now }
    return try await store.read { try $0.nextTimerDue(now: now, boot: boot) }
  }

  private func fire(_ timer: TimerRow, now: Timestamp) async throws {
    let leaves = try await write { tx -> Bool in
      guard try tx.completeTimer(timer.id, generation: timer.generation) else { return false }
      return try TimerKind.named(timer.kind)?.fire(timer, self, tx, now) ?? false
    }
    if leaves { wake.ring() }
  }

  /// What a start does before anything else: looks again at all that waits, and moves the horizon of revisions on.
  package func recover() async throws {
    let now = clock.now()
    let boot = clock.boot()
    try await write { tx in
      try followClockSinceLastRun(in: tx)
      _ = try tx.adoptTimers(now: now, boot: boot)
      try recordDueHistory(in: tx, now: now)
      let world = try worlds.world(in: tx)
      try armHistory(world: world, in: tx, now: now)
      for team in world.teams(at: now) { try reviseShifts(of: team.schedule.team, world: world, in: tx, now: now) }
      try watchAgain(world, in: tx, now: now)
      try advanceWaitingTickets(in: tx, world: world, now: now)
    }
  }
}
