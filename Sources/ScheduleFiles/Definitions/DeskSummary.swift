import Scheduling
import Timekeeping
import Triage

/// How customers, routing rules and what a queue asks of owners are printed by `watchbill check`.
enum DeskSummary {
  static func line(_ customer: Customer) -> String {
    var parts = ["customer \(customer.id): \(customer.name)"]
    if let tier = customer.tier { parts.append("tier \(tier)") }
    let known = (customer.logins ?? []).map { "login \($0)" }
    let all = (customer.organisations ?? []).map { "organisation \($0)" }
    let signs = customer.domains + customer.channels + known + all
    if !signs.isEmpty { parts.append("known by \(signs.joined(separator: ", "))") }
    if !customer.people.isEmpty { parts.append("looked after by \(ids(customer.people))") }
    return parts.joined(separator: "; ")
  }

  static func line(_ rule: RoutingRule) -> String {
    "routing \(rule.name): \(text(rule.when)) → \(text(rule.outcome))"
  }

  private static func text(_ when: RoutingCondition) -> String {
    let lists: [(String, [String])] = [
      ("source", when.sources), ("channel", when.channels), ("address", when.addresses), ("tier", when.tiers),
      ("customer", when.customers.map(\.text)), ("tag", when.tags), ("words", when.words), ("author", when.authors),
    ]
    return lists.filter { !$0.1.isEmpty }.map { "\($0.0) \($0.1.joined(separator: " or "))" }.joined(separator: ", ")
  }

  private static func text(_ outcome: RoutingOutcome) -> String {
    let parts = [
      outcome.queue.map { "queue \($0)" }, outcome.kind.map { "type \($0)" },
      outcome.priority.map { "priority \($0)" }, outcome.proposes.map { "at least \($0) until triage" },
      outcome.tier.map { "tier \($0)" }, outcome.visibility.map { "\($0.rawValue)" },
      outcome.tags.isEmpty ? nil : "tags \(outcome.tags.joined(separator: ", "))",
      outcome.ending.map { "closed as \($0.reason)" },
    ]
    return parts.compactMap { $0 }.joined(separator: ", ")
  }

  /// What a queue asks of its owners, where the file says so.
  static func texts(_ queue: Queue) -> [String] {
    let rules = queue.rules
    let parts = [
      queue.assign == .leastLoaded ? nil : "assigned by \(queue.assign.rawValue)",
      rules.members.map { "only to \(ids($0))" },
      rules.confidants.isEmpty ? nil : "private ones to \(ids(rules.confidants))",
      rules.skillsRelaxAfter.map { "skills relax after \($0)" }, weights(rules.weights),
      rules.beyondCapacityFrom.map { "beyond capacity from \($0)" },
      rules.rate.map { "at most \($0.count) in \($0.window)" },
      rules.sameOwnerWithin.map { "the same owner within \($0)" },
      rules.claimWithin.map { "claimed within \($0)" }, rules.grace.map { "grace \($0)" },
      queue.offShift.otherwise == .card ? nil : "owner off: \(queue.offShift.otherwise.rawValue)",
    ]
    return parts.compactMap { $0 }
  }

  private static func weights(_ weights: [PriorityWeight]) -> String? {
    guard !weights.isEmpty else { return nil }
    return "weighs "
      + weights.map { [$0.priority?.text, "\($0.weight)"].compactMap { $0 }.joined(separator: " ") }
      .joined(separator: ", ")
  }

  /// The days of a level, and how long its owner may be silent.
  static func text(_ level: OverflowLevel) -> String {
    let parts = [
      level.acknowledgeWithin.map { " (answers within \($0))" }, level.from.map { " from \($0)" },
      level.until.map { " (last day \($0))" },
    ]
    return parts.compactMap { $0 }.joined()
  }

  private static func ids(_ members: [MemberID]) -> String { members.map(\.text).joined(separator: ", ") }
}
