import Timekeeping

/// The times of day that a rule names: BYHOUR, BYMINUTE and BYSECOND, else those of its start.
struct RuleTimes {
  private let rule: RecurrenceRule
  /// Seconds after midnight, ascending; for rules of whole days and longer.
  private let ofDay: [Int]
  private let minutes: [Int]
  private let seconds: [Int]
  /// The beginning of the hour, minute or second of the start.
  let unitBegin: CivilDateTime

  init(_ rule: RecurrenceRule, start: CivilDateTime, isWholeDays: Bool) {
    self.rule = rule
    let second = start.secondOfDay
    func named(_ list: [Int], else own: Int) -> [Int] { list.isEmpty || isWholeDays ? [own] : list.map { min($0, 59) } }
    let hours = isWholeDays || rule.hours.isEmpty ? [second / 3600] : rule.hours
    let minutes = named(rule.minutes, else: second / 60 % 60)
    let seconds = named(rule.seconds, else: second % 60)
    self.minutes = minutes
    self.seconds = seconds
    ofDay = hours.flatMap { hour in minutes.flatMap { minute in seconds.map { hour * 3600 + minute * 60 + $0 } } }
    unitBegin = start.adding(seconds: -(Int64(second) % rule.frequency.seconds))
  }

  func moments(on date: CivilDate) -> [CivilDateTime] {
    ofDay.map { CivilDateTime(date, .midnight).adding(seconds: Int64($0)) }
  }

  /// For rules of hours, minutes and seconds: what is named in the unit that begins at `begin`.
  func moments(inUnitAt begin: CivilDateTime) -> [CivilDateTime] {
    let second = begin.secondOfDay
    func allows(_ list: [Int], _ value: Int) -> Bool { list.isEmpty || list.contains(value) }
    guard allows(rule.hours, second / 3600) else { return [] }
    if rule.frequency == .hourly {
      return minutes.flatMap { minute in seconds.map { begin.adding(seconds: Int64(minute * 60 + $0)) } }
    }
    guard allows(rule.minutes, second / 60 % 60) else { return [] }
    if rule.frequency == .minutely { return seconds.map { begin.adding(seconds: Int64($0)) } }
    return allows(rule.seconds, second % 60) ? [begin] : []
  }
}
