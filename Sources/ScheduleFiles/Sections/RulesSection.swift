import Drafting
import Scheduling
import Timekeeping

/// The `rules:` of a team: what a draft must and should respect.
enum RulesSection {
  static let rest = Key(
    "rest", "The shortest time between two shifts of one member.", example: "11 hours",
    optional(TimeForms.duration).or(["none": nil]))
  static let atMost = Key(
    "at most", "The most a member stands.", example: "{ week: 20 hours, nights in a row: 3 }", AtMostSection.grammar)
  static let weekends = Key(
    "weekends", "Whether a member may stand two weekends in a row.", example: "never two in a row",
    Grammar<Bool>.choice(["never two in a row": true, "any": false]))
  static let neverTogether = Key(
    "never together", "Members who never stand slots at the same time.", example: "[[ana, bo]]",
    Grammar<[[MemberID]]>.list(of: pair, example: "[[ana, bo]]"))
  static let alongside = Key(
    "alongside", "Duties that one member may stand at the same time.", example: "[[desk, primary]]",
    Grammar<[[DutyID]]>.list(of: duties, example: "[[desk, primary]]"))
  static let fairness = Key(
    "fairness", "How shifts are counted when they are shared out.", example: "{ over: 13 weeks, weekend: 2, night: 2 }",
    FairnessSection.grammar)
  static let keepPublished = Key(
    "keep published", "How much a new draft keeps of what is published.", example: "strongly",
    Grammar<Int>.choice(["strongly": 100, "normally": 30, "no": 0]))

  private static func optional<Value>(_ form: Form<Value>) -> Grammar<Value?> { form.grammar.map { .some($0) } }

  private static let pair = Grammar<[MemberID]>(schema: Shared.members.schema) { node, context in
    guard let members = Shared.members.read(node, context) else { return nil }
    refuseSingle(node, "one member is no pair", "list two or more: [ana, bo]", context)
    return members.map(\.value)
  }

  private static let duties = Grammar<[DutyID]>(schema: dutyList.schema) { node, context in
    guard let duties = dutyList.read(node, context) else { return nil }
    refuseSingle(node, "one duty is no pair", "list two or more: [desk, primary]", context)
    return duties.map(\.value)
  }
  private static let dutyList = Grammar<[Placed<DutyID>]>.list(
    of: Grammar.reference(.duty, named: { DutyID(unchecked: $0) }).placed, example: "[desk, primary]"
  ).distinct("group")

  private static func refuseSingle(_ node: YAMLNode, _ what: String, _ help: String, _ context: Context) {
    if let items = node.list, items.count < 2 { context.error(node.place, what, help) }
  }

  static let section = Section(
    "rules", "the rules", "What a draft must and should respect. Each rule can be left out.",
    keys: [
      rest.listed, atMost.listed, weekends.listed, neverTogether.listed, alongside.listed, fairness.listed,
      keepPublished.listed,
    ])

  static let grammar = section.grammar { fields, _ -> DraftingRules? in
    var rules = DraftingRules()
    rules.rest = fields(rest) ?? nil
    let atMost = fields(atMost)
    rules.atMostPerWeek = atMost?.week
    rules.atMostPerDay = atMost?.day
    rules.atMostPerMonth = atMost?.month
    rules.nightsInARow = atMost?.nights
    if let weekends = fields(weekends) { rules.noTwoWeekendsInARow = weekends }
    rules.neverTogether = fields(neverTogether) ?? []
    rules.alongside = fields(alongside) ?? []
    let fairness = fields(fairness)
    if let weeks = fairness?.weeks { rules.fairnessWeeks = weeks }
    if let weight = fairness?.weekend { rules.weekendWeight = weight }
    if let weight = fairness?.holiday { rules.holidayWeight = weight }
    if let weight = fairness?.night { rules.nightWeight = weight }
    if let keep = fields(keepPublished) { rules.keepPublished = keep }
    return rules
  }
}

/// The limits of `at most:`.
enum AtMostSection {
  static let week = Key("week", "In one week, Monday to Sunday.", example: "20 hours", TimeForms.duration.grammar)

  static let day = Key("day", "On one day of the team's zone.", example: "8 hours", TimeForms.duration.grammar)
  static let month = Key("month", "In one calendar month.", example: "80 hours", TimeForms.duration.grammar)
  static let nights = Key(
    "nights in a row", "Nights, one after the other: shifts of up to a day that touch 00:00 to 05:00.", example: "3",
    NumberForms.nights.grammar)

  static let section = Section(
    "at-most", "'at most'", "The most a member stands.",
    keys: [day.listed, week.listed, month.listed, nights.listed])

  static let grammar = section.grammar { fields, context in
    let limits = (day: fields(day), week: fields(week), month: fields(month), nights: fields(nights))
    if let day = limits.day, let week = limits.week, week < day {
      context.error(
        fields.place(of: Self.week), "'week' (\(week)) is less than 'day' (\(day))", "let the longer span be larger")
    }
    if let week = limits.week, let month = limits.month, month < week {
      context.error(
        fields.place(of: Self.month), "'month' (\(month)) is less than 'week' (\(week))",
        "let the longer span be larger")
    }
    return limits
  }
}

/// How shifts are counted.
enum FairnessSection {
  static let over = Key(
    "over", "How many weeks back the balance looks.", example: "13 weeks", NumberForms.weeks.grammar)
  static let weekend = Key("weekend", "What an hour at a weekend counts.", example: "2", NumberForms.weight.grammar)
  static let holiday = Key("holiday", "What an hour on a holiday counts.", example: "2", NumberForms.weight.grammar)
  static let night = Key(
    "night", "What an hour from 22:00 to 06:00 counts; of night, weekend and holiday the greatest holds.", example: "2",
    NumberForms.weight.grammar)

  static let section = Section(
    "fairness", "fairness", "How shifts are counted when they are shared out.",
    keys: [
      over.listed, night.listed, weekend.listed, holiday.listed,
    ])

  static let grammar = section.grammar { fields, _ in
    (weeks: fields(over), night: fields(night), weekend: fields(weekend), holiday: fields(holiday))
  }
}
