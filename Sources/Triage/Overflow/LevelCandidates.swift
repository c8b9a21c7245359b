import Scheduling
import Timekeeping

extension DeskSnapshot {
  /// Who is on at `recipient` now, with the duty or role they are on for; people are looked up when it fires (K5).
  func people(_ recipient: Recipient, owner: MemberID?) -> [(member: MemberID, as: String)] {
    switch recipient {
    case .duty(let duty):
      timeline.answering(duty, at: now).map { ($0.member, "on \($0.shift.duty)") }
    case .member(let member): isOnLeave(member, at: now) ? [] : [(member, "named by the policy")]
    case .lead: timeline.schedule.lead.map { [($0, "the team's lead")] } ?? []
    case .owner: owner.map { [($0, "the ticket's owner")] } ?? []
    }
  }

  /// The people at `level`, once each, as K1 sees them.
  func candidates(at level: OverflowLevel) -> [Candidate] {
    var seen: [MemberID] = []
    for person in people(level.to, owner: nil) where !seen.contains(person.member) { seen.append(person.member) }
    return seen.map { candidate($0, at: level) }
  }

  private func candidate(_ id: MemberID, at level: OverflowLevel) -> Candidate {
    let member = timeline.schedule.member(id)
    return Candidate(
      member: id, name: name(id), until: end(of: id, at: level), skills: member?.skills ?? [],
      capacity: member?.capacity, load: loads[id] ?? 0, lastAssigned: lastAssigned[id],
      isOnLeave: isOnLeave(id, at: now))
  }

  /// When the shift ends for which `member` is on at `level`; shifts of theirs that touch count as one.
  private func end(of member: MemberID, at level: OverflowLevel) -> Timestamp {
    guard case .duty(let duty) = level.to else { return .distantFuture }
    let chain = timeline.schedule.fallbackChain(from: duty).map(\.id)
    let own = chain.compactMap { timeline.duty($0) }.flatMap(\.shifts).filter { $0.member == member }
    return own.map(\.interval).union.first { $0.contains(now) }?.end ?? .distantFuture
  }

  /// When somebody starts on `duty` within `buffer` from now.
  func startsSoon(on duty: DutyID, within buffer: Duration) -> Timestamp? {
    shifts(on: [duty]).filter { !$0.isAway(at: $0.interval.start) }.map(\.interval.start)
      .filter { $0 > now && $0 - now <= buffer }.min()
  }

  /// The first instant after now at which a queue is open and somebody with `skills` is on for one of `duties` or its
  /// fallbacks; nil when that is not in sight.
  func nextStaffed(on duties: [DutyID], skills: [String], calendar: OfficeCalendar?) -> Timestamp? {
    let standing = duties.flatMap { timeline.schedule.fallbackChain(from: $0).map(\.id) }
    var first: Timestamp?
    for shift in shifts(on: standing) where first.map({ shift.interval.start < $0 }) ?? true {
      guard has(skills, shift.member), let start = start(of: shift, calendar: calendar) else { continue }
      first = min(first ?? start, start)
    }
    return first
  }

  /// When the holder of `shift` can begin with work that waits now: in open hours and not on leave.
  private func start(of shift: TimelineShift, calendar: OfficeCalendar?) -> Timestamp? {
    let from = max(shift.interval.start, now)
    guard let opening = calendar.map({ $0.nextOpening(from: from) }) ?? from, opening > now,
      opening < shift.interval.end, !isOnLeave(shift.member, at: opening)
    else { return nil }
    return opening
  }

  private func has(_ skills: [String], _ member: MemberID) -> Bool {
    let own = timeline.schedule.member(member)?.skills ?? []
    return skills.allSatisfy(own.contains)
  }

  private func isOnLeave(_ member: MemberID, at instant: Timestamp) -> Bool {
    leave.contains { $0.member == member && $0.interval.contains(instant) }
  }

  private func shifts(on duties: [DutyID]) -> [TimelineShift] {
    duties.compactMap { timeline.duty($0) }.filter { !$0.duty.isShadow }.flatMap(\.shifts).filter {
      $0.interval.end > now
    }
  }
}
