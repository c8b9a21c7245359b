import Scheduling
import Timekeeping
import Triage

/// The condition of a queue: `otherwise`, `routing`, or one of a tag, a source and a priority.
enum WhenSection {
  static let tag = Key("tag", "Tickets with this tag.", example: "premium", NameForms.word.grammar)
  static let source = Key("source", "Tickets from this source of the server.", example: "web", NameForms.word.grammar)
  static let priority = Key(
    "priority", "Tickets of this priority.", example: "urgent",
    Grammar<Priority>.reference(.priority, named: { Priority(unchecked: $0) }))

  static let section = Section(
    "when", "a condition", "Which tickets a queue takes: exactly one of these.",
    keys: [tag.listed, source.listed, priority.listed])

  static let grammar = Grammar<Queue.Condition>.either(
    text: .choice(["otherwise": .otherwise, "routing": .routed], or: "a group such as `{ tag: premium }`"),
    group: section.grammar { fields, context in
      let given = [fields.has(tag), fields.has(source), fields.has(priority)].count(where: { $0 })
      let read: [Queue.Condition?] = [
        fields(tag).map { .tag($0) }, fields(source).map { .source($0) }, fields(priority).map { .priority($0) },
      ]
      if given != 1 {
        context.error(fields.place, "a condition has one key, not \(given)", "write `when: { tag: premium }`")
      }
      return read.compactMap { $0 }.first
    }, wanted: "`otherwise`, or a group such as `{ tag: premium }`")
}
