import Scheduling
import Timekeeping

/// Classifies and routes a ticket by a team's rules, in order; of each thing the first rule that says it is followed.
///
/// The customer is recognised first, so that rules can ask for it and for its tier. A rule
/// that ends the ticket is the last one looked at. O(rules × length of the text).
package struct RouteTicket: Sendable {
  package var policy: DeskPolicy

  package init(_ policy: DeskPolicy) { self.policy = policy }

  package func route(_ facts: RoutingFacts) -> TicketRoute {
    var run = RouteRun(policy: policy, facts: facts)
    for rule in policy.routing { run.follow(rule) }
    run.settlePriority()
    run.settleQueue()
    return run.route
  }

  /// The queue that would take `ticket` if it came with `priority`. Where it was written to and what its author is to us
  /// is not kept: a rule that asks for that and names the ticket's queue counts as followed.
  package func queue(of ticket: Ticket, at priority: Priority) -> QueueID? {
    let isSent = policy.routing.contains { rule in
      rule.outcome.queue == ticket.queue && !(rule.when.addresses.isEmpty && rule.when.authors.isEmpty)
    }
    guard !isSent else { return ticket.queue }
    var run = RouteRun(policy: policy, facts: RoutingFacts(ticket))
    for rule in policy.routing { run.follow(rule) }
    run.route.priority = priority
    run.settleQueue()
    return run.route.queue
  }

  /// Whose ticket it is: as somebody said, by the channel, by what `*` stands for in a rule's channel when that is a
  /// customer's id (C38), by who asks in their source (C65), or by the domain of their address.
  package func customer(_ facts: RoutingFacts) -> (Customer, because: String)? {
    if let own = policy.customers.first(where: { $0.id == facts.customer }) { return (own, "whoever opened it") }
    if let channel = facts.channel {
      let own = policy.customers.first { $0.channels.contains { NamePattern($0).fits(channel) } }
      if let own { return (own, "channel \(channel)") }
      let patterns = policy.routing.flatMap(\.when.channels)
      for name in patterns.compactMap({ NamePattern($0).captured(in: channel) }) {
        if let named = policy.customers.first(where: { $0.id.text == name }) { return (named, "channel \(channel)") }
      }
    }
    if let known = customer(of: facts.login, "login", \.logins) { return known }
    if let known = customer(of: facts.organisation, "organisation", \.organisations) { return known }
    guard let domain = facts.domain else { return nil }
    let own = policy.customers.first { customer in
      customer.domains.contains { domain == $0 || domain.hasSuffix("." + $0) }
    }
    return own.map { ($0, "mail from \(domain)") }
  }

  private func customer(
    of word: String?, _ noun: String, _ signs: KeyPath<Customer, [String]?>
  ) -> (Customer, because: String)? {
    guard let word else { return nil }
    let own = policy.customers.first { customer in
      customer[keyPath: signs]?.contains { $0.lowercased() == word.lowercased() } ?? false
    }
    return own.map { ($0, "\(noun) \(word)") }
  }
}

/// One route while it is being found.
private struct RouteRun {
  let policy: DeskPolicy
  let facts: RoutingFacts
  let words: WordFinder
  var route: TicketRoute
  private var proposed: (priority: Priority, rule: String)?
  private var said: (priority: Priority, rule: String)?
  private var queueRule: String?

  init(policy: DeskPolicy, facts: RoutingFacts) {
    self.policy = policy
    self.facts = facts
    let asksForWords = policy.routing.contains { !$0.when.words.isEmpty }
    words = WordFinder(asksForWords ? facts.title + " " + facts.body : "")
    var classification = Classification(channel: facts.channel)
    var findings = facts.remarks.map { RouteFinding(rule: "source", holds: false, because: $0) }
    if let (customer, because) = RouteTicket(policy).customer(facts) {
      classification.customer = customer.id
      classification.tier = customer.tier
      let tier = customer.tier.map { ", tier \($0)" } ?? ""
      findings.append(RouteFinding(rule: "customer", holds: true, because: "\(customer.name)\(tier), by \(because)"))
    }
    route = TicketRoute(
      priority: Priority(unchecked: "normal"), isProposed: true, classification: classification, tags: facts.tags,
      findings: findings)
  }

