import Timekeeping

/// The part of a rule's dates that is asked for, on the wall.
struct RuleWindow {
  /// Included.
  let from: CivilDateTime
  /// Excluded.
  let to: CivilDateTime
  /// Included; nil where the rule has none.
  let until: CivilDateTime?
}

/// The moments that a rule names, on the wall clock of its start's zone.
///
/// The work grows with the window, not with the time since the start, unless the rule has a COUNT.
struct RuleExpansion {
  private let rule: RecurrenceRule
  private let start: CivilDateTime
  private let days: RuleDays
  private let times: RuleTimes

  init(_ rule: RecurrenceRule, start: CivilDateTime, isWholeDays: Bool) {
    self.rule = rule
    self.start = start
    days = RuleDays(rule, start: start.date)
    times = RuleTimes(rule, start: isWholeDays ? CivilDateTime(start.date, .midnight) : start, isWholeDays: isWholeDays)
  }

  /// In order, each once; `start` itself only if the rule names it. Ends early when `budget` is used up, and says so
  /// in it.
  func dates(in window: RuleWindow, budget: inout ExpansionBudget) -> [CivilDateTime] {
    budget.beginRule()
    var found: [CivilDateTime] = []
    var left = rule.count ?? .max
    var day = DayMemo()
    let last = window.until.map { min($0.adding(seconds: 1), window.to) } ?? window.to
    var period = rule.count == nil ? firstPeriod(reaching: window.from) : 0
    while left > 0, let begin = self.begin(of: period), begin < last, budget.take(steps: days.steps(rule.frequency)) {
      for moment in candidates(of: begin, &day) where moment >= start {
        guard left > 0, moment < last else { return found }
        left -= 1
        guard moment >= window.from else { continue }
        guard budget.takeInstance() else { return found }
        found.append(moment)
      }
      period += 1
    }
    return found
  }

  // MARK: Periods

  /// The first moment of the period with the number `index`, counted from that of the start; nil after the year 9998.
  private func begin(of index: Int) -> CivilDateTime? {
    let (steps, overflow) = index.multipliedReportingOverflow(by: rule.interval)
    guard !overflow, steps < 400_000_000_000 else { return nil }
    let moment: CivilDateTime?
    switch rule.frequency {
    case .yearly: moment = Self.midnight(year: start.date.parts.year + steps, month: 1)
    case .monthly:
      let month = start.date.parts.year * 12 + start.date.parts.month - 1 + steps
      moment = Self.midnight(year: month / 12, month: month % 12 + 1)
    case .weekly: moment = CivilDateTime(days.weekBegin(start.date), .midnight).adding(seconds: Int64(steps) * 604_800)
    case .daily: moment = CivilDateTime(start.date, .midnight).adding(seconds: Int64(steps) * 86_400)
    case .hourly, .minutely, .secondly:
      moment = times.unitBegin.adding(seconds: Int64(steps) * rule.frequency.seconds)
    }
    return moment.flatMap { $0 < Self.end ? $0 : nil }
  }

  private static let end = CivilDateTime(CivilDate(9999, 1, 1) ?? CivilDate(daysSinceEpoch: 0), .midnight)

  private static func midnight(year: Int, month: Int) -> CivilDateTime? {
    CivilDate(year, month, 1).map { CivilDateTime($0, .midnight) }
  }

  /// The number of a period that begins before `moment` with at least one whole period between them.
  private func firstPeriod(reaching moment: CivilDateTime) -> Int {
    guard moment > start else { return 0 }
    let elapsed: Int64
    switch rule.frequency {
    case .yearly: elapsed = Int64(moment.date.parts.year - start.date.parts.year)
    case .monthly:
      let (now, then) = (moment.date.parts, start.date.parts)
      elapsed = Int64((now.year - then.year) * 12 + now.month - then.month)
    default: elapsed = (moment.secondsSinceEpoch - start.secondsSinceEpoch) / rule.frequency.seconds
    }
    return max(0, Int(elapsed) / rule.interval - 1)
  }

  /// Whether the rule names the day that was asked about last: rules of hours and seconds ask again and again.
  private struct DayMemo {
    var date: CivilDate?
    var isNamed = false
  }

  private func isNamed(_ date: CivilDate, _ day: inout DayMemo) -> Bool {
    if day.date != date { day = DayMemo(date: date, isNamed: days.isNamed(date)) }
    return day.isNamed
  }

  private func candidates(of begin: CivilDateTime, _ day: inout DayMemo) -> [CivilDateTime] {
    let all: [CivilDateTime]
    switch rule.frequency {
    case .hourly, .minutely, .secondly:
      all = isNamed(begin.date, &day) ? times.moments(inUnitAt: begin) : []
    default:
      all = days.dates(from: begin.date).flatMap { times.moments(on: $0) }
    }
    guard !rule.positions.isEmpty else { return all }
    let places = Set(rule.positions.map { $0 > 0 ? $0 - 1 : all.count + $0 })
    return all.indices.filter(places.contains).map { all[$0] }
  }
}

extension RecurrenceRule.Frequency {
  /// The length of a unit that always has the same on the wall; a day for months and years.
  var seconds: Int64 {
    switch self {
    case .secondly: 1
    case .minutely: 60
    case .hourly: 3600
    case .weekly: 604_800
    case .daily, .monthly, .yearly: 86_400
    }
  }
}
