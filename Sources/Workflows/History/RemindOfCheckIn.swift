import Scheduling
import Storage
import Timekeeping

/// Whoever is on a shift with check-ins and has not looked for half a stretch is reminded (D17).
extension TeamTeller {
  func remindOfCheckIns() throws {
    for (held, stretch) in watch.checkIns {
      let made = try desk.checkIns(on: held.shift, in: tx)
      guard !made.contains(where: stretch.contains) else { continue }
      let zone = desk.zone(of: held.member, in: world)
      let duty = timeline.duty(held.shift.duty)?.duty.title ?? held.shift.duty.text
      try tx.tell(
        Notice(
          kind: "reminder-check-in", cause: "\(held.shift.id)/\(stretch.start)", recipient: held.member,
          title: "Time to look: \(duty) of \(schedule.name)",
          text: "Nobody has checked in since \(WallText.short(stretch.start, in: zone)). When you have looked: "
            + "watchbill check-in --as \(held.member)", haste: .atOnce, expires: stretch.end),
        at: now)
    }
  }
}