  mutating func follow(_ rule: RoutingRule) {
    if route.ending != nil {
      return find(rule, false, "not looked at: a rule before it has ended the ticket")
    }
    if let obstacle = obstacle(rule.when) { return find(rule, false, obstacle) }
    let why = reasons(rule.when)
    let done = apply(rule.outcome, rule.name)
    let what = done.isEmpty ? "holds, and says nothing that was not said before" : listed(done)
    find(rule, true, why.isEmpty ? what : "\(what), since \(listed(why))")
  }

  private mutating func find(_ rule: RoutingRule, _ holds: Bool, _ because: String) {
    route.findings.append(RouteFinding(rule: rule.name, holds: holds, because: because))
  }

  /// The first part of the condition that does not hold, as a sentence; nil when all do.
  private func obstacle(_ when: RoutingCondition) -> String? {
    let same: (String, String?, [String]) -> String? = { noun, value, wanted in
      guard !wanted.isEmpty, !wanted.contains(where: { $0.lowercased() == value?.lowercased() }) else { return nil }
      return "the \(noun) is \(value ?? "not known"), not \(either(wanted))"
    }
    let like: (String, String?, [String]) -> String? = { noun, value, wanted in
      guard !wanted.isEmpty, !wanted.contains(where: { NamePattern($0).fits(value ?? "") }) else { return nil }
      return "the \(noun) is \(value ?? "not known"), not \(either(wanted))"
    }
    let about = route.classification
    return same("source", facts.source, when.sources) ?? like("channel", facts.channel, when.channels)
      ?? like("address", facts.address, when.addresses) ?? same("tier", about.tier, when.tiers)
      ?? same("customer", about.customer?.text, when.customers.map(\.text)) ?? noTag(of: when.tags)
      ?? noWord(of: when.words) ?? same("author", facts.author, when.authors)
  }

  /// What made the condition hold, a sentence for each of its parts.
  private func reasons(_ when: RoutingCondition) -> [String] {
    let known: (String, String?, Bool) -> String? = { noun, value, isAsked in
      isAsked ? "the \(noun) is \(value ?? "not known")" : nil
    }
    let about = route.classification
    let tags = Set(route.tags.map { $0.lowercased() })
    return [
      known("source", facts.source, !when.sources.isEmpty), known("channel", facts.channel, !when.channels.isEmpty),
      known("address", facts.address, !when.addresses.isEmpty), known("tier", about.tier, !when.tiers.isEmpty),
      known("customer", about.customer?.text, !when.customers.isEmpty),
      when.tags.first { tags.contains($0.lowercased()) }.map { "it has the tag \($0)" },
      when.words.first { words.finds($0) }.map { "it says '\($0)'" },
      known("author", facts.author, !when.authors.isEmpty),
    ].compactMap { $0 }
  }

  private func noTag(of wanted: [String]) -> String? {
    let own = route.tags.map { $0.lowercased() }
    guard !wanted.isEmpty, !wanted.contains(where: { own.contains($0.lowercased()) }) else { return nil }
    return "it has no tag \(either(wanted))"
  }

  private func noWord(of wanted: [String]) -> String? {
    guard !wanted.isEmpty, !wanted.contains(where: { words.finds($0) }) else { return nil }
    return "it does not say \(either(wanted.map { "'\($0)'" }))"
  }

