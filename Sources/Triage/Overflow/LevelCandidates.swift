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
    case .owner:
      [owner].compactMap { $0 }.filter { !isOnLeave($0, at: now) }.map { ($0, "the ticket's owner") }
    }
  }

  /// Whether a duty is held by its own people now, and not by its fallback's.
  func isHeld(_ duty: DutyID) -> Bool {
    timeline.onCall(duty, at: now)?.contains { $0.shift.duty == duty } ?? false
  }

  /// Whether its fallback answers for it now.
  func onlyStandsIn(for duty: DutyID) -> Bool {
    guard let people = timeline.onCall(duty, at: now) else { return false }
    return !people.contains { $0.shift.duty == duty }
  }

  /// The people at `level`, once each, as K1 sees them for `ticket`.
  func candidates(at level: OverflowLevel, for ticket: Ticket, in queue: Queue) -> [Candidate] {
    var seen: [MemberID] = []
    for person in people(level.to, owner: nil) where !seen.contains(person.member) { seen.append(person.member) }
    return seen.map { candidate($0, at: level, for: ticket, in: queue) }
  }

  /// One member as K1 sees them, on shift or not.
  func candidate(_ id: MemberID, at level: OverflowLevel?, for ticket: Ticket, in queue: Queue) -> Candidate {
    let member = timeline.schedule.member(id)
    let shift = level.flatMap { stretch(of: id, at: $0) }
    var candidate = Candidate(
      member: id, name: name(id), until: shift?.end ?? .distantFuture, skills: member?.skills ?? [],
      capacity: capacities[id] ?? member?.capacity, load: loads[id] ?? .zero, lastAssigned: lastAssigned[id],
      isOnLeave: isOnLeave(id, at: now))
    candidate.joined = shift?.start
    candidate.lighter = loanEnds[id]
    candidate.isInQueue = queue.rules.members.map { $0.contains(id) } ?? true
    candidate.maySee = maySee(ticket, id, in: queue)
    candidate.excluded = ticket.custody.exclusions.first { $0.member == id && $0.holds(at: now) }?.because
    candidate.pause = pauses.first { $0.member == id && $0.holds(at: now) }
    candidate.recent = recent[id] ?? []
    candidate.dealt = dealt(to: candidate, ticket)
    return candidate
  }

  /// Private tickets are for the owner, the followers, the queue's confidants and the lead (E14).
  func maySee(_ ticket: Ticket, _ member: MemberID, in queue: Queue) -> Bool {
    !ticket.isPrivate || mayShow(ticket, member, in: queue) || ticket.custody.followers.contains(member)
  }

  /// Who may show a private ticket to everybody again: those whom it is for, and not whoever was brought in.
  func mayShow(_ ticket: Ticket, _ member: MemberID, in queue: Queue) -> Bool {
    queue.rules.confidants.contains(member) || timeline.schedule.lead == member || ticket.owner == member
  }

  /// How many tickets somebody was given since the shift began that a held ticket waited for (rule K4).
  private func dealt(to candidate: Candidate, _ ticket: Ticket) -> Int {
    guard case .held(let until) = ticket.placement, until <= now else { return 0 }
    return candidate.recent.filter { $0 >= until }.count
  }

  /// The shift for which `member` is on at `level`; shifts of theirs that touch count as one.
  private func stretch(of member: MemberID, at level: OverflowLevel) -> Interval? {
    guard case .duty(let duty) = level.to else { return nil }
    var own: [Interval] = []
    for standing in timeline.schedule.fallbackChain(from: duty) {
      for shift in timeline.duty(standing.id)?.shifts ?? [] where shift.member == member { own.append(shift.interval) }
    }
    return own.union.first { $0.contains(now) }
  }

  /// When somebody who is on at `level` is on for another duty or for none; nil where that is not in sight.
  func end(of member: MemberID, at level: OverflowLevel) -> Timestamp? {
    guard case .duty(let asked) = level.to,
      let standing = timeline.answering(asked, at: now).first(where: { $0.member == member })?.duty
    else { return nil }
    let own = (timeline.duty(standing)?.shifts ?? []).filter { $0.member == member }.map(\.interval)
    let end = own.union.first { $0.contains(now) }?.end
    return end.flatMap { $0 < timeline.window.end ? $0 : nil }
  }

  /// When somebody starts on `duty` after now and not later than `buffer` from now.
  func startsSoon(on duty: DutyID, within buffer: Duration) -> Timestamp? {
    shifts(on: [duty]).filter { !$0.isAway(at: $0.interval.start) }.map(\.interval.start)
      .filter { $0 > now && $0 - now <= buffer }.min()
  }

  /// The first instant after now at which a queue is open and somebody who may have `ticket` is on for one of `duties`
  /// or its fallbacks; nil when that is not in sight.
  func nextStaffed(
    on duties: [DutyID], skills: [String], for ticket: Ticket, in queue: Queue, calendar: OfficeCalendar?
  ) -> Timestamp? {
    let standing = duties.flatMap { timeline.schedule.fallbackChain(from: $0).map(\.id) }
    var first: Timestamp?
    for shift in shifts(on: standing) where first.map({ shift.interval.start < $0 }) ?? true {
      guard has(skills, shift.member),
        mayHave(ticket, shift.member, in: queue, at: max(shift.interval.start, now)),
        let start = start(of: shift, calendar: calendar)
      else { continue }
      first = min(first ?? start, start)
    }
    return first
  }

  /// The first instant after now at which somebody may come on, or go off, for one of `duties` or its fallbacks; nil when
  /// that is not in sight.
  func nextTurn(on duties: [DutyID]) -> Timestamp? {
    let standing = duties.flatMap { timeline.schedule.fallbackChain(from: $0).map(\.id) }
    let spans = shifts(on: standing).flatMap { [$0.interval] + $0.conflicts.map(\.interval) }
    return spans.flatMap { [$0.start, $0.end] }.filter { $0 > now && $0 < timeline.window.end }.min()
  }

  /// When the holder of `shift` can begin with work that waits now: in open hours, and neither away nor paused.
  private func start(of shift: TimelineShift, calendar: OfficeCalendar?) -> Timestamp? {
    let from = max(shift.interval.start, now)
    guard let opening = calendar.map({ $0.nextOpening(from: from) }) ?? from, opening > now,
      opening < shift.interval.end, !isOnLeave(shift.member, at: opening), !shift.isAway(at: opening),
      !pauses.contains(where: { $0.member == shift.member && $0.holds(at: opening) })
    else { return nil }
    return opening
  }

  /// False for those whom waiting until `instant` does not help: others' queues, private tickets, exclusions.
  private func mayHave(_ ticket: Ticket, _ member: MemberID, in queue: Queue, at instant: Timestamp) -> Bool {
    (queue.rules.members.map { $0.contains(member) } ?? true) && maySee(ticket, member, in: queue)
      && !ticket.custody.exclusions.contains { $0.member == member && $0.holds(at: instant) }
  }

  private func has(_ skills: [String], _ member: MemberID) -> Bool {
    let own = timeline.schedule.member(member)?.skills ?? []
    return skills.allSatisfy(own.contains)
  }

  func isOnLeave(_ member: MemberID, at instant: Timestamp) -> Bool {
    leave.contains { $0.member == member && $0.interval.contains(instant) }
  }

  func shifts(on duties: [DutyID]) -> [TimelineShift] {
    duties.compactMap { timeline.duty($0) }.filter { !$0.duty.isShadow }.flatMap(\.shifts).filter {
      $0.interval.end > now
    }
  }
}
