import ScheduleFiles
import Scheduling
import Triage

/// The keys of a team's file under which one version says something else than another.
struct EditedSections {
  private(set) var names: [String] = []

  init(from old: TeamDefinition, to new: TeamDefinition) {
    compare(old.schedule, new.schedule)
    compare("holidays", old.calendars, new.calendars)
    compare("rules", old.rules, new.rules)
    compare(old.desk, new.desk)
    if old.schedule.periods != new.schedule.periods || old.desk.periods != new.desk.periods { names.append("periods") }
  }

  private mutating func compare<Part: Equatable>(_ name: String, _ old: Part, _ new: Part) {
    if old != new { names.append(name) }
  }

  private mutating func compare(_ old: Schedule, _ new: Schedule) {
    compare("name", old.name, new.name)
    compare("zone", old.zone, new.zone)
    compare("lead", old.lead, new.lead)
    compare("members", old.members, new.members)
    compare("office hours", old.officeHours, new.officeHours)
    compare("duties", old.duties, new.duties)
    compare("announcements", old.announcements, new.announcements)
    compare("weekly summary", old.summary, new.summary)
    compare("handoff", old.handoff, new.handoff)
  }

  private mutating func compare(_ old: DeskPolicy, _ new: DeskPolicy) {
    compare("priorities", old.priorities, new.priorities)
    compare("queues", old.queues.map(\.withoutPromises), new.queues.map(\.withoutPromises))
    // Of queues that stay, what they promise is told apart from the rest.
    let before = old.queues.filter { new.queue($0.id) != nil }
    let after = before.compactMap { new.queue($0.id) }
    compare("targets", before.map(\.targets), after.map(\.targets))
    compare("promises", before.map(\.promises), after.map(\.promises))
    compare("escalation", old.escalations, new.escalations)
    compare("customers", old.customers, new.customers)
    compare("routing", old.routing, new.routing)
    compare("contributions", old.contributions, new.contributions)
  }
}

extension Queue {
  fileprivate var withoutPromises: Queue {
    var queue = self
    (queue.targets, queue.promises) = ([], nil)
    return queue
  }
}