  /// What the outcome changed, in words; what was said before stays.
  private mutating func apply(_ outcome: RoutingOutcome, _ rule: String) -> [String] {
    var done: [String] = []
    if let queue = outcome.queue, route.queue == nil {
      (route.queue, queueRule) = (queue, rule)
      done.append("queue \(queue)")
    }
    if let kind = outcome.kind, route.classification.kind == nil {
      route.classification.kind = kind
      done.append("type \(kind)")
    }
    if let priority = outcome.priority, said == nil {
      said = (priority, rule)
      done.append("priority \(priority)")
    }
    if let proposal = outcome.proposes, proposed.map({ policy.urgency(proposal) < policy.urgency($0.priority) }) ?? true
    {
      proposed = (proposal, rule)
      done.append("at least \(proposal) until triage")
    }
    return done + applyRest(of: outcome)
  }

  private mutating func applyRest(of outcome: RoutingOutcome) -> [String] {
    var done: [String] = []
    if let tier = outcome.tier, route.classification.tier == nil {
      route.classification.tier = tier
      done.append("tier \(tier)")
    }
    if let visibility = outcome.visibility, route.classification.visibility == .team {
      route.classification.visibility = visibility
      done.append("visibility \(visibility.rawValue)")
    }
    for tag in outcome.tags where !route.tags.contains(tag) {
      route.tags.append(tag)
      done.append("tag \(tag)")
    }
    if let ending = outcome.ending, facts.answersRedirect {
      done.append("\(ending.reason) once already: now a person reads it")
    } else if case .redirect = outcome.ending, facts.isNote {
      done.append("nobody redirected: it is a note, and its customer asked nothing")
    } else if case .redirect(let text, _) = outcome.ending, facts.told.contains(text) {
      done.append("redirected by the same words within \(Desk.daysBeforeSameWords) days: now a person reads it")
    } else if let ending = outcome.ending {
      route.ending = ending
      done.append("closed: \(ending.reason)")
    }
    return done
  }

  /// A rule's word, else the source's, else the most urgent tag that is one, else the middle one; raised to what is
  /// proposed.
  mutating func settlePriority() {
    let known = policy.priorities
    let tags = route.tags.map { $0.lowercased() }
    let named = known.first { $0.text == facts.priority?.lowercased() } ?? known.first { tags.contains($0.text) }
    let sure = said?.priority ?? named
    let assumed = known.isEmpty ? Priority(unchecked: "normal") : known[known.count / 2]
    route.priority = sure ?? assumed
    route.isProposed = sure == nil
    guard let proposed, policy.urgency(proposed.priority) < policy.urgency(route.priority) else { return }
    route.priority = proposed.priority
    route.isProposed = true
  }

  /// The queue a rule named, else the first whose `when` holds.
  mutating func settleQueue() {
    if let queue = route.queue, policy.queue(queue) != nil {
      let rule = queueRule ?? "a rule"
      return route.findings.append(
        RouteFinding(rule: "queue", holds: true, because: "\(queue), which '\(rule)' names"))
    }
    let found = policy.queues.first { holds($0.when) }
    route.queue = found?.id
    route.findings.append(
      RouteFinding(
        rule: "queue", holds: found != nil,
        because: found.map { "\($0.id), the first that takes \(words(of: $0.when))" } ?? "no queue takes such tickets"))
  }

  private func holds(_ condition: Queue.Condition) -> Bool {
    switch condition {
    case .otherwise: true
    case .routed: false
    case .tag(let tag): route.tags.contains { $0.lowercased() == tag.lowercased() }
    case .source(let name): facts.source == name
    case .priority(let priority): route.priority == priority
    }
  }

  private func words(of condition: Queue.Condition) -> String {
    switch condition {
    case .otherwise: "whatever is left"
    case .routed: "what a rule sends it"
    case .tag(let tag): "the tag \(tag)"
    case .source(let name): "the source \(name)"
    case .priority(let priority): "the priority \(priority)"
    }
  }
}

/// `a`, `a or b`, `a, b or c`.
private func either(_ words: [String]) -> String {
  guard let last = words.last, words.count > 1 else { return words.first ?? "" }
  return words.dropLast().joined(separator: ", ") + " or \(last)"
}
