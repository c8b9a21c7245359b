import Scheduling
import Timekeeping

extension DeskSnapshot {
  /// Who is on at `recipient` now, with the duty or role they are on for; people are looked up when it fires (K5).
  func people(_ recipient: Recipient, owner: MemberID?) -> [(member: MemberID, as: String)] {
    switch recipient {
    case .duty(let duty):
      timeline.who(duty, at: now).holders.map { ($0.member, "on \($0.duty)") }
    case .member(let member): [(member, "named by the policy")]
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
      isOnLeave: leave.contains { $0.member == id && $0.interval.contains(now) })
  }

  /// When the shift ends for which `member` is on at `level`; shifts of theirs that touch count as one.
  private func end(of member: MemberID, at level: OverflowLevel) -> Timestamp {
    guard case .duty(let duty) = level.to else { return .distantFuture }
    let chain = timeline.schedule.fallbackChain(from: duty).map(\.id)
    let own = chain.compactMap { timeline.duty($0) }.flatMap(\.shifts).filter { $0.member == member }
    return own.map(\.interval).union.first { $0.contains(now) }?.end ?? .distantFuture
  }

  /// True when somebody starts on one of `duties` within `buffer` from now.
  func startsSoon(on duties: [DutyID], within buffer: Duration) -> Timestamp? {
    shifts(on: duties).map(\.interval.start).filter { $0 > now && $0 - now <= buffer }.min()
  }

  /// The first instant after now at which a queue is open and somebody is on for one of `duties`.
  func nextStaffed(on duties: [DutyID], calendar: OfficeCalendar?) -> Timestamp? {
    shifts(on: duties).compactMap { shift -> Timestamp? in
      let from = max(shift.interval.start, now)
      let opening = calendar.map { $0.nextOpening(from: from) } ?? from
      guard let opening, opening < shift.interval.end, opening > now else { return nil }
      return opening
    }.min()
  }

  private func shifts(on duties: [DutyID]) -> [TimelineShift] {
    duties.compactMap { timeline.duty($0) }.flatMap(\.shifts).filter { $0.interval.end > now }
  }
}
