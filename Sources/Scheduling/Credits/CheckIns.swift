import Timekeeping

/// The check-ins of everybody, to be looked up for a shift.
struct CheckIns: Sendable {
  private struct Key: Hashable {
    let team: TeamID
    let duty: DutyID
    let member: MemberID
  }

  private var made: [Key: [Timestamp]] = [:]

  mutating func add(_ checkIn: CheckIn) {
    made[Key(team: checkIn.team, duty: checkIn.duty, member: checkIn.member), default: []].append(checkIn.at)
  }

  /// What the member of `shift` did in a part of it; nothing is missed where no check-ins are asked for.
  func evidence(for shift: Shift, in part: Interval, every: PlainDuration?) -> Evidence {
    let key = Key(team: shift.team, duty: shift.duty, member: shift.member)
    let own = (made[key] ?? []).filter(shift.interval.contains).sorted()
    let missed = every.map { CheckInWindows.missed(in: shift.interval, every: $0, made: own) } ?? []
    return Evidence(
      shift: shift.id, interval: part, checkIns: own.filter(part.contains), missed: missed.compactMap(part.intersection)
    )
  }
}
