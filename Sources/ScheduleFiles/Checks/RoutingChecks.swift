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
    for queue in team.desk.queues where queue.when == .routed { checkReached(queue) }
  }

  /// A domain or a channel tells one customer from another.
  private func checkCustomers() {
    if let extra = team.desk.customers.dropFirst(FileLimits.customersOfTeam).first {
      context.error(
        place(extra), "the team has \(team.desk.customers.count) customers; the limit is \(FileLimits.customersOfTeam)",
        "recognise the small ones by their tier alone")
    }
    var owners: [String: CustomerID] = [:]
    for customer in team.desk.customers {
      for sign in customer.domains + customer.channels.map({ $0.lowercased() }) {
        if let other = owners[sign], other != customer.id {
          context.error(
            place(customer), "'\(sign)' is already a sign of customer '\(other)'", "leave it with one of them")
        }
        owners[sign] = customer.id
      }
    }
  }

  private func check(_ rule: RoutingRule, at place: Place) {
    let tiers = team.desk.customers.compactMap(\.tier) + team.desk.routing.compactMap(\.outcome.tier)
    for tier in rule.when.tiers where !tiers.contains(tier) {
      let known = Array(Set(tiers)).sorted()
      let near = didYouMean(tier, among: known).map { "did you mean '\($0)'?" }
      context.error(place, "no customer has the tier '\(tier)'", near ?? "add it to the `tier:` of a customer")
    }
    guard rule.outcome.visibility == .confidential,
      team.desk.queues.allSatisfy({ $0.rules.confidants.isEmpty }), !team.desk.queues.isEmpty
    else { return }
    context.warning(
      place, "only the lead may see the private tickets of rule '\(rule.name)'",
      "add `private to: [ana]` to the queue that gets them")
  }

  private func checkReached(_ queue: Queue) {
    guard !team.desk.routing.contains(where: { $0.outcome.queue == queue.id }) else { return }
    let node = root["queues"]?.map?.first { $0.key == queue.id.text }
    context.error(
      node?.place ?? .start, "queue '\(queue.id)' never gets a ticket: no rule of `routing:` names it",
      "add a rule with `queue: \(queue.id)`")
  }

  private func place(_ customer: Customer) -> Place {
    root["customers"]?.map?.first { $0.key == customer.id.text }?.place ?? .start
  }

  private func place(_ rule: RoutingRule, _ index: Int) -> Place {
    root["routing"]?.list?.first { $0["name"]?.text == rule.name }?.place ?? .start
  }
}
