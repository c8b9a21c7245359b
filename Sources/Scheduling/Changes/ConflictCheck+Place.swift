import Timekeeping

/// Who may stand a duty at all, and who is there.
extension ConflictCheck {
  func place(_ question: Question) -> String? {
    let days = [question.time.start, question.time.end - .milliseconds(1)].map { zone.civil(at: $0).date }
    guard let day = days.first(where: { !question.person.belongs(on: $0) }) else { return nil }
    return "\(question.person.name) is not in the team on \(day)"
  }

  func away(_ question: Question) -> String? {
    let own = leave.filter { $0.member == question.person.id && $0.interval.overlaps(question.time) }
    guard let first = own.min(by: { $0.interval.start < $1.interval.start }) else { return nil }
    return "\(question.person.name) is on leave \(SpanText.span(first.interval, in: zone)) (\(first.id))"
  }

  func eligibility(_ question: Question) -> String? {
    guard let duty = schedule.duty(question.part.duty) else { return "there is no duty \(question.part.duty) any more" }
    guard let pattern = duty.slots else { return nil }
    let name = question.person.name
    switch pattern.eligible {
    case .volunteers where question.person.weekends != .volunteer:
      return "\(duty.title) is for volunteers, and \(name) is not one"
    case .members(let listed) where !listed.contains(question.person.id):
      return "\(name) is not among the members of \(duty.title)"
    default: break
    }
    let missing = pattern.skills.filter { !question.person.skills.contains($0) }
    return missing.isEmpty ? nil : "\(duty.title) needs \(missing.joined(separator: ", ")), which \(name) does not have"
  }

  /// Working hours bind slots; a rotation runs day and night by its nature. A volunteer's hours bind only on the days
  /// that they list, as in drafting.
  func hours(_ question: Question) -> String? {
    guard let pattern = schedule.duty(question.part.duty)?.slots, let hours = question.person.hours else { return nil }
    let demand = pattern.workingHours ?? .usual
    guard demand.outside == .never else { return nil }
    let home = home(of: question.person.id)
    let open = demand.open(hours, around: question.time, in: home)
    let outside = question.time.subtracting(open).filter { part in
      pattern.eligible != .volunteers || lists(hours, a: part, in: home)
    }
    guard let first = outside.first else { return nil }
    return "\(SpanText.span(first, in: home)) is outside the hours of \(question.person.name) (\(hours))"
  }

  private func lists(_ hours: WeeklyHours, a part: Interval, in home: Zone) -> Bool {
    let days = home.civil(at: part.start).date...home.civil(at: part.end - .milliseconds(1)).date
    return days.contains { !hours.windows(on: $0).isEmpty }
  }
}
