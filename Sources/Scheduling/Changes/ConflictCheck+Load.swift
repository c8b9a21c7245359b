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
  func week(_ question: Question) -> String? {
    guard let most = limits.mostPerWeek, isSlot(question.part.duty) else { return nil }
    let own = question.held.filter { $0.team != schedule.team || isSlot($0.duty) }.map(\.interval)
    for week in weeks(of: question.time) {
      guard let span = Interval(zone.startOfDay(week.monday), zone.startOfDay(week.monday + 7)) else { continue }
      let total = (own + [question.time]).compactMap { $0.intersection(span) }.covered
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

  /// Every one that has a part of `time`.
  private func weeks(of time: Interval) -> [ISOWeek] {
    let last = ISOWeek(containing: zone.civil(at: time.end - .milliseconds(1)).date)
    var weeks = [ISOWeek(containing: zone.civil(at: time.start).date)]
    while let latest = weeks.last, latest < last { weeks.append(latest.next) }
    return weeks
  }

  private func label(_ shift: Shift) -> String {
    let own = shift.team == schedule.team
    let title = own ? schedule.duty(shift.duty)?.title ?? shift.duty.text : "\(shift.team)/\(shift.duty)"
    return "\(title) (\(SpanText.span(shift.interval, in: zone)))"
  }
}
