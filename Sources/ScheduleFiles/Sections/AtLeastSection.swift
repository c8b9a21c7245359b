import Drafting

/// The limits of `at least:`.
enum AtLeastSection {
  static let days = Key(
    "days in a row", "Days with a shift, one after the other: nobody comes for a single day.", example: "2",
    RuleForms.days.grammar)
  static let off = Key(
    "days off", "Days off, one after the other.", example: "2", RuleForms.days.grammar)

  static let section = Section(
    "at-least", "'at least'", "The least that makes a run of days on or off worth its while.",
    keys: [days.listed, off.listed])

  static let grammar = section.grammar { fields, _ -> RunLimits? in
    RunLimits(leastDays: fields(days), leastDaysOff: fields(off))
  }
}
