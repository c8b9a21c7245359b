import Drafting
import Scheduling
import Timekeeping

/// What `at most:` says.
struct MostReading: Sendable {
  var day: PlainDuration?
  var week: PlainDuration?
  var month: PlainDuration?
  var nights: Int?
  var days: Int?
  /// In the order of the table, then of the file.
  var limits: [CountLimit] = []
}

/// The limits of `at most:`.
enum AtMostSection {
  static let week = Key("week", "In one week, Monday to Sunday.", example: "20 hours", limit)
  static let day = Key("day", "On one day of the team's zone.", example: "8 hours", limit)
  static let month = Key("month", "In one calendar month.", example: "80 hours", limit)
  static let days = Key(
    "days in a row", "Days with a shift, one after the other.", example: "6",
    RuleForms.days.grammar)
  static let nights = Key(
    "nights in a row", "Nights, one after the other: shifts of up to a day that touch 00:00 to 05:00.", example: "3",
    NumberForms.nights.grammar)

  /// With no time at all nobody could stand anything.
  private static let limit = TimeForms.duration.grammar.positive("write a longer one, or delete the limit")

  /// The counted kinds in the order of the schema. Weekends are counted by the month alone: a week has one.
  static let counted: [(key: Key<PricedCount>, kind: CountLimit.Kind, span: CountLimit.Span)] = [
    (count("shifts per day", "Shifts that begin on one day."), .shifts, .day),
    (count("shifts per week", "Shifts that begin in one week."), .shifts, .week),
    (count("shifts per month", "Shifts that begin in one month."), .shifts, .month),
    (count("nights per week", "Nights of one week, by their mornings."), .nights, .week),
    (count("nights per month", "Nights of one month, by their mornings."), .nights, .month),
    (count("weekends per month", "Weekends with a shift, by their Saturdays."), .weekends, .month),
  ]

  private static func count(_ name: String, _ about: String) -> Key<PricedCount> {
    Key(name, about, example: "3", RuleForms.countLimit.grammar)
  }

  static let section = Section(
    "at-most", "'at most'",
    "The most a member stands. Besides, `<duty> per day`, `per week` or `per month`: of one duty, in hours or shifts.",
    keys: [day.listed, week.listed, month.listed, days.listed, nights.listed] + counted.map(\.key.listed),
    open: DutyLimitKey.open)

  static let grammar = section.grammar { fields, context -> MostReading? in
    var most = MostReading(
      day: fields(day), week: fields(week), month: fields(month), nights: fields(nights), days: fields(days))
    check(most, fields, context)
    most.limits = counted.compactMap { next in
      fields(next.key).map { CountLimit(next.kind, per: next.span, most: .count($0.most), price: $0.price) }
    }
    most.limits += fields.openPairs().compactMap { DutyLimitKey.read($0, context) }
    return most
  }

  private static func check(_ most: MostReading, _ fields: Fields, _ context: Context) {
    if let day = most.day, let week = most.week, week < day {
      context.error(
        fields.place(of: self.week), "'week' (\(week)) is less than 'day' (\(day))",
        "let the longer span be larger")
    }
    if let week = most.week, let month = most.month, month < week {
      context.error(
        fields.place(of: self.month), "'month' (\(month)) is less than 'week' (\(week))",
        "let the longer span be larger")
    }
  }
}

/// Keys such as `desk per week` under `at most:`.
enum DutyLimitKey {
  static let open = OpenKeys(
    // Validators put a key to every pattern that it matches: the counted kinds are for the table alone.
    pattern: "^(?!(\(counted.joined(separator: "|")) ))\(duty) per (day|week|month)$",
    schema: RuleForms.dutyLimit.grammar.schema, example: "8 hours",
    forms: CountLimit.Span.allCases.map { "<duty> per \($0)" },
    matches: { key in
      guard let parts = parts(of: key) else { return false }
      return !counted.contains(parts.duty)
    })

  private static let duty = NameForms.slugPattern.dropFirst().dropLast()
  /// What `per day` and its like count of any duty.
  private static let counted = ["shifts", "nights", "weekends"]

  static func read(_ pair: YAMLPair, _ context: Context) -> CountLimit? {
    guard let parts = parts(of: pair.key) else { return nil }
    let known = context.names.duties.first { plainWord($0) == plainWord(parts.duty) } ?? parts.duty
    if let near = counted(near: parts, context) {
      context.error(pair.place, "there is no duty '\(shortened(known))' in this team", "did you mean '\(near)'?")
      return nil
    }
    guard context.knows(known, .duty, at: pair.place) else { return nil }
    context.respell(pair.place, pair.key, as: "\(known) per \(parts.span)")
    guard let limit = RuleForms.dutyLimit.grammar.read(pair.value, context) else { return nil }
    return CountLimit(.duty(DutyID(unchecked: known)), per: parts.span, most: limit.most, price: limit.price)
  }

  /// The counted kind that a key with an unknown duty was meant for, unless a duty is as near: `night per week`.
  private static func counted(near key: (duty: String, span: CountLimit.Span), _ context: Context) -> String? {
    let duty = plainWord(key.duty)
    guard didYouMean(duty, among: context.names.duties) == nil, let kind = didYouMean(duty, among: counted) else {
      return nil
    }
    let keys = AtMostSection.counted.map(\.key.name)
    return keys.first { $0 == "\(kind) per \(key.span)" } ?? keys.first { $0.hasPrefix(kind) }
  }

  private static func parts(of key: String) -> (duty: String, span: CountLimit.Span)? {
    for span in CountLimit.Span.allCases {
      let tail = " per \(span)"
      if plainWord(key).hasSuffix(tail), key.count > tail.count { return (String(key.dropLast(tail.count)), span) }
    }
    return nil
  }
}
