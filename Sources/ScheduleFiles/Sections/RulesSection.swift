import Drafting
import Scheduling
import Timekeeping

/// What a team's `rules:` say: the rules of its drafts, and what its duties ask of working hours.
struct RulesReading: Sendable {
  var rules = DraftingRules()
  /// For duties that say nothing of their own.
  var workingHours: WorkingHoursDemand?
}

/// The `rules:` of a team: what a draft must and should respect.
enum RulesSection {
  static let rest = Key(
    "rest", "The shortest time between two shifts of one member.", example: "11 hours",
    optional(TimeForms.duration).or(["none": nil]))
  static let atMost = Key(
    "at most", "The most a member stands.", example: "{ week: 20 hours, nights in a row: 3 }", AtMostSection.grammar)
  static let atLeast = Key(
    "at least", "The shortest runs of days on and off.", example: "{ days off: 2 }", AtLeastSection.grammar)
  static let neverAfter = Key(
    "never after", "What nobody stands until the same time of the next day after a duty has ended.",
    example: "{ night: [desk, day] }", NeverAfterSection.grammar)
  static let protectedNight = Key(
    "protected night", "What members with `nights: never` are spared.",
    example: "{ hours: 22:00-07:00, at most: 4 hours }", ProtectedNightSection.grammar)
  static let weekends = Key(
    "weekends", "Whether a member may stand two weekends in a row, and whether volunteers come first.",
    example: "[never two in a row, volunteers first]",
    WeekendsSection.grammar)
  static let holidays = Key(
    "holidays",
    "Slots that touch a holiday of their member: never, avoided for 20 points or as many as it says, or any.",
    example: "avoid",
    Grammar<RulePrice>.priced(["avoid": .points(20), "never": .never, "any": .points(0)]))
  static let workingHours = Key(
    "working hours", "How far slots lie inside their members' working hours; required without it.",
    example: "within 1 hour", RuleForms.workingHours.grammar)
  static let neverTogether = Key(
    "never together", "Members who never stand slots at the same time.", example: "[[ana, bo]]",
    Grammar<[[MemberID]]>.list(of: pair, example: "[[ana, bo]]"))
  static let onlyBeside = Key(
    "only beside", "Members who stand slots only while one of others is on: newcomers beside seniors.",
    example: "{ dami: [ana, bo] }", OnlyBesideSection.grammar)
  static let alongside = Key(
    "alongside", "Duties that one member may stand at the same time.", example: "[[desk, primary]]",
    Grammar<[[DutyID]]>.list(of: duties, example: "[[desk, primary]]"))
  static let wishes = Key(
    "wishes", "What a wish of weight 1 costs that is not granted; 5 points without it.", example: "5 points",
    price)
  static let fairness = Key(
    "fairness", "How shifts are counted when they are shared out.", example: "{ over: 13 weeks, weekend: 2, night: 2 }",
    FairnessSection.grammar)
  static let spread = Key(
    "spread", "What each weekend or night slot of a member's week costs after the first; 8 points without it.",
    example: "8 points", price)
  static let sameMember = Key(
    "same member", "What each further member costs who shares a window of `same member: week`; 100 points without it.",
    example: "100 points", price)
  static let keepPublished = Key(
    "keep published", "How much a new draft keeps of what is published.", example: "strongly",
    KeepPublishedSection.grammar)

  private static func optional<Value>(_ form: Form<Value>) -> Grammar<Value?> { form.grammar.map { .some($0) } }

  /// Points, or none.
  private static let price = Grammar<RulePrice>.priced(["no": .points(0)]).map(\.points)

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
      rest.listed, atMost.listed, atLeast.listed, neverAfter.listed, protectedNight.listed, weekends.listed,
      holidays.listed, workingHours.listed, neverTogether.listed, onlyBeside.listed, alongside.listed, wishes.listed,
      fairness.listed, spread.listed, sameMember.listed, keepPublished.listed,
    ])

  static let grammar = section.grammar { fields, context -> RulesReading? in
    var rules = DraftingRules()
    rules.rest = fields(rest) ?? nil
    readLimits(fields, into: &rules, context)
    readPairings(fields, into: &rules, context)
    readPrices(fields, into: &rules)
    fields(fairness)?(&rules)
    return RulesReading(rules: rules, workingHours: fields(workingHours))
  }

  private static func readLimits(_ fields: Fields, into rules: inout DraftingRules, _ context: Context) {
    let (most, least) = (fields(atMost), fields(atLeast))
    rules.atMostPerWeek = most?.week
    rules.atMostPerDay = most?.day
    rules.atMostPerMonth = most?.month
    rules.nightsInARow = most?.nights
    if let limits = most?.limits, !limits.isEmpty { rules.limits = limits }
    rules.successions = fields(neverAfter)
    rules.protectedNight = fields(protectedNight)
    guard most?.days != nil || least != nil else { return }
    rules.runs = RunLimits(mostDays: most?.days, leastDays: least?.leastDays, leastDaysOff: least?.leastDaysOff)
    if let most = most?.days, let least = least?.leastDays, most < least {
      context.error(
        fields.place(of: atLeast), "at least \(least) days in a row is more than at most \(most)",
        "let the most be no less than the least")
    }
  }

  private static func readPairings(_ fields: Fields, into rules: inout DraftingRules, _ context: Context) {
    rules.neverTogether = fields(neverTogether) ?? []
    rules.alongside = fields(alongside) ?? []
    rules.companions = fields(onlyBeside)
    for companions in rules.companions ?? [] {
      let apart = rules.neverTogether.filter { $0.contains(companions.member) }
      guard companions.beside.allSatisfy({ other in apart.contains { $0.contains(other) } }) else { continue }
      context.error(
        fields.place(of: onlyBeside),
        "'\(companions.member)' never stands together with those beside whom they only stand",
        "take them out of `never together`, or list somebody else")
    }
  }

  private static func readPrices(_ fields: Fields, into rules: inout DraftingRules) {
    let weekends = fields(weekends)
    rules.noTwoWeekendsInARow = weekends?.inARow == .never
    rules.secondWeekend = weekends?.inARow?.points
    rules.volunteersFirst = weekends?.volunteersFirst
    rules.holidays = fields(holidays)
    rules.wish = fields(wishes)
    rules.spread = fields(spread) ?? rules.spread
    rules.sameMember = fields(sameMember)
    let keep = fields(keepPublished)
    rules.keepPublished = keep?.near ?? rules.keepPublished
    rules.keepPublishedLater = keep?.later
    rules.nearby = keep?.within
  }
}
