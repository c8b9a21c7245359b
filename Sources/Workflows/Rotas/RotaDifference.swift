import Scheduling
import Timekeeping

/// What changes between two rotas of one period, in sentences a lead can forward.
struct RotaDifference {
  let before: [Shift]
  let after: [Shift]
  let schedule: Schedule
  let zone: Zone

  var sentences: [String] {
    let lost = before.filter { shift in !after.contains { $0.id == shift.id } }.map { "\(label($0)) is dropped" }
    return after.compactMap { changed($0) } + lost
  }

  private func changed(_ shift: Shift) -> String? {
    guard let old = before.first(where: { $0.id == shift.id }) else { return "\(label(shift)): \(name(shift.member))" }
    if old.member != shift.member { return "\(label(shift)): \(name(shift.member)) instead of \(name(old.member))" }
    return old.interval == shift.interval ? nil : "\(label(shift)) moves: it was \(times(old))"
  }

  private func label(_ shift: Shift) -> String {
    "\(schedule.duty(shift.duty)?.title ?? shift.duty.text) \(times(shift))"
  }

  private func times(_ shift: Shift) -> String {
    let (start, end) = (zone.civil(at: shift.interval.start), zone.civil(at: shift.interval.end))
    let from = WallText.short(shift.interval.start, in: zone)
    return start.date == end.date ? "\(from)–\(end.time)" : "\(from) – \(WallText.short(shift.interval.end, in: zone))"
  }

  private func name(_ member: MemberID) -> String { schedule.member(member)?.name ?? member.text }

  /// The shift as a row of the command's reply.
  func row(_ shift: Shift) -> ShiftRow {
    ShiftRow(
      uid: shift.id.text, team: shift.team.text, duty: shift.duty.text, member: shift.member.text,
      name: name(shift.member), start: shift.interval.start, end: shift.interval.end,
      summary:
        "\(name(shift.member)) on call: \(schedule.name) (\(schedule.duty(shift.duty)?.title ?? shift.duty.text))",
      because: "")
  }
}
