import Logging
import ScheduleFiles
import Scheduling
import Storage
import Timekeeping

extension ServiceDesk {
  /// How long a delivery's id is remembered, so that a repeat months later opens nothing (invariant I8).
  private static let intakeMemory = Duration.hours(24 * 400)
  /// How long what came before its item's opening is kept: senders that retry give up after a few days.
  private static let earlyMemory = Duration.hours(24 * 7)

  /// One step of the slow loop: once a day it moves the horizon of shift revisions on, copies the store, and forgets very
  /// old deliveries, handoffs and mails.
  ///
  /// What frees room comes first, as on a full disk the rest cannot be done; and no part keeps another from being done.
  package func upkeep() async throws -> Timestamp? {
    let (wall, now) = (clock.now(), believed(clock.now()))
    store.removeUnfinishedCopies()
    let mails = setup.mailFolder?.purge(now: now) ?? 0
    if mails > 0 { log.notice("old mails were removed", metadata: ["mails": "\(mails)"]) }
    var failure: (any Error)?
    do { try await moveOn(now) } catch { failure = error }
    await backUp(now)
    if let failure { throw failure }
    let tomorrow = CivilDateTime(secondsSinceEpoch: wall.seconds).date + 1
    return Timestamp(seconds: CivilDateTime(tomorrow, .midnight).secondsSinceEpoch)
  }

  private func moveOn(_ now: Timestamp) async throws {
    try await write { tx in
      let world = try worlds.world(in: tx)
      for team in world.teams(at: now) { try reviseShifts(of: team.schedule.team, world: world, in: tx, now: now) }
      _ = try tx.purgeIntake(before: now - Self.intakeMemory)
      _ = try tx.purgeEarly(before: now - Self.earlyMemory)
      _ = try tx.purgeHandoffs(before: now - ShowHandoffs.reach)
    }
  }

  /// The day's copy; without one the desk works on, and the log says why.
  private func backUp(_ now: Timestamp) async {
    do {
      let day = now.description.prefix(10).filter { $0 != "-" }
      guard let path = try await store.backUpDaily(day, keeping: setup.keptBackups) else { return }
      log.notice("the store was copied", metadata: ["path": "\(path)"])
    } catch {
      log.error("the store could not be copied", metadata: ["error": "\(error)"])
    }
  }
}
