import Scheduling
import Testing
import Timekeeping
import Triage

/// An alarm in other hands, at another priority, in another ticket: found by somebody who only read the code.
@Suite("Alarms that change (rules K3, K5, K7)")
struct AlarmStories {
  private let ana = Desks.member("ana")
  private let ben = Desks.member("ben")

  private func story(working: String? = "30 minutes", _ change: (inout DeskPolicy) -> Void = { _ in }) throws -> Story {
    var policy = try Desks.policy(
      [Desks.level("primary")],
      steps: [
        try Desks.step(.created, page: "primary", within: "5 minutes", working: working),
        try Desks.step(.previous, page: "secondary", within: "5 minutes", working: working),
      ])
    policy.queues[0].escalations = [
      PriorityEscalation(priority: Desks.priority("urgent"), policy: EscalationID(unchecked: "critical"))
    ]
    change(&policy)
    return try Story(
      [Desks.staffed("primary always: ana", fallback: "secondary"), Desks.staffed("secondary always: ben")], policy)
  }

  private func pages(_ story: Story) -> [String] { story.pages.map { "\($0.recipient) \($0.episode)" } }

  @Test("what was acknowledged and falls below the paging line asks nobody whether they are still at it")
  func calm() throws {
    var story = try story()
    try story.opens("03:00", priority: "urgent")
    try story.acknowledges("03:04", "ana")
    try story.does("03:10") { try $0.triage($1, by: ana, priority: Desks.priority("low")) }
    try story.runs(to: "12:00")
    #expect(pages(story) == ["ana 1"])
    #expect(story.ticket?.acknowledgement?.by == ana)
  }

  @Test("who takes over what a colleague acknowledged is told so, and so is the colleague")
  func takenFrom() throws {
    var story = try story()
    try story.opens("03:00", priority: "urgent")
    try story.acknowledges("03:01", "ana")
    try story.acknowledges("03:02", "ben")
    #expect(story.warnings.contains { $0.hasPrefix("Ana had acknowledged it") }, "\(story.warnings)")
    let told = story.tells.last
    #expect(told?.to == [ana] && told?.text == "Ben acknowledged it. Ben has T-1 now, and you follow it.")
    #expect(story.ticket?.owner == ben && story.ticket?.acknowledgement?.by == ben, "one has it in hand, and owns it")
    let count = story.tells.count
    try story.acknowledges("03:03", "ben")
    #expect(story.tells.count == count, "their own, once more")
  }

  @Test("who is given an alarm twice is paged twice: meanwhile it was another's")
  func givenTwice() throws {
    var story = try story()
    try story.opens("03:00", priority: "urgent")
    for (time, member) in [("03:01", ben), ("03:02", ana), ("03:03", ben), ("03:04", ana)] {
      try story.does(time) { try $0.assign($1, to: member, by: "Lena", note: nil) }
    }
    #expect(story.pages.map(\.recipient) == [ana, ben, ana, ben, ana])
    #expect(Set(story.pages.map(\.id)).count == 5, "\(story.pages.map(\.id))")
    #expect(story.pages.allSatisfy { $0.episode == 1 })
  }

  @Test("what its holder calls urgent after all follows that policy once they are gone from it")
  func raised() throws {
    var story = try story()
    try story.opens("10:00", priority: "low")
    try story.acknowledges("10:01", "ana")
    try story.does("10:05") { try $0.triage($1, by: ana, priority: Desks.priority("urgent")) }
    #expect(story.pages.isEmpty, "Ana has it")
    try story.does("11:00") { try $0.resolve($1, by: ana, note: nil) }
    try story.hears("12:00", "It is dark again.")
    try story.runs(to: "12:06")
    #expect(pages(story).map { $0.prefix(3) } == ["ana", "ben"])
  }

  @Test("an alarm that is merged into a ticket that somebody has rings on there")
  func merged() throws {
    var (alarm, quiet) = (try story(), try story())
    try quiet.opens("09:00", priority: "low", number: 1)
    try quiet.does("09:10") { try $0.reply($1, by: ben, text: "We look.") }
    try alarm.opens("12:00", priority: "urgent", number: 2)
    try quiet.runs(to: "12:04")
    let (gone, kept) = (try #require(alarm.ticket), try #require(quiet.ticket))
    #expect(kept.state == .pending && kept.acknowledgement?.by == ben)
    var snapshot = try quiet.desk().snapshot
    snapshot.histories = [gone.id: TicketHistory(alarm.facts), kept.id: TicketHistory(quiet.facts)]
    let after = try Desk(snapshot).merge(gone, into: kept, by: "Lena").kept
    #expect(after.ticket.state == .open && after.ticket.acknowledgement == nil)
    #expect(after.ticket.escalation?.policy.id.text == "critical" && after.pages.map(\.recipient) == [ana])
  }

  @Test("an owner who answers from home has decided: nobody steps in afterwards")
  func answered() throws {
    var policy = try Desks.policy([Desks.level("day"), Desks.level("night")])
    policy.queues[0].offShift = OffShiftRules()
    var story = try Story(
      [Desks.staffed("day mon-fri 09:00-17:00: ana"), Desks.staffed("night mon-fri 17:00-23:00: ben")], policy)
    try story.opens("16:00")
    try story.hears("18:00", "And now?")
    #expect(story.ticket?.custody.card != nil)
    try story.does("18:04") { try $0.reply($1, by: ana, text: "Try the other cable.") }
    try story.runs(to: "20:00")
    #expect(story.ticket?.owner == ana && story.ticket?.custody.card == nil)
  }
}
