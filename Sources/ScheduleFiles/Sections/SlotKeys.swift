import Scheduling
import Timekeeping

/// The keys of a duty that is filled by slots: the weekly pattern that rotas are drafted from.
enum SlotKeys {
  static let slots = Key(
    "slots", "The weekly pattern: one slot for each window.", example: "mon-fri 08:00-12:00, 12:00-16:00", pattern)
  static let people = Key("people", "How many stand each slot; 1 without it.", example: "1", NumberForms.people.grammar)
  static let members = Key(
    "members", "Who may stand them; everyone without it. `volunteers` are members with `weekends: volunteer`.",
    example: "volunteers", eligible)
  static let skills = Key("skills", "Skills that all who stand them need.", example: "[billing]", Shared.skills)
  static let sameMember = Key(
    "same member", "week: one member keeps a window from Monday to Sunday.", example: "week",
    Grammar<Bool>.choice(["week": true, "no": false]))
  static let goal = Key(
    "goal", "In what time messages are answered on shift: reported, never escalated.", example: "20 minutes",
    TimeForms.duration.grammar)
  static let checkIn = Key(
    "check-in", "How often the member says that they looked: recorded, the lead decides.", example: "every 1 hour",
    CheckInSection.grammar)
  static let points = Key("points", "League points.", example: "2 per hour", NumberForms.points.grammar)
  static let credit = Key(
    "credit", "Leave that is earned by standing slots.", example: "{ day: 0.25 leave days, weekend: 0.5 leave days }",
    CreditSection.grammar)

  static let claim = Key(
    "claim until", "Until this time of the week before, members choose slots; the rest is drafted (see `unclaimed`).",
    example: "thu 12:00", TimeForms.moment.grammar)

  static let unclaimed = Key(
    "unclaimed", "Slots that nobody chose: drafted (without it), or open, so that no draft gives them to anybody.",
    example: "open", Grammar<Bool>.choice(["open": true, "drafted": false]))

  static let workingHours = Key(
    "working hours", "How far slots lie inside their members' working hours; without it, as the team's rules say.",
    example: "any", RuleForms.workingHours.grammar)

  static let listed =
    [
      slots.listed, people.listed, members.listed, skills.listed, sameMember.listed, goal.listed, checkIn.listed,
      points.listed, credit.listed, claim.listed, unclaimed.listed, workingHours.listed,
    ] + DayLimitKeys.listed

  static func read(_ fields: Fields, _ context: Context) -> SlotPattern? {
    let people = fields(people) ?? 1
    let eligible = fields(members) ?? .everyone
    if case .members(let ids) = eligible, ids.count < people {
      context.error(
        fields.place(of: members), "each slot needs \(people) people, and only \(ids.count) may stand it",
        "list more members, or write a smaller `people:`")
    }
    let skills = fields(skills) ?? []
    let (same, goal, checkIn) = (fields(sameMember) ?? false, fields(goal), fields(checkIn))
    let (points, credit, claim) = (fields(points), fields(credit), fields(claim))
    let (demand, staysOpen) = (fields(workingHours), fields(unclaimed) == true ? true : nil)
    if let claim { context.explain(fields.place(of: Self.claim), explained(claim)) }
    if staysOpen == true {
      context.explain(
        fields.place(of: unclaimed), "unclaimed open: slots that nobody claims or is given stay open, and are offered")
    }
    let days = DayLimitKeys.read(fields, context)
    guard let hours = fields(slots) else { return nil }
    return SlotPattern(
      hours: hours, zone: context.zone, people: people, eligible: eligible, skills: skills, sameMember: same,
      goal: goal, checkIn: checkIn?.every, points: points, credit: credit,
      checkInRequired: checkIn?.isRequired == true ? true : nil, claimUntil: claim, days: days,
      workingHours: demand, staysOpen: staysOpen)
  }

  private static func explained(_ claim: WeeklyMoment) -> String {
    "claim until \(claim): slots of a week may be chosen until \(DateWords.weekday(claim.day)) \(claim.time) of the "
      + "week before it"
  }

