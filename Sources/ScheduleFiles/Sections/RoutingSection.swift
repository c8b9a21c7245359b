import Scheduling
import Timekeeping
import Triage

/// A rule under `routing:`: which tickets, and what they are taken for.
enum RoutingSection {
  static let name = Key(
    "name", "What it is called when somebody asks why.", example: "outage", required: true, NameForms.word.grammar)
  static let when = Key(
    "when", "Which tickets: all that is given must hold.", example: "{ words: [down, outage] }", required: true,
    RoutingWhenSection.grammar)
  static let queue = Key(
    "queue", "The queue that takes them, whatever its `when` says.", example: "premium",
    Grammar<QueueID>.reference(.queue, named: { QueueID(unchecked: $0) }))
  static let type = Key("type", "What they are about, in words of your own.", example: "bug", NameForms.word.grammar)
  static let priority = Key("priority", "Their priority.", example: "high", known)
  static let propose = Key(
    "propose", "At least this priority until somebody has looked.", example: "urgent", known)
  static let tier = Key(
    "tier", "The tier, where the customer has none.", example: "trial", NameForms.word.grammar)
  static let visibility = Key(
    "visibility", "Who may see them: the team without it.", example: "private",
    Grammar<Visibility>.choice(["public": .open, "team": .team, "private": .confidential]))
  static let tags = Key(
    "tags", "Tags that they get.", example: "[trial]", Grammar<[String]>.oneOrList(of: NameForms.word.grammar))
  static let redirect = Key(
    "redirect", "Closed at once; the customer gets this text.", example: "Please write to hello@example.com.",
    NameForms.sentence.grammar)
  static let reason = Key(
    "reason", "With `redirect`: the close reason; redirected without it.", example: "not support",
    NameForms.word.grammar)
  static let notATicket = Key(
    "not a ticket", "Closed at once, and in no report.", example: "yes",
    Grammar<Bool>.choice(["yes": true, "no": false]))

  private static let known = Grammar<Priority>.reference(.priority, named: { Priority(unchecked: $0) })

  static let section = Section(
    "routing-rule", "a rule", "Which tickets it is about, and what they are taken for.",
    keys: [
      name.listed, when.listed, queue.listed, type.listed, priority.listed, propose.listed, tier.listed,
      visibility.listed, tags.listed, redirect.listed, reason.listed, notATicket.listed,
    ])

  private static let grammar = section.grammar { fields, context -> RoutingRule? in
    let (name, when, ending) = (fields(name), fields(when), ending(fields, context))
    let outcome = RoutingOutcome(
      queue: fields(queue), kind: fields(type), priority: fields(priority), proposes: fields(propose),
      tier: fields(tier), visibility: fields(visibility), tags: fields(tags) ?? [], ending: ending)
    if outcome == RoutingOutcome(), !fields.hasAny(queue, priority) {
      context.error(fields.place, "the rule says nothing about its tickets", "add `priority: high`, or delete the rule")
    }
    guard let name, let when else { return nil }
    return RoutingRule(name: name, when: when, outcome: outcome)
  }

  private static func ending(_ fields: Fields, _ context: Context) -> RoutingEnding? {
    let (text, reason, isNone) = (fields(redirect), fields(Self.reason), fields(notATicket) ?? false)
    if fields.has(Self.reason), !fields.has(redirect) {
      context.error(
        fields.place(of: Self.reason), "'reason' goes with 'redirect'", "add the text that the customer gets")
    }
    if isNone, fields.has(redirect) {
      context.error(
        fields.place(of: notATicket), "what is not a ticket is not answered", "delete 'redirect' or 'not a ticket'")
    }
    if isNone { return .notATicket }
    return text.map { .redirect(text: $0, reason: reason ?? "redirected") }
  }

  static let list = Grammar<[RoutingRule]>(schema: placed.schema) { node, context in
    guard let rules = placed.read(node, context) else { return nil }
    if let extra = rules.dropFirst(FileLimits.routingRules).first {
      context.error(
        extra.place, "there are \(rules.count) rules; the limit is \(FileLimits.routingRules)", "put some together")
    }
    return rules.map(\.value)
  }

  private static let placed = Grammar<[Placed<RoutingRule>]>.list(
    of: grammar.placed, example: "`- { name: outage, when: { words: [down] }, propose: urgent }`"
  )
  .namedApart("rules")
}

extension Fields {
  /// True when the file gives one of two keys, read or not.
  func hasAny<A, B>(_ a: Key<A>, _ b: Key<B>) -> Bool { has(a) || has(b) }
}

/// The `when:` of a routing rule.
enum RoutingWhenSection {
  static let source = list("source", "Sources of the server.", "mail")
  static let channel = list("channel", "Chat channels or repositories; `*` stands for anything.", "'#trial-*'")
  static let address = list("address", "Addresses that were written to; `*` stands for anything.", "'security@*'")
  static let tier = list("tier", "Tiers of customers.", "enterprise")
  static let customer = Key(
    "customer", "Customers, by id.", example: "larch",
    anyOf(Grammar<CustomerID>.reference(.customer, named: { CustomerID(unchecked: $0) })))
  static let tag = list("tag", "Tags of the ticket.", "billing")
  static let words = list("words", "Whole words or phrases of the title or the text.", "[down, data loss]")
  static let author = list("author", "The author's tie to you, in the source's word.", "none")

  private static func list(_ name: String, _ about: String, _ example: String) -> Key<[String]> {
    Key(name, about, example: example, anyOf(NameForms.word.grammar))
  }

  /// One, or a list of which any will do.
  static func anyOf<Item>(_ item: Grammar<Item>) -> Grammar<[Item]> {
    Grammar<[Item]>.oneOrList(of: item)
      .notEmpty("nothing is listed that could fit", "name something, or delete the key")
  }

  static let section = Section(
    "routing-when", "a condition", "All that is given must hold; of a list, any one.",
    keys: [
      source.listed, channel.listed, address.listed, tier.listed, customer.listed, tag.listed, words.listed,
      author.listed,
    ])

  static let grammar = section.grammar { fields, context -> RoutingCondition? in
    let condition = RoutingCondition(
      sources: fields(source) ?? [], channels: fields(channel) ?? [], addresses: fields(address) ?? [],
      tiers: fields(tier) ?? [], customers: fields(customer) ?? [], tags: fields(tag) ?? [],
      words: fields(words) ?? [], authors: fields(author) ?? [])
    if condition == RoutingCondition(), !fields.has(customer) {
      context.error(fields.place, "the condition holds for every ticket", "add `words: [down]`, or delete the rule")
    }
    return condition
  }
}
