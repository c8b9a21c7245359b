import Drafting
import Scheduling
import Timekeeping

/// The `rules:` of a team: what a draft must and should respect.
enum RulesSection {
  static let rest = Key(
    "rest", "The shortest time between two shifts of one member.", example: "11 hours",
    optional(TimeForms.duration).or(["none": nil]))
  static let atMost = Key("at most", "The most a member stands.", example: "{ week: 20 hours }", AtMostSection.grammar)
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
    "fairness", "How shifts are counted when they are shared out.", example: "{ over: 13 weeks, weekend: 2 }",
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
    rules.atMostPerWeek = fields(atMost)
    if let weekends = fields(weekends) { rules.noTwoWeekendsInARow = weekends }
    rules.neverTogether = fields(neverTogether) ?? []
    rules.alongside = fields(alongside) ?? []
    let fairness = fields(fairness)
    if let weeks = fairness?.weeks { rules.fairnessWeeks = weeks }
    if let weight = fairness?.weekend { rules.weekendWeight = weight }
    if let weight = fairness?.holiday { rules.holidayWeight = weight }
    if let keep = fields(keepPublished) { rules.keepPublished = keep }
    return rules
  }
}

/// The limits of `at most:`.
enum AtMostSection {
  static let week = Key("week", "In one week, Monday to Sunday.", example: "20 hours", TimeForms.duration.grammar)

  static let section = Section(
    "at-most", "'at most'", "The most a member stands.",
    keys: [week.listed, .planned("nights in a row", "leave it out; `rest` keeps shifts apart")])

  static let grammar = section.grammar { fields, _ in fields(week) }
}

/// How shifts are counted.
enum FairnessSection {
  static let over = Key(
    "over", "How many weeks back the balance looks.", example: "13 weeks", NumberForms.weeks.grammar)
  static let weekend = Key("weekend", "What an hour at a weekend counts.", example: "2", NumberForms.weight.grammar)
  static let holiday = Key("holiday", "What an hour on a holiday counts.", example: "2", NumberForms.weight.grammar)

  static let section = Section(
    "fairness", "fairness", "How shifts are counted when they are shared out.",
    keys: [
      over.listed, weekend.listed, holiday.listed, .planned("night", "leave it out; nights count like days"),
    ])

  static let grammar = section.grammar { fields, _ in
    (weeks: fields(over), weekend: fields(weekend), holiday: fields(holiday))
  }
}