  private static let pattern = Grammar<WeeklyHours>.either(
    text: TimeForms.weeklyHours.grammar, list: joined, wanted: "hours such as mon-fri 08:00-12:00, or a list of them")

  /// The windows of all items. An item that names no days would mean every day: beside one that does, it was meant
  /// to go on with those days, as commas in brackets separate items.
  private static let joined = Grammar<WeeklyHours>(
    schema: .object(["type": .text("array"), "items": TimeForms.weeklyHours.grammar.schema])
  ) { node, context in
    let items = node.list ?? []
    let namesDays = items.map { $0.text.map { text in text.lowercased().contains { "mtwfs".contains($0) } } ?? true }
    for (item, hasDays) in zip(items, namesDays) where !hasDays && namesDays.contains(true) {
      context.error(
        item.place, "\(item.noun) does not say on which days", "write its days, or all hours in one text in quotes")
    }
    let hours = items.compactMap { TimeForms.weeklyHours.grammar.read($0, context) }
    if items.isEmpty { context.error(node.place, "the list has no slots", "add one such as mon-fri 08:00-12:00") }
    return hours.isEmpty ? nil : WeeklyHours(hours.flatMap(\.windows))
  }

  private static let eligible = Grammar<SlotPattern.Eligible>.either(
    text: .choice(["everyone": .everyone, "volunteers": .volunteers], or: "a list of ids"),
    list: Shared.members.map { .members($0.map(\.value)) }, wanted: "everyone, volunteers or a list of ids")
}

/// How often members check in on a slot, and whether credit hangs on it (D17, rule T15).
struct CheckInRule: Sendable {
  var every: PlainDuration
  var isRequired = false
}

/// `every 1 hour`, or a group that also says whether credit hangs on it.
enum CheckInSection {
  static let every = Key("every", "How often.", example: "1 hour", required: true, rhythm)
  static let required = Key(
    "required", "yes: time whose check-in is missing earns no credit; without it the lead decides.", example: "yes",
    Grammar<Bool>.choice(["yes": true, "no": false]))

  static let section = Section(
    "check-in", "a check-in", "How often members say that they looked.", keys: [every.listed, required.listed])

  static let grammar = Grammar<CheckInRule>.either(
    text: rhythm.map { CheckInRule(every: $0) },
    group: section.grammar { fields, _ -> CheckInRule? in
      let (every, required) = (fields(every), fields(required))
      return every.map { CheckInRule(every: $0, isRequired: required ?? false) }
    }, wanted: "every 1 hour, or a group with `every:`")

  /// Whoever has not checked in is reminded in each stretch, and the lead reads of every one that was missed.
  private static let least = PlainDuration(.minutes(15))

  private static let rhythm = Grammar<PlainDuration>(schema: TimeForms.rhythm.grammar.schema) { node, context in
    guard let every = TimeForms.rhythm.grammar.read(node, context) else { return nil }
    if every >= least { return every }
    context.error(node.place, "\(node.noun) is too often for check-ins", "write every \(least) or longer")
    return nil
  }
}

/// The leave that a slot earns (rule T15).
enum CreditSection {
  static let day = Key(
    "day", "For a day that is covered.", example: "0.25 leave days", required: true, NumberForms.leaveDays.grammar)
  static let weekend = Key(
    "weekend", "For a whole weekend.", example: "0.5 leave days", required: true, NumberForms.leaveDays.grammar)

  static let atLeast = Key(
    "at least", "How long a day must be covered to count; without it, a day counts in proportion.", example: "8 hours",
    TimeForms.duration.grammar)

  static let section = Section(
    "credit", "a credit", "Leave that is earned by weekend cover.",
    keys: [day.listed, weekend.listed, atLeast.listed])

  static let grammar = section.grammar { fields, _ -> CreditRate? in
    let (day, weekend, atLeast) = (fields(day), fields(weekend), fields(atLeast))
    guard let day, let weekend else { return nil }
    return CreditRate(dayHundredths: day, weekendHundredths: weekend, atLeast: atLeast)
  }
}
