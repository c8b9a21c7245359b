import Scheduling
import Storage
import Timekeeping

/// How a change is told to one reader: names, duties and times on their own wall.
struct ChangeWords {
  let schedule: Schedule
  /// The reader's.
  let zone: Zone

  func name(_ member: MemberID) -> String { schedule.member(member)?.name ?? member.text }

  /// `Primary (Field support), Mon 2026-11-23 09:00–17:00 Europe/London`.
  func part(_ duty: DutyID, _ interval: Interval) -> String {
    "\(schedule.duty(duty)?.title ?? duty.text) (\(schedule.name)), \(SpanText.span(interval, in: zone))"
  }

  func part(_ part: ShiftPart) -> String { self.part(part.duty, part.interval) }

  /// A list in one line.
  func parts(_ parts: [ShiftPart]) -> String { parts.map { part($0) }.joined(separator: "; ") }

  /// `1. Cy (nobody has stood less; by day at home)` for the best few.
  func ranking(_ replacements: [Replacement], most: Int = 3) -> String {
    let best = replacements.filter { $0.place != nil }.prefix(most)
    guard !best.isEmpty else { return "Nobody of the team is free then." }
    let lines = best.map { "\($0.place ?? 0). \($0.name) (\($0.because.joined(separator: "; ")))" }
    return "Who could stand it: " + lines.joined(separator: ", ") + "."
  }
}

extension ServiceDesk {
  func words(for reader: MemberID, _ schedule: Schedule, world: World) -> ChangeWords {
    ChangeWords(schedule: schedule, zone: zone(of: reader, in: world))
  }

  /// Tells each of `readers` once, in their own zone, but nobody who did it themselves; `begins` is when it is too late.
  func tell(
    _ readers: [MemberID], kind: String, cause: String, schedule: Schedule, world: World, in tx: Transaction,
    now: Timestamp, haste: Notice.Haste = .soon, begins: Timestamp? = nil, but doers: [MemberID] = [],
    _ say: (ChangeWords) -> (title: String, text: String)
  ) throws {
    var told = doers
    for reader in readers where !told.contains(reader) {
      told.append(reader)
      let (title, text) = say(words(for: reader, schedule, world: world))
      let notice = Notice(
        kind: kind, cause: cause, recipient: reader, title: title, text: text, haste: haste, begins: begins)
      try tx.tell(notice, at: now)
    }
  }
}
