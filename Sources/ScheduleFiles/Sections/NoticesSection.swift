import Scheduling
import Timekeeping

/// What a member wants to be told: yes or no by topic; what is not named is told, but for swaps among others.
enum NoticesSection {
  static let digestAt = Key(
    "digest at", "When their digest leaves on a working day, in their zone; 09:00 without it.", example: "09:00",
    TimeForms.timeOfDay.grammar)
  static let quiet = Key(
    "quiet", "Hours in their zone in which no notice reaches them; pages do, and what is about a shift they are on.",
    example: "22:00-07:00", quietHours)

  private static let quietHours = Grammar<WeeklyHours>(schema: TimeForms.weeklyHours.grammar.schema) { node, context in
    guard let hours = TimeForms.weeklyHours.grammar.read(node, context) else { return nil }
    if hours == .always {
      context.error(node.place, "quiet hours that never end leave no time for notices", "write them like 22:00-07:00")
    }
    return hours
  }

  private static let topics = NoticeTopic.allCases.map { topic in
    (topic, Key(topic.rawValue, about(topic), example: "no", Grammar<Bool>.choice(["yes": true, "no": false])))
  }

  static let section = Section(
    "notices", "a choice of notices",
    "What a member wants to be told. What needs their answer reaches them in any case.",
    keys: topics.map(\.1.listed) + [digestAt.listed, quiet.listed])

  static let grammar = section.grammar { fields, _ -> NoticeSettings? in
    let unwanted = topics.filter { topic, key in
      !(fields(key) ?? !NoticeSettings.usual.unwanted.contains(topic))
    }
    return NoticeSettings(unwanted: unwanted.map(\.0), digestAt: fields(digestAt), quiet: fields(quiet))
  }

  private static func about(_ topic: NoticeTopic) -> String {
    switch topic {
    case .moved: "Their own future shifts moved."
    case .handoffs: "The digest when a duty becomes theirs."
    case .reminders: "Reminders before their shifts, and of check-ins."
    case .swapsOfOthers: "What others settled among themselves."
    case .openShifts: "Shifts that somebody looks for a taker of."
    case .summary: "The weekly summary, for leads."
    case .gaps: "Time that nobody is on, for leads."
    case .credits: "What their weekend cover earned."
    }
  }
}

/// `reminders:` of a duty, and of a member for all their shifts.
enum ReminderKey {
  static let key = Key(
    "reminders", "How long before a shift begins its member is reminded; never, or up to 5 times.",
    example: "[1 day, 1 hour]", grammar)

  static let most = 5

  private static let times = Grammar<[PlainDuration]>.oneOrList(of: TimeForms.leadTime.grammar).or(["never": []])

  private static let grammar = Grammar<[PlainDuration]>(schema: times.schema) { node, context in
    guard let read = times.read(node, context) else { return nil }
    if read.count > most {
      context.error(node.place, "\(read.count) reminders are too many; the limit is \(most)", "keep the ones you need")
    }
    return Array(Set(read)).sorted(by: >)
  }
}
