import Scheduling
import Timekeeping
import Triage

/// How a team's customers and routing rules fit one another and its queues.
struct RoutingChecks {
  let team: TeamDefinition
  let root: YAMLNode
  let context: Context

  func run() {
    checkCustomers()
    for (index, rule) in team.desk.routing.enumerated() { check(rule, at: place(rule, index)) }
    for queue in team.desk.queues {
      if queue.when == .routed { checkReached(queue) }
      for policy in queue.promises ?? [] { check(policy, of: queue) }
    }
  }

  /// A domain, a channel, a login or an organisation tells one customer from another.
  private func checkCustomers() {
    if let extra = team.desk.customers.dropFirst(FileLimits.customersOfTeam).first {
      context.error(
        place(extra), "the team has \(team.desk.customers.count) customers; the limit is \(FileLimits.customersOfTeam)",
        "recognise the small ones by their tier alone")
    }
    checkSigns { $0.domains + $0.channels }
    checkSigns { $0.logins ?? [] }
    checkSigns { $0.organisations ?? [] }
  }

  private func checkSigns(_ signs: (Customer) -> [String]) {
    var owners: [String: CustomerID] = [:]
    for customer in team.desk.customers {
      for sign in signs(customer).map({ $0.lowercased() }) {
        if let other = owners[sign], other != customer.id {
          context.error(
            place(customer), "'\(sign)' is already a sign of customer '\(other)'", "leave it with one of them")
        }
        owners[sign] = customer.id
      }
    }
  }

  private func check(_ rule: RoutingRule, at place: Place) {
    checkTiers(rule.when.tiers, at: place)
    guard rule.outcome.visibility == .confidential,
      team.desk.queues.allSatisfy({ $0.rules.confidants.isEmpty }), !team.desk.queues.isEmpty
    else { return }
    context.warning(
      place, "only the lead may see the private tickets of rule '\(rule.name)'",
      "add `private to: [ana]` to the queue that gets them")
  }

  /// A promise to a tier that nobody has would never be kept.
  private func check(_ policy: TargetPolicy, of queue: Queue) {
    for condition in policy.when where condition.what == .tier {
      checkTiers(condition.anyOf, at: place(policy, of: queue))
    }
  }

  private func checkTiers(_ tiers: [String], at place: Place) {
    let known = (team.desk.customers.compactMap(\.tier) + team.desk.routing.compactMap(\.outcome.tier)).uniqued.sorted()
    for tier in tiers where !known.contains(tier) {
      let near = didYouMean(tier, among: known).map { "did you mean '\($0)'?" }
      context.error(place, "no customer has the tier '\(tier)'", near ?? "add it to the `tier:` of a customer")
    }
  }

  /// A source and a person may name a queue as well, so that this is no error.
  private func checkReached(_ queue: Queue) {
    // A rule that could not be read may be the one that names it.
    guard team.desk.routing.count == root["routing"]?.list?.count ?? 0,
      !team.desk.routing.contains(where: { $0.outcome.queue == queue.id }),
      !context.sources.contains(where: { $0.team == team.schedule.team && $0.queue == queue.id })
    else { return }
    let node = root["queues"]?.map?.first { $0.key == queue.id.text }
    context.warning(
      node?.place ?? .start,
      "no rule of `routing:` names queue '\(queue.id)': it gets only what a source with `queue: \(queue.id)` or a person "
        + "sends it",
      "add a rule with `queue: \(queue.id)`, unless that is meant")
  }

  private func place(_ customer: Customer) -> Place {
    root["customers"]?.map?.first { $0.key == customer.id.text }?.place ?? .start
  }

  private func place(_ policy: TargetPolicy, of queue: Queue) -> Place {
    let promises = root["queues"]?.map?.first { $0.key == queue.id.text }?.value["promises"]
    let promise = promises?.list?.first { $0["name"]?.text == policy.name }
    return promise?["tier"]?.place ?? promises?.place ?? .start
  }

  private func place(_ rule: RoutingRule, _ index: Int) -> Place {
    root["routing"]?.list?.first { $0["name"]?.text == rule.name }?.place ?? .start
  }
}
