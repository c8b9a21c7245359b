import Scheduling
import Timekeeping
import Triage

/// An item of a queue's `promises:`: targets for some of its tickets, before those of the queue (E7).
enum PromisesSection {
  static let name = Key(
    "name", "What it is called where a due time is explained.", example: "enterprise", required: true,
    NameForms.title.grammar)
  static let source = words("source", "The source it came through.", "chat")
  static let tier = words("tier", "What its customer pays for.", "enterprise")
  static let tag = words("tag", "A tag that it has.", "outage")
  static let customer = Key(
    "customer", "Its customer. One, or a list of which any will do.", example: "larch",
    RoutingWhenSection.anyOf(known))
  static let priority = Key(
    "priority", "Its priority.", example: "urgent",
    RoutingWhenSection.anyOf(Grammar<Priority>.reference(.priority, named: { Priority(unchecked: $0) })))
  static let targets = Key(
    "targets", "What is promised to tickets that all of this fits; `none` is a word, too.",
    example: "{ first response: 4 hours }", required: true, TargetsSection.grammar)

  /// A customer of the team, spelled as any word: a promise to somebody unknown would never be kept.
  private static let known = Grammar<String>(schema: NameForms.word.grammar.schema) { node, context in
    guard let name = NameForms.word.grammar.read(node, context) else { return nil }
    return context.knows(name, .customer, at: node.place) ? name : nil
  }

  private static func words(_ key: String, _ about: String, _ example: String) -> Key<[String]> {
    Key(
      key, "\(about) One, or a list of which any will do.", example: example,
      RoutingWhenSection.anyOf(NameForms.word.grammar))
  }

  static let section = Section(
    "promise", "a promise", "Targets for some tickets; the first that fits and names a clock decides.",
    keys: [
      name.listed, source.listed, tier.listed, tag.listed, customer.listed, priority.listed, targets.listed,
    ])

  static let grammar = section.grammar { fields, context -> PromisesReading? in
    let (name, targets) = (fields(name), fields(targets))
    let given: [(PromiseCondition.Subject, [String]?)] = [
      (.source, fields(source)), (.tier, fields(tier)), (.tag, fields(tag)), (.customer, fields(customer)),
      (.priority, fields(priority)?.map(\.text)),
    ]
    guard let name, let targets else { return nil }
    let conditions = given.compactMap { subject, words in words.map { PromiseCondition(subject, anyOf: $0) } }
    let isForSome =
      fields.has(source) || fields.has(tier) || fields.has(tag) || fields.has(customer) || fields.has(priority)
    if !isForSome {
      context.error(
        fields.place, "promise '\(name)' is for every ticket", "write its targets under the queue's `targets:`")
    }
    return PromisesReading(
      policy: TargetPolicy(name: name, when: conditions, targets: targets.map(\.value)), targets: targets)
  }

  static let list = Grammar<[PromisesReading]>.list(
    of: grammar, example: "`- { name: enterprise, tier: enterprise, targets: { first response: 4 hours } }`"
  )
  .namedApart("promises")
}

/// Promises as they are written, with where each stands.
struct PromisesReading: Sendable {
  let policy: TargetPolicy
  let targets: [Placed<ClockTarget>]
}
