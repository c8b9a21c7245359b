import Scheduling
import Timekeeping

/// The small grammars of time, each read by the type that also prints it.
enum TimeForms {
  private static let day = "(mon|tue|wed|thu|fri|sat|sun)"
  private static let clock = "([01][0-9]|2[0-4]):[0-5][0-9]"
  private static let window = "\(clock)-\(clock)"
  private static let days = "\(day)(-\(day))?"
  private static let amount = "[0-9]{1,7} (week|day|hour|minute|second)s?"
  private static let date = "[0-9]{4}-[0-9]{2}-[0-9]{2}"

  static let zone = Form<ZoneID>(
    name: "zone", about: "A zone of the IANA database.", pattern: "^[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+)*$",
    examples: ["Europe/London", "Africa/Lagos", "Etc/UTC"], print: \.name
  ) { text throws(TextProblem) in try ZoneID(text: text) }

  static let civilDate = Form(
    CivilDate.self, name: "date", about: "A day.", pattern: "^\(date)$", examples: ["2026-03-02"], tidy: Tidy.dates)

  /// The same where it is the first day that is out (rule T1).
  static let until = Form(
    CivilDate.self, name: "date", about: "A day.", pattern: "^\(date)$", examples: ["2026-03-02"], tidy: Tidy.dates,
    explain: DateWords.until)

  static let dates = Form(
    DateRange.self, name: "dates", about: "A day, or days from a first to a last one, the last included.",
    pattern: "^\(date)(\\.\\.\(date))?$", examples: ["2026-12-24", "2026-12-24..2026-12-28"], tidy: Tidy.dates,
    explain: DateWords.range)

  static let weeklyHours = Form<WeeklyHours>(
    name: "weekly-hours",
    about: "Windows of the week on the wall. Hours without days are those of the days before them, else every day's.",
    pattern: "^(always|(\(days)( \(window))?|\(window))( *, *(\(days)( \(window))?|\(window)))*)$",
    examples: ["mon-fri 09:00-17:00", "mon-fri 09:00-12:30, 13:30-17:00, sat 10:00-12:00", "20:00-08:00", "always"],
    tidy: Tidy.times, explain: { DateWords.overnight($0.windows.map(\.window)) }, print: \.description
  ) { text throws(TextProblem) in
    let hours = try WeeklyHours(text: text)
    guard !hours.windows.isEmpty else {
      throw TextProblem("'\(text)' leaves no hours", help: "write \(WeeklyHours.form)")
    }
    return hours
  }

  static let dayHours = Form(
    DayHours.self, name: "day-hours", about: "The hours of one date, or `closed`.",
    pattern: "^(closed|\(window)( *, *\(window))*)$", examples: ["09:00-13:00", "09:00-12:00, 13:00-15:00", "closed"],
    tidy: Tidy.times, explain: { DateWords.overnight($0.windows) })

  /// Of a break `closed` would read as the opposite of what it is: no break.
  static let breakHours = Form<DayHours>(
    name: "break-hours", about: "The time of one date that is closed.", pattern: "^\(window)( *, *\(window))*$",
    examples: ["14:00-16:00", "10:00-10:30, 14:00-16:00"], tidy: Tidy.times,
    explain: { DateWords.overnight($0.windows) }, print: \.description
  ) { text throws(TextProblem) in
    guard text != "closed" else {
      throw TextProblem(
        "'closed' does not say from when to when", help: "write 00:00-24:00 to close the day, or leave the line out")
    }
    return try DayHours(text: text)
  }

  static let duration = Form(
    PlainDuration.self, name: "duration", about: "A span of real time; a day has 24 hours.",
    pattern: "^\(amount)( \(amount))*$", examples: ["15 minutes", "11 hours", "1 hour 30 minutes"], tidy: Tidy.amounts)

  static let timeOfDay = Form(
    CivilTime.self, name: "time-of-day", about: "A time of day on the wall.", pattern: "^\(clock)$",
    examples: ["09:00"], tidy: Tidy.times)

  static let weeklyTime = Form(
    WeeklyTime.self, name: "weekly-time", about: "A time of day on some weekdays, else on every day.",
    pattern: "^(\(days) )?\(clock)$", examples: ["mon 09:00", "mon-fri 09:00", "09:00"],
    tidy: Tidy.times)

  static let leadTime = Form<PlainDuration>(
    name: "lead-time", about: "How long before, 14 days at the most; a day has 24 hours.",
    pattern: "^\(amount)( \(amount))*$", examples: ["1 day", "1 hour"], tidy: Tidy.amounts,
    print: \.description
  ) { text throws(TextProblem) in
    let lead = try PlainDuration(text: text)
    guard lead.duration > .zero, lead.duration <= TeamWatch.longestLead else {
      throw TextProblem(
        "'\(text)' is not between 1 second and \(PlainDuration(TeamWatch.longestLead))", help: "write it like 1 hour")
    }
    return lead
  }

