import ScheduleFiles
import Scheduling
import Storage
import Timekeeping

/// From what somebody typed to a temporary schedule, or what is wrong with it.
struct TemporaryPlan {
  let command: AddTemporary
  let team: TeamDefinition
  let book: RequestBook

  private var schedule: Schedule { team.schedule }

  func schedule(id: String, by: String) throws -> (TemporarySchedule, [ShiftConflict]) {
    let interval = try interval()
    let duties = try duties()
    let shifts = try command.shifts.map { try shift($0, id: id, in: interval, duties: duties) }
    try refuseTwice(shifts)
    let made = TemporarySchedule(
      id: id, team: schedule.team, duties: duties, interval: interval,
      shifts: shifts.sorted { ($0.interval.start, $0.id) < ($1.interval.start, $1.id) }, reason: command.reason, by: by)
    try refuseOverlap(made)
    return (made, try conflicts(made))
  }

  private func interval() throws -> Interval {
    guard command.shifts.count <= AddTemporary.mostShifts else {
      throw OperatorProblem(
        .refused, "that is \(command.shifts.count) shifts", help: "at most \(AddTemporary.mostShifts) at once")
    }
    guard let interval = Interval(max(command.from, book.now), command.until) else {
      throw OperatorProblem(
        .refused, "it ends \(command.until), which is over or before it begins", help: "give a later --until")
    }
    return interval
  }

  private func duties() throws -> [DutyID] {
    let named = command.duties + (command.duties.isEmpty ? command.shifts.compactMap(\.duty) : [])
    let found = try named.map { try book.desk.duty($0, of: schedule).id }
    let once = found.reduce(into: [DutyID]()) { if !$0.contains($1) { $0.append($1) } }
    guard once.isEmpty else { return once }
    if schedule.duties.count == 1, let only = schedule.duties.first { return [only.id] }
    let known = schedule.duties.map(\.id.text).joined(separator: ", ")
    throw OperatorProblem(.refused, "nothing says which duty it is for", help: "add --duty: \(known)")
  }

  private func shift(
    _ entry: AddTemporary.Entry, id: String, in interval: Interval, duties: [DutyID]
  ) throws -> Shift {
    guard let member = schedule.members.first(where: { $0.id.text == entry.member }) else {
      throw OperatorProblem.unknown("member", entry.member, of: schedule.team, among: schedule.members.map(\.id.text))
    }
    let duty = try entry.duty.map { try book.desk.duty($0, of: schedule).id } ?? duties.first
    guard let duty, duties.contains(duty), entry.duty != nil || duties.count == 1 else {
      throw OperatorProblem(
        .refused, "the shift of \(entry.member) from \(entry.from) is of none of the duties",
        help: "write one of \(duties.map(\.text).joined(separator: ", ")) as its fourth word")
    }
    guard let time = Interval(entry.from, entry.until), let part = time.intersection(interval),
      part.end == time.end, part.start == time.start || entry.from < book.now
    else {
      throw OperatorProblem(
        .refused, "the shift of \(entry.member) (\(entry.from)/\(entry.until)) is not inside \(interval)",
        help: "move it, or give other --from and --until")
    }
    let zone = try book.desk.zones.zone(schedule.zone)
    let place = 1 + (command.shifts.firstIndex(of: entry) ?? 0)
    return Shift(
      id: ShiftID(
        team: schedule.team, duty: duty, source: id.lowercased(), nominal: zone.civil(at: part.start), place: place),
      team: schedule.team, duty: duty, member: member.id, interval: part)
  }

  private func refuseTwice(_ shifts: [Shift]) throws {
    for (index, shift) in shifts.enumerated() {
      let other = shifts[..<index].first { $0.member == shift.member && $0.interval.overlaps(shift.interval) }
      guard let other, other.duty == shift.duty else { continue }
      throw OperatorProblem(
        .refused, "\(shift.member) is on \(shift.duty) twice at \(max(shift.interval.start, other.interval.start))",
        help: "write one shift of the two")
    }
  }

  private func refuseOverlap(_ made: TemporarySchedule) throws {
    let clash = book.world.temporary.first { other in
      other.team == made.team && other.interval.overlaps(made.interval)
        && other.duties.contains(where: made.duties.contains)
    }
    guard let clash else { return }
    throw OperatorProblem(
      .no, "\(clash.id) decides the same duty from \(clash.interval.start) to \(clash.interval.end)",
      help: "trim or remove it first: watchbill temporary trim \(clash.id)")
  }

  /// Each shift is judged beside the others and everything outside: what the schedule replaces no longer counts.
  private func conflicts(_ made: TemporarySchedule) throws -> [ShiftConflict] {
    var found: [ShiftConflict] = []
    let parts = made.shifts.map(ShiftPart.init)
    let check = try book.desk.conflictCheck(team, around: parts, world: book.world).without(made)
    for member in schedule.members.map(\.id) {
      let own = parts.filter { $0.member == member }
      found += check.conflicts(for: member, taking: own).filter { !found.contains($0) }
    }
    let isFinal = found.contains { $0.rule.isAbsolute }
    if !found.isEmpty, isFinal || !command.force { throw OperatorProblem.conflicts(found, mayForce: true) }
    return found
  }
}
