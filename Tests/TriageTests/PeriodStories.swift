import Scheduling
import Testing
import Timekeeping
import Triage

@Suite("Periods, weekly reviews and levels that wait for the desk")
struct PeriodStories {
  private func policy(_ change: (inout Queue) -> Void = { _ in }) throws -> DeskPolicy {
    var policy = try Desks.policy([Desks.level("desk")], pageFrom: nil, due: "4 hours")
    change(&policy.queues[0])
    return policy
  }

  @Test("A ticket of a period's days has the period's promise, one of the day after has the queue's (D57)")
  func promise() throws {
    var policy = try policy()
    policy.periods = [
      PeriodPromises(
        period: "summit", dates: try DateRange(text: "2026-11-23..2026-11-24"), queue: policy.queues[0].id,
        targets: [ClockTarget(clock: .firstResponse, target: try Target(text: "24 hours"))])
    ]
    func due(_ opened: String) throws -> String? {
      var story = try Story([Desks.staffed("desk always: ana")], policy)
      try story.opens(opened)
      return story.ticket?.due?.description
    }
    #expect(try due("2026-11-22 12:00") == "2026-11-22T16:00:00Z")
    #expect(try due("2026-11-24 23:00") == "2026-11-25T23:00:00Z")
    #expect(try due("2026-11-25 00:00") == "2026-11-25T04:00:00Z")
  }

  @Test("A queue with a weekly review is looked at then, and not a day later (C69)")
  func weekly() throws {
    let policy = try policy { queue in
      queue.targets = []
      queue.weeklyReview = try? WeeklyMoment(text: "wed 10:00")
    }
    var story = try Story([Desks.staffed("desk always: ana")], policy)
    try story.opens("09:00")
    #expect(story.timer?.due == (try Desks.at("2026-11-25 10:00")))
    try story.runs(to: "2026-11-25 10:00")
    #expect(story.timer?.due == (try Desks.at("2026-12-02 10:00")))
  }

  @Test("With best effort, too, whoever is on has a ticket whose promise ends before its queue opens; nobody is woken")
  func bestEffort() throws {
    let policy = try policy { queue in
      queue.outsideHours = .bestEffort
      queue.hours = .named(OfficeHoursID(unchecked: "uk"))
    }
    let hours = OfficeHours(zone: .utc, weekly: try WeeklyHours(text: "mon-fri 09:00-17:00"))
    let uk = NamedCalendar(
      id: OfficeHoursID(unchecked: "uk"), calendar: try OfficeCalendar(hours, zone: .utc))
    var story = try Story([Desks.staffed("desk always: ana")], policy)
    story.calendars = [uk]
    try story.opens("20:00")
    #expect(story.ticket?.owner == Desks.member("ana"))
    #expect(story.ticket?.because.contains("; it does not wait for Tue 2026-11-24 09:00") == true)
    #expect(story.tells.map(\.kind) == [.atRisk])
    #expect(story.pages.isEmpty)
  }
}
