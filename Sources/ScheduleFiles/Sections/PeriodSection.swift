import Scheduling
import Timekeeping
import Triage

/// An entry of `periods:`: days of limited support with other hours, people and promises (D57).
enum PeriodSection {
  static let name = Key(
    "name", "What people call it.", example: "summit", required: true, NameForms.title.grammar)
  static let from = Key("from", "The first day.", example: "2026-10-12", required: true, TimeForms.civilDate.grammar)
  static let until = Key(
    "until", "The first day after it.", example: "2026-10-17", required: true, TimeForms.until.grammar)
  static let officeHours = Key(
    "office hours",
    "On these days, instead of the weekly hours of all office hours; dated exceptions and holidays stay.",
    example: "mon-fri 10:00-12:00", Shared.weeklyHours.or(["closed": WeeklyHours([])]))
  static let members = Key(
    "members", "Only they are drafted and take turns on these days.", example: "[ana, bo]", Shared.members)
  static let targets = Key(
    "targets", "For each queue what it promises to tickets of these days, instead of its own.",
    example: "{ general: { first response: 2 business days } }",
    Grammar<[Entry<QueueID, [Placed<ClockTarget>]>]>.entries(
      NameForms.queue, of: TargetsSection.grammar, example: "general: { first response: 2 business days }"))
  static let reply = Key(
    "reply", "What whoever opens a ticket on these days is told.", example: "We answer urgent requests only this week.",
    NameForms.sentence.grammar)

  static let section = Section(
    "period", "a period", "Days of limited support. Periods do not overlap.",
    keys: [
      name.listed, from.listed, until.listed, officeHours.listed, members.listed, targets.listed, reply.listed,
    ])

  static let grammar = section.grammar { fields, context -> PeriodReading? in
    let (name, from, until) = (fields(name), fields(from), fields(until))
    let (hours, reply) = (fields(officeHours), fields(reply))
    let members = fields(members)
    if let members, members.isEmpty, !(fields.node(Self.members)?.list?.isEmpty == false) {
      context.error(
        fields.place(of: Self.members), "the period has no members", "list who stands then, or delete the key")
    }
    let targets = fields(targets) ?? []
    let last = Shared.lastDay(before: until, from: from, at: fields.place(of: Self.until), context)
    guard let name, let from, let last, let dates = DateRange(from, last), fits(dates, fields, context) else {
      return nil
    }
    let period = Period(name: name, dates: dates, hours: hours, members: members?.map(\.value), reply: reply)
    return PeriodReading(period: period, promises: promises(targets, of: period, context), place: fields.place)
  }

  private static func fits(_ dates: DateRange, _ fields: Fields, _ context: Context) -> Bool {
    let count = dates.last - dates.first + 1
    if count <= FileLimits.rangeDays { return true }
    context.error(
      fields.place(of: until), "the period has \(count) days; the limit is \(FileLimits.rangeDays)",
      "write a shorter one, or change the hours themselves")
    return false
  }

  private static func promises(
    _ targets: [Entry<QueueID, [Placed<ClockTarget>]>], of period: Period, _ context: Context
  ) -> [PeriodPromises] {
    targets.compactMap { entry in
      guard context.knows(entry.name.text, .queue, at: entry.place) else { return nil }
      return PeriodPromises(
        period: period.name, dates: period.dates, queue: entry.name, targets: entry.value.map(\.value))
    }
  }

  /// Of one team: none without days of its own.
  static let list = Grammar<[PeriodReading]>(schema: readings.schema) { node, context in
    guard let all = readings.read(node, context) else { return nil }
    for (index, next) in all.enumerated() {
      let before = all[..<index].first { earlier in
        earlier.period.dates.first <= next.period.dates.last && next.period.dates.first <= earlier.period.dates.last
      }
      guard let before else { continue }
      context.error(
        next.place, "period '\(next.period.name)' shares days with '\(before.period.name)'",
        "end one before the other begins: `until` is the first day that is out")
    }
    return all
  }

  private static let readings = Grammar<[PeriodReading]>.list(
    of: grammar, example: "`- { name: summit, from: 2026-10-12, until: 2026-10-17 }`"
  )
}

/// A period as it is written: what is the schedule's and what is the desk's.
struct PeriodReading: Sendable {
  let period: Period
  let promises: [PeriodPromises]
  let place: Place
}
