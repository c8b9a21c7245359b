import Drafting

/// How shifts are counted when they are shared out.
enum FairnessSection {
  static let over = Key(
    "over", "How many weeks back the balance looks.", example: "13 weeks", NumberForms.weeks.grammar)
  static let weekend = Key("weekend", "What an hour at a weekend counts.", example: "2", NumberForms.weight.grammar)
  static let holiday = Key("holiday", "What an hour on a holiday counts.", example: "2", NumberForms.weight.grammar)
  static let night = Key(
    "night", "What an hour from 22:00 to 06:00 counts; of night, weekend and holiday the greatest holds.", example: "2",
    NumberForms.weight.grammar)
  static let weight = Key(
    "weight", "How much fairness counts against all other wishes; 1 is normal, 0 switches it off.", example: "2",
    NumberForms.weight.grammar)
  static let leave = Key(
    "leave", "excused: time on leave lowers the fair share. owed: it is caught up later.",
    example: "excused", choice)
  static let earnedLeave = Key(
    "earned leave", "The same for leave that was earned by cover; as `leave` without it.", example: "excused",
    choice)

  private static let choice = Grammar<LeaveInFairness>.choice(["excused": .excused, "owed": .owed])

  static let section = Section(
    "fairness", "fairness", "How shifts are counted when they are shared out.",
    keys: [
      over.listed, night.listed, weekend.listed, holiday.listed, weight.listed, leave.listed, earnedLeave.listed,
    ])

  /// Changes the rules' own defaults to what the file says.
  typealias Change = @Sendable (inout DraftingRules) -> Void

  static let grammar = section.grammar { fields, _ -> Change? in
    let (weeks, weight) = (fields(over), fields(weight))
    let (night, weekend, holiday) = (fields(night), fields(weekend), fields(holiday))
    let (leave, earned) = (fields(leave), fields(earnedLeave))
    return { rules in
      rules.fairnessWeeks = weeks ?? rules.fairnessWeeks
      rules.nightWeight = night ?? rules.nightWeight
      rules.weekendWeight = weekend ?? rules.weekendWeight
      rules.holidayWeight = holiday ?? rules.holidayWeight
      rules.fairnessWeight = weight
      rules.leave = leave
      rules.earnedLeave = earned
    }
  }
}
