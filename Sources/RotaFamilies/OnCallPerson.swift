import RotaSearch

/// What one person of an on-call instance may do, and what it costs.
struct OnCallPerson {
  let facts: OnCallInstance.Person
  private let rules: OnCallInstance.Rules
  private let weights: OnCallInstance.Weights
  private let offsets: [[Int]]
  private let holidays: Set<Int>
  private let leave: [ClosedRange<Int>]
  private let prefs: [Int: Int]
  private let history: [OnCallInstance.Past]

  init(_ person: OnCallInstance.Person, in instance: OnCallInstance) {
    facts = person
    rules = instance.rules
    weights = instance.weights
    offsets = instance.offsets[person.tz] ?? []
    holidays = Set(instance.holidays[person.tz] ?? [])
    leave = person.leave.filter { $0[0] <= $0[1] }.map { $0[0]...$0[1] }
    prefs = Dictionary(person.prefs.map { ($0[0], $0[1]) }, uniquingKeysWith: { $1 })
    history = instance.history.filter { $0.person == person.id }
  }

  /// The slot's minutes on the person's wall, by the offset of its first day in UTC.
  private func local(_ slot: OnCallInstance.Slot) -> Range<Int> {
    let day = slot.start.flooredQuotient(1_440)
    let offset = offsets.last { $0[0] <= day }?[1] ?? 0
    return slot.start + offset..<slot.end + offset
  }

  private func days(_ local: Range<Int>) -> ClosedRange<Int> {
    local.lowerBound.flooredQuotient(1_440)...(local.upperBound - 1).flooredQuotient(1_440)
  }

  func may(_ slot: OnCallInstance.Slot) -> Bool {
    let local = local(slot)
    guard facts.rotas.contains(slot.rota) else { return false }
    if leave.contains(where: { $0.overlaps(days(local)) }) { return false }
    switch slot.kind {
    case .desk: if !isAtWork(local) { return false }
    case .day, .night: if !facts.canNight, unsocial(local) > rules.unsocialMaxMin { return false }
    case .weekend: if slot.week == 0, rules.noBackToBackWeekends, stoodLastWeekend { return false }
    }
    return !history.contains { $0.end > slot.start - rules.restMin && $0.start < slot.end }
  }

  private var stoodLastWeekend: Bool { history.contains { $0.kind == .weekend } }

  /// Within the working hours and a tolerance, Monday to Friday.
  private func isAtWork(_ local: Range<Int>) -> Bool {
    let day = local.lowerBound.flooredQuotient(1_440)
    let minute = local.lowerBound - day * 1_440
    return minute >= facts.workStart - rules.deskToleranceMin
      && minute + local.count <= facts.workEnd + rules.deskToleranceMin
      && day - day.flooredQuotient(7) * 7 < 5
  }

  /// Minutes at night.
  private func unsocial(_ local: Range<Int>) -> Int {
    let days = days(local)
    return (days.lowerBound - 1...days.upperBound).reduce(0) { sum, day in
      let from = day * 1_440 + rules.unsocialFrom
      let to = (day + 1) * 1_440 + rules.unsocialTo
      return sum + max(0, min(local.upperBound, to) - max(local.lowerBound, from))
    }
  }

  /// What the duty costs by itself: wishes, weekends of those who did not volunteer, holidays.
  func cost(_ slot: OnCallInstance.Slot) -> Int {
    var cost = prefs[slot.day] ?? 0
    if slot.kind == .weekend, !facts.weekendVolunteer { cost += weights.nonVolunteerWeekend }
    if days(local(slot)).contains(where: { holidays.contains($0) }) { cost += weights.holiday }
    return cost
  }
}
