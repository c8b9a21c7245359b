import Scheduling
import Timekeeping
import Triage

/// How the queues of a team fit one another, its priorities and its escalation policies.
struct QueueChecks {
  let team: TeamDefinition
  let root: YAMLNode
  let context: Context

  func run() {
    RoutingChecks(team: team, root: root, context: context).run()
    guard !team.desk.queues.isEmpty else { return }
    checkOrder()
    for queue in team.desk.queues {
      checkPaging(of: queue)
      for skill in queue.skills {
        TeamChecks(team: team, root: root, context: context).checkSkill(skill, at: place(queue.id, "skills"))
      }
    }
    warnWithoutContacts()
  }

  // MARK: Order

  private func checkOrder() {
    var seen: [(condition: Queue.Condition, queue: QueueID)] = []
    let named = team.desk.routing.compactMap(\.outcome.queue)
    for queue in team.desk.queues where queue.when != .routed {
      // What a rule names has tickets in any case; it takes those that its condition fits as well.
      let isNamed = named.contains(queue.id)
      let earlier = seen.first { $0.condition == .otherwise || $0.condition == queue.when }
      if let earlier, !isNamed {
        context.error(
          keyPlace(queue.id), "queue '\(queue.id)' never gets a ticket: '\(earlier.queue)' takes them before it",
          earlier.condition == .otherwise ? "move '\(earlier.queue)' to the end" : "give it another `when:`")
      }
      seen.append((queue.when, queue.id))
    }
    // A queue that could not be read may be the one for the rest.
    let isWhole = team.desk.queues.count == context.names.queues.count
    if isWhole, !seen.contains(where: { $0.condition == .otherwise }), let last = team.desk.queues.last {
      context.error(
        keyPlace(last.id), "no queue takes the tickets that none of the conditions fit",
        "end with a queue that has `when: otherwise`")
    }
  }

  // MARK: Paging

  /// A queue that may page needs a policy that says whom (rule K3).
  private func checkPaging(of queue: Queue) {
    guard let line = queue.pageFrom else {
      checkNeverPages(queue)
      return
    }
    let paging = team.desk.priorities.filter { team.desk.isAtLeast(line, $0) }
    for priority in paging where queue.escalation(for: priority) == nil {
      let policy = team.desk.escalations.first?.id.text ?? "critical"
      context.error(
        place(queue.id, "page from"), "'\(priority)' may page, and the queue names no escalation policy for it",
        "add `escalation: { \(priority): \(policy) }`")
    }
    warnOfPagesAlone(queue, from: line)
  }

  /// What is below the paging line looks for an owner at every level but a page (rule K3): here there is no other.
  private func warnOfPagesAlone(_ queue: Queue, from line: Priority) {
    guard let last = team.desk.priorities.last, !team.desk.isAtLeast(line, last), !queue.overflow.isEmpty,
      queue.overflow.allSatisfy(\.pages)
    else { return }
    if case .priority(let only) = queue.when, team.desk.isAtLeast(line, only) { return }
    let duty = team.schedule.duties.first?.id.text ?? "desk"
    let when = queue.outsideHours == .page ? " in open hours" : ""
    context.warning(
      place(queue.id, "overflow"),
      "queue '\(queue.id)' only pages, and below '\(line)' nobody is paged\(when): those tickets wait without an owner",
      "name who has them before the page, such as '\(duty)', or write `page from: \(last)`")
  }

  private func checkNeverPages(_ queue: Queue) {
    let help = "write from which priority on: `page from: \(team.desk.priorities.first?.text ?? "urgent")`"
    if queue.outsideHours == .page {
      context.error(place(queue.id, "outside hours"), "queue '\(queue.id)' never pages, so this has no effect", help)
    }
    if queue.overflow.contains(where: \.pages) {
      context.error(
        place(queue.id, "overflow"), "the overflow ends in a page, and queue '\(queue.id)' never pages", help)
    }
  }

  /// People keep their contacts in the store, so this cannot be an error.
  private func warnWithoutContacts() {
    guard let paging = team.desk.queues.first(where: { $0.pageFrom != nil }),
      team.schedule.members.allSatisfy(\.contacts.isEmpty), context.arePeopleKnown
    else { return }
    context.warning(
      place(paging.id, "page from"), "queue '\(paging.id)' may page, and no member of the team has a contact",
      "add `contacts:` to members, or let them keep their own: watchbill contact add")
  }

  private func place(_ queue: QueueID, _ key: String) -> Place {
    let pair = pair(queue)
    return pair?.value[key]?.place ?? pair?.place ?? .start
  }

  private func keyPlace(_ queue: QueueID) -> Place { pair(queue)?.place ?? .start }

  private func pair(_ queue: QueueID) -> YAMLPair? { root["queues"]?.map?.first { $0.key == queue.text } }
}
