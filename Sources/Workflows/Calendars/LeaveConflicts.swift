import ScheduleFiles
import Scheduling
import Storage
import Timekeeping

/// Published shifts that leave lands on: found, and told to the member and the lead (rule T9).
struct LeaveConflicts {
  /// Published rotas do not reach further.
  private static let horizon = Duration.hours(24 * 120)

  let desk: ServiceDesk
  let tx: Transaction
  let now: Timestamp

  /// Tells of each once; gives the shifts, by start.
  func tell(of leaves: [Leave]) throws -> [ShiftRow] {
    guard let window = Interval(now, now + Self.horizon) else { return [] }
    let ids = Set(leaves.filter { $0.interval.overlaps(window) }.map(\.id))
    guard !ids.isEmpty else { return [] }
    let world = try desk.worlds.world(in: tx)
    var rows: [ShiftRow] = []
    for team in world.teams(at: now) {
      let timeline = try desk.timeline(of: team.schedule.team, window: window, world: world)
      for shift in timeline.shifts {
        guard let leave = shift.conflict, ids.contains(leave.id) else { continue }
        let row = ShiftRow(shift, timeline: timeline)
        rows.append(row)
        try tell(row, shift, leave, team.schedule, zone: timeline.zone)
      }
    }
    return rows.sorted { $0.start == $1.start ? $0.uid < $1.uid : $0.start < $1.start }
  }

  private func tell(_ row: ShiftRow, _ shift: TimelineShift, _ leave: Leave, _ schedule: Schedule, zone: Zone) throws {
    let when = "\(zone.civil(at: row.start)) to \(zone.civil(at: row.end)) (\(zone.id))"
    let text =
      "\(row.name) is on leave then (\(leave.id), from a calendar), and the shift stays with them until somebody "
      + "takes it: \(row.team)/\(row.duty), \(when). Find somebody: watchbill override add \(row.team) \(row.duty) "
      + "--from \(row.start) --until \(row.end) --for \(row.member) --member …"
    for recipient in [shift.member] + (schedule.lead.map { $0 == shift.member ? [] : [$0] } ?? []) {
      try tx.tell(
        Notice(
          kind: "leave-conflict", cause: "leave/\(leave.id)/\(row.uid)", recipient: recipient,
          title: "Leave of \(row.name) lands on a shift in \(schedule.name)", text: text,
          haste: row.start < now + .hours(48) ? .atOnce : .soon, expires: row.end),
        at: now)
    }
  }
}
