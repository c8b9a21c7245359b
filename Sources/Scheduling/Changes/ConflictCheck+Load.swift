import Timekeeping

/// What a member stands besides: overlaps, rest, weeks and weekends, across teams (rule T14).
extension ConflictCheck {
  func overlap(_ question: Question) -> String? {
    let other = question.held.first { $0.interval.overlaps(question.time) && !isExempt($0, question.part) }
    return other.map { "\(question.person.name) is on \(label($0)) then" }
  }

  func rest(_ question: Question) -> String? {
    for other in question.held where !isExempt(other, question.part) {
      guard let rest = [limits.rest, others[other.team]?.rest].compactMap({ $0 }).max() else { continue }
      let gap = max(question.time.start - other.interval.end, other.interval.start - question.time.end)
      guard gap >= .zero, rest > gap, gap > .zero || !isSameDuty(other, question.part) else { continue }
      let left = gap == .zero ? "no rest" : "only \(PlainDuration(gap))"
      let side = other.interval.end <= question.time.start ? "after" : "before"
      return "\(question.person.name) would have \(left) \(side) \(label(other)), less than \(PlainDuration(rest))"
    }
    return nil
  }

  /// Hours are limited where work is by the hour: in slots. A week on a rotation is longer than any such limit.
  ///
  /// Other teams say it of the weeks in which a slot of theirs is stood.
  func week(_ question: Question) -> String? {
    guard isSlot(question.part.duty) else { return nil }
    let first = limits.mostPerWeek.flatMap { week(question, as: schedule.team, most: $0, in: zone, isSlot: isSlot) }
    // order: by team
    let rest = others.keys.filter { $0 != schedule.team }.sorted().lazy.compactMap { team -> String? in
      guard let limits = others[team], let most = limits.mostPerWeek else { return nil }
      let found = week(question, as: team, most: most, in: walls[team] ?? zone, isSlot: limits.slots.contains)
      return found.map { "\($0), the most in \(team)" }
    }
    return first ?? rest.first
  }

  private func week(
    _ question: Question, as team: TeamID, most: Duration, in wall: Zone, isSlot: (DutyID) -> Bool
  ) -> String? {
    let held = question.held.filter { $0.team != team || isSlot($0.duty) }
    for week in ISOWeek.touched(by: question.time, in: wall) {
      guard let span = week.interval(in: wall),
        team == schedule.team || held.contains(where: { $0.team == team && $0.interval.overlaps(span) })
      else { continue }
      let total = (held.map(\.interval) + [question.time]).compactMap { $0.intersection(span) }.covered
      guard total > most else { continue }
      return "\(question.person.name) would stand \(PlainDuration(total)) in \(week), more than \(PlainDuration(most))"
    }
    return nil
  }

  /// Whether a shift is at a weekend is read on the wall of its own team.
  func weekends(_ question: Question) -> String? {
    guard let week = Weekends.week(of: question.time, in: zone) else { return nil }
    let bound = question.held.filter {
      limits.noTwoWeekendsInARow || others[$0.team]?.noTwoWeekendsInARow == true
    }
    let stood = bound.compactMap { Weekends.week(of: $0.interval, in: walls[$0.team] ?? zone) }
    guard let other = stood.first(where: { $0 == week.previous || $0 == week.next }) else { return nil }
    let side = other == week.previous ? "before" : "after"
    return "\(question.person.name) stands the weekend \(side) (\(other))"
  }

  func together(_ question: Question) -> String? {
    let partners = limits.neverTogether.filter { $0.contains(question.person.id) }.flatMap { $0 }
    guard !partners.isEmpty else { return nil }
    let clash = standing.first { shift in
      shift.team == schedule.team && shift.member != question.person.id && partners.contains(shift.member)
        && shift.interval.overlaps(question.time) && !question.taken.contains { $0.shift == shift.id }
    }
    guard let clash, let other = schedule.member(clash.member) else { return nil }
    return "\(question.person.name) and \(other.name), who is on \(label(clash)), never stand together"
  }

  private func isSlot(_ duty: DutyID) -> Bool { schedule.duty(duty)?.slots != nil }

  private func isSameDuty(_ a: Shift, _ b: ShiftPart) -> Bool { a.team == b.team && a.duty == b.duty }

  private func isExempt(_ a: Shift, _ b: ShiftPart) -> Bool {
    a.team == b.team && limits.mayStandTogether(a.duty, b.duty)
  }

  private func label(_ shift: Shift) -> String {
    let own = shift.team == schedule.team
    let title = own ? schedule.duty(shift.duty)?.title ?? shift.duty.text : "\(shift.team)/\(shift.duty)"
    return "\(title) (\(SpanText.span(shift.interval, in: zone)))"
  }
}
