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

  private static let item = Grammar<Succession>.either(
    text: list.map { Succession(after: DutyID(unchecked: ""), never: $0.map(\.value)) },
    list: list.map { Succession(after: DutyID(unchecked: ""), never: $0.map(\.value)) },
    group: section.grammar { fields, _ -> Succession? in
      let (duties, within) = (fields(duties), fields(within))
      return duties.map { Succession(after: DutyID(unchecked: ""), never: $0.map(\.value), within: within) }
    }, wanted: "duties: [desk, day], or a group with `duties:`")

  private static let entries = Grammar<[Entry<DutyID, Succession>]>.entries(
    NameForms.duty, of: item, example: "night: [desk, day]")

  static let grammar = Grammar<[Succession]>(schema: entries.schema) { node, context in
    entries.read(node, context)?.compactMap { entry in
      if let problem = context.names.problem(entry.name.text, .duty) {
        context.error(entry.place, problem.what, problem.help)
        return nil
      }
      let found = Succession(after: entry.name, never: entry.value.never, within: entry.value.within)
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