  static let handoffDigest = Form<HandoffDigest>(
    name: "handoff-digest", about: "At the handoff, some time before it, or never.",
    pattern: "^(never|at handoff|\(amount)( \(amount))* before)$",
    examples: ["at handoff", "15 minutes before", "never"], tidy: Tidy.amounts, print: \.text
  ) { text throws(TextProblem) in
    if text == "never" { return .never }
    if text == "at handoff" { return .usual }
    guard text.hasSuffix(" before"), let lead = try? leadTime.parse(String(text.dropLast(" before".count))) else {
      throw TextProblem(
        "'\(shortened(text))' is not when a handoff is announced", help: "write at handoff, 15 minutes before or never")
    }
    return .before(lead)
  }

  static let rhythm = Form<PlainDuration>(
    name: "rhythm", about: "How often something is done.", pattern: "^(every )?\(amount)( \(amount))*$",
    examples: ["every 1 hour", "every 24 hours"], tidy: Tidy.amounts, print: { "every \($0)" }
  ) { text throws(TextProblem) in
    let rest = text.hasPrefix("every ") ? String(text.dropFirst(6)) : text
    guard let every = try? PlainDuration(text: rest), every.duration > .zero else {
      throw TextProblem("'\(text)' is no rhythm", help: "write it like every 1 hour")
    }
    return every
  }

  static let review = Form<Review>(
    name: "review", about: "How often a queue is looked at, or on which time of the week.",
    pattern: "^(weekly \(day) \(clock)|(every )?\(amount)( \(amount))*)$",
    examples: ["every 24 hours", "weekly mon 10:00"], tidy: { Tidy.times(Tidy.amounts($0)) }, print: \.text
  ) { text throws(TextProblem) in
    guard text.hasPrefix("weekly ") else {
      guard let every = try? rhythm.parse(text) else {
        throw TextProblem("'\(text)' is no rhythm", help: "write it like every 24 hours, or weekly mon 10:00")
      }
      return .every(every)
    }
    return .weekly(try WeeklyMoment(text: String(text.dropFirst(7))))
  }

  static let moment = Form(
    WeeklyMoment.self, name: "moment", about: "A time of one weekday.", pattern: "^\(day) \(clock)$",
    examples: ["thu 12:00"], tidy: Tidy.times)

  static let cadence = Form(
    Cadence.self, name: "cadence", about: "How long a turn lasts.",
    pattern: "^(every )?[0-9]{1,4} (hour|day|week|month)s?$",
    examples: ["1 week", "3 days", "12 hours", "1 month"], tidy: Tidy.amounts)

  static let handoff = Form(
    Handoff.self, name: "handoff", about: "When a turn is handed off: a time, for turns in weeks with its weekday.",
    pattern: "^(\(day) )?\(clock)$", examples: ["mon 09:00", "09:00"], tidy: Tidy.times)

  static let target = Form(
    Target.self, name: "target", about: "What is promised. Hours run always, business hours while the office is open.",
    pattern:
      "^(none|same (calendar )?day|same day less \(clockTime())|[1-9][0-9]{0,4} (business days?( to closing)?|days?)"
      + "|\(clockTime())|\(clockTime("business ")))$",
    examples: [
      "60 minutes", "4 business hours", "1 business day", "1 business day to closing", "same day",
      "same day less 1 hour", "same calendar day", "none",
    ], tidy: Tidy.amounts)

  /// Hours, minutes and seconds, each at most once and the largest first.
  private static func clockTime(_ kind: String = "") -> String {
    let (hours, minutes, seconds) = (
      "[0-9]{1,7} \(kind)hours?", "[0-9]{1,7} \(kind)minutes?", "[0-9]{1,7} \(kind)seconds?"
    )
    return "(\(hours)( \(minutes))?( \(seconds))?|\(minutes)( \(seconds))?|\(seconds))"
  }
}

/// How often a queue without a running target is looked at (C69).
enum Review: Sendable, Hashable {
  case every(PlainDuration)
  case weekly(WeeklyMoment)

  var text: String {
    switch self {
    case .every(let span): "every \(span)"
    case .weekly(let moment): "weekly \(moment)"
    }
  }
}

/// When a turn is handed off: `mon 09:00`, or `09:00` where the weekday follows from the start.
struct Handoff: TextForm, Hashable, Sendable {
  let day: Weekday?
  let time: CivilTime

  static let form = "a handoff such as mon 09:00, or 09:00 for turns that are not counted in weeks"

  init(text: String) throws(TextProblem) {
    let words = text.split(separator: " ").map(String.init)
    guard (1...2).contains(words.count), let last = words.last else { throw Self.problem(text, "a handoff") }
    time = try CivilTime(text: last)
    day = words.count == 2 ? try Weekday(text: words[0]) : nil
    guard time < .endOfDay else {
      throw TextProblem("'\(text)' is the end of a day", help: "write 00:00 of the day after it")
    }
  }

  var description: String { day.map { "\($0) \(time)" } ?? "\(time)" }
}

extension HandoffDigest {
  /// As files write it.
  fileprivate var text: String {
    switch self {
    case .never: "never"
    case .before(let lead): lead.duration == .zero ? "at handoff" : "\(lead) before"
    }
  }
}
