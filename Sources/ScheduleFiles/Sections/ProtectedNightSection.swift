import Drafting
import Timekeeping

/// The `protected night:` of the rules: its hours, or a group that also says how much of a slot may lie in them.
enum ProtectedNightSection {
  static let hours = Key(
    "hours", "The night in the member's zone; 22:00-07:00 without it.", example: "22:00-07:00",
    TimeForms.weeklyHours.grammar)
  static let most = Key(
    "at most", "How much of one slot may lie in it; nothing without it.", example: "4 hours",
    TimeForms.duration.grammar.or(["none": PlainDuration(.zero)]))

  static let section = Section(
    "protected-night", "the protected night", "What members with `nights: never` are spared.",
    keys: [hours.listed, most.listed])

  static let grammar = Grammar<ProtectedNight>.either(
    text: TimeForms.weeklyHours.grammar.map { ProtectedNight(hours: $0) },
    group: section.grammar { fields, _ -> ProtectedNight? in
      let (hours, most) = (fields(hours), fields(most))
      return ProtectedNight(hours: hours ?? ProtectedNight.usualHours, atMost: most ?? PlainDuration(.zero))
    }, wanted: "hours such as 22:00-07:00, or a group with `hours:` and `at most:`")
}
