import Drafting
import Scheduling
import Timekeeping

/// The `never after:` of the rules: for a duty, what nobody stands soon after it.
enum NeverAfterSection {
  static let duties = Key(
    "duties", "What is not stood after it.", example: "[desk, day]", required: true, list)
  static let within = Key(
    "within", "How long after its end; without it, until the same time of the next day.", example: "36 hours",
    TimeForms.duration.grammar)

  static let section = Section(
    "never-after", "what never comes after a duty", "Duties that nobody stands soon after another one.",
    keys: [duties.listed, within.listed])

  private static let duty = Grammar<DutyID>.reference(.duty, named: { DutyID(unchecked: $0) }).placed
  private static let list = Grammar<[Placed<DutyID>]>.oneOrList(of: duty).distinct("group")

  /// What a rule says but for the duty that it is about.
  private typealias Rest = @Sendable (DutyID) -> Succession

  private static func rest(_ never: [Placed<DutyID>], within: PlainDuration? = nil) -> Rest {
    { Succession(after: $0, never: never.map(\.value), within: within) }
  }

  private static let item = Grammar<Rest>.either(
    text: list.map { rest($0) }, list: list.map { rest($0) },
    group: section.grammar { fields, _ -> Rest? in
      let (duties, within) = (fields(duties), fields(within))
      return duties.map { rest($0, within: within) }
    }, wanted: "duties: [desk, day], or a group with `duties:`")

  private static let entries = Grammar<[Entry<DutyID, Rest>]>.entries(
    NameForms.duty, of: item, example: "night: [desk, day]")

  static let grammar = Grammar<[Succession]>(schema: entries.schema) { node, context in
    entries.read(node, context)?.compactMap { entry in
      guard context.knows(entry.name.text, .duty, at: entry.place) else { return nil }
      let found = entry.value(entry.name)
      context.explain(entry.place, explained(found))
      return found
    }
  }

  /// `never after night: no desk or day begins until the same time of the next day`.
  private static func explained(_ rule: Succession) -> String {
    let duties = rule.never.map(\.text).joined(separator: " or ")
    let time = rule.within.map { "within \($0) of its end" } ?? "until the same time of the next day"
    return "never after \(rule.after): no \(duties) begins \(time)"
  }
}
