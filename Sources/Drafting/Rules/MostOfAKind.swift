import Scheduling
import Timekeeping

/// A member stands at most so many shifts or nights, or so much of one duty, on a day, in a week or in a month; what is
/// fixed counts too. Each more is forbidden or has its price.
///
/// A shift counts on the day it begins on, on the team's wall; a night on that of its morning, for each slot that is stood in
/// it; time day by day.
struct MostOfAKind: TallyRule {
  let limit: CountLimit

  /// Such as `nights-per-week`.
  var name: String { "\(limit.kind.title)s-per-\(limit.span)" }

  func tallies(for member: Int, in problem: DraftProblem) -> [RuleTally] {
    let person = problem.members[member]
    let parts = problem.slots.map { self.parts(of: $0) }
    let fixed = fixedParts(of: person, in: problem)
    let spans: [CivilDate] = Set(parts.flatMap { $0.map { limit.span.first(of: $0.date) } }).sorted()
    return spans.map { first in
      func amount(_ parts: [Part]) -> Int {
        parts.reduce(0) { limit.span.first(of: $1.date) == first ? $0 + $1.amount : $0 }
      }
      let when = limit.span.wording(first)
      return RuleTally(
        weights: parts.enumerated().map { ($0, amount($1)) }, start: amount(fixed), cost: cost
      ) { moment in
        "\(person.name) would stand \(words(moment.after)) \(when), more than \(most)"
      }
    }
  }

  /// What counts on a day: one for each shift or night, or seconds.
  private typealias Part = (date: CivilDate, amount: Int)

  private func parts(of slot: SlotFacts) -> [Part] {
    if limit.kind == .nights { return slot.nights.map { ($0, 1) } }
    if case .duty(let duty) = limit.kind, slot.slot.duty != duty { return [] }
    if limit.isTime { return slot.days.map { ($0.date, $0.seconds) } }
    return slot.days.first.map { [($0.date, 1)] } ?? []
  }

  private func fixedParts(of person: MemberFacts, in problem: DraftProblem) -> [Part] {
    switch limit.kind {
    case .nights: return person.fixedNights.sorted().map { ($0, 1) }
    case .shifts, .weekends: return person.counted.map { ($0.date, 1) }
    case .duty(let duty):
      let own = person.standing.filter { $0.team == problem.team && $0.duty == duty }
      guard limit.isTime else { return own.map { ($0.date, 1) } }
      return own.flatMap { DayPart.parts(of: $0.interval, in: problem.zone) }.map { ($0.date, $0.seconds) }
    }
  }

  private var cost: TallyCost {
    guard let price = limit.price else { return .most(limit.units) }
    let (most, unit) = (limit.units, limit.isTime ? 3600 : 1)
    return .points { max(0, ($0 - most + unit - 1) / unit) * price }
  }

  private func words(_ amount: Int) -> String {
    if case .duty(let duty) = limit.kind, limit.isTime { return "\(Wording.hours(.seconds(amount))) of \(duty)" }
    return Wording.count(amount, limit.kind.noun)
  }

  private var most: String { limit.isTime ? Wording.hours(.seconds(limit.units)) : "\(limit.units)" }
}

extension CountLimit {
  var isTime: Bool { if case .time = most { true } else { false } }

  /// Shifts, nights or weekends; seconds of time.
  var units: Int {
    switch most {
    case .count(let count): count
    case .time(let time): Int(time.duration.components.seconds)
    }
  }
}

extension CountLimit.Kind {
  /// In the name of a rule.
  fileprivate var title: String {
    switch self {
    case .shifts: "shift"
    case .nights: "night"
    case .weekends: "weekend"
    case .duty(let duty): duty.text + "-shift"
    }
  }

  /// In a sentence about one.
  fileprivate var noun: String {
    switch self {
    case .duty(let duty): "\(duty) shift"
    default: title
    }
  }
}

extension CountLimit.Span {
  /// The day, the Monday or the first of the month that `date` belongs to.
  func first(of date: CivilDate) -> CivilDate {
    switch self {
    case .day: date
    case .week: ISOWeek(containing: date).monday
    case .month: date - (date.parts.day - 1)
    }
  }

  /// `on Mon 12 Jan`, `in 2026-W03`, `in Jan 2026`.
  func wording(_ first: CivilDate) -> String {
    switch self {
    case .day: "on \(Wording.day(first))"
    case .week: "in \(ISOWeek(containing: first))"
    case .month: "in \(Wording.month(first))"
    }
  }
}
