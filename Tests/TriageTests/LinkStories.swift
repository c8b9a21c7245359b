import Scheduling
import Testing
import Timekeeping
import Triage

@Suite("What a ticket waits for elsewhere (A29, C23)")
struct LinkStories {
  private let ana = Desks.member("ana")
  private static let bug = LinkedItem(id: "bug-7", kind: .bug)

  private func story(_ change: (inout Queue) -> Void = { _ in }) throws -> Story {
    var policy = try Desks.policy([Desks.level("desk")], pageFrom: nil)
    change(&policy.queues[0])
    var story = try Story([Desks.staffed("desk always: ana")], policy)
    try story.opens("09:00")
    return story
  }

  @Test("what was resolved before its bug was is not closed by itself, and opens again when the bug is done")
  func resolvedBefore() throws {
    var story = try story { $0.closing = ClosingRules(closesByItself: true) }
    try story.does("09:10") { try $0.resolve($1, by: ana, note: "a workaround") }
    #expect(story.timer?.purpose == .close)
    try story.does("09:20") { try $0.link($1, by: ana, to: Self.bug) }
    #expect(story.timer == nil)
    var late = story
    try story.does("2026-12-01 10:00") { try $0.linkChanged($1, id: "bug-7", isOpen: false) }
    #expect(story.ticket?.state == .open)
    #expect(story.lines.last?.hasSuffix("linked: bug bug-7 is done; reopened: bug-7 is done") == true)
    try late.runs(to: "2026-12-23 09:00")
    #expect(late.ticket?.state == .resolved)
    try late.does("2026-12-23 10:00") { try $0.linkChanged($1, id: "bug-7", isOpen: false) }
    #expect(late.ticket?.state == .resolved, "nobody waits for it any more")
    #expect(late.notices.map(\.text) == ["T-1, normal: bug-7 is done, and the customer may want to know."])
  }

  @Test("a private ticket's links are named to nobody; a mended bug rings nobody")
  func quiet() throws {
    var story = try alarm()
    try story.acknowledges("09:01", "ana")
    try story.does("09:10") { try $0.resolve($1, by: ana, note: "a workaround") }
    try story.does("09:20") { try $0.link($1, by: ana, to: Self.bug) }
    var secret = story
    try story.does("2026-11-24 03:00") { try $0.linkChanged($1, id: "bug-7", isOpen: false) }
    try story.runs(to: "2026-11-24 09:00")
    #expect(story.ticket?.state == .open && story.pages.map(\.episode) == [1])
    try secret.does("09:30") { try $0.setPrivate($1, true, by: ana) }
    try secret.does("2026-12-23 10:00") { try $0.linkChanged($1, id: "bug-7", isOpen: false) }
    #expect(secret.notices.last?.text.contains("what it was linked to is done") == true, "\(secret.notices)")
  }

  @Test("an alarm that ends while its bug is open rings no more, and rings anew when it fires again")
  func firesAgain() throws {
    var story = try alarm()
    try story.does("09:02") { try $0.link($1, by: ana, to: Self.bug) }
    try story.does("09:03") { try Self.hears($0, $1, firing: false, at: 1) }
    #expect(story.ticket?.state == .onHold && story.ticket?.acknowledgement == nil)
    try story.runs(to: "12:00")
    #expect(story.pages.map(\.episode) == [1], "nobody is asked about what is over")
    try story.does("12:00") { try Self.hears($0, $1, firing: true, at: 2) }
    #expect(story.ticket?.state == .open)
    try story.runs(to: "12:01")
    #expect(story.pages.count == 2 && story.pages[1].episode > 1, "\(story.pages.map(\.id))")
  }

  @Test("a hold until a day stays one when its source ends the item")
  func keepsDay() throws {
    var story = try story()
    try story.does("09:05") { try $0.link($1, by: ana, to: Self.bug) }
    let friday = try Desks.at("2026-11-27 09:00")
    try story.does("09:10") { try $0.setOnHold($1, by: ana, because: "the vendor", wake: friday) }
    try story.does("09:20") { try Self.hears($0, $1, firing: false, at: 1) }
    try story.runs(to: "2026-11-27 09:00")
    #expect(story.ticket?.state == .open)
  }

  /// Urgent, and paged at once.
  private func alarm() throws -> Story {
    var policy = try Desks.policy(
      [Desks.level("desk")], steps: [Desks.step(.created, page: "desk", within: "5 minutes", working: nil)])
    policy.queues[0].escalations = [
      PriorityEscalation(priority: Desks.priority("urgent"), policy: EscalationID(unchecked: "critical"))
    ]
    var story = try Story([Desks.staffed("desk always: ana")], policy)
    try story.opens("09:00", priority: "urgent")
    return story
  }

  private static func hears(_ desk: Desk, _ ticket: Ticket, firing: Bool, at version: Int64) throws -> Decision {
    let message = ItemMessage(id: "fire-\(version)", text: "It is on.")
    let event = SourceEvent(
      item: ItemKey("e1"), what: firing ? .opened(message) : .closed(SourceClosing()),
      facts: ItemFacts(title: ticket.title, isClosed: !firing), version: SourceVersion(count: version),
      occurred: desk.snapshot.now, author: EventAuthor(kind: .automation), isAlert: true)
    guard case .changed(let decision) = try desk.take(event, on: ticket, member: nil) else {
      Issue.record("it begins anew")
      throw DeskRefusal(what: "it begins anew", help: "")
    }
    return decision
  }

  @Test("a hold for bugs names those that are open, whichever was linked or done first")
  func namesOpenBugs() throws {
    var story = try story { $0.afterReply = .resolved }
    try story.does("09:05") { try $0.link($1, by: ana, to: Self.bug) }
    try story.does("09:10") { try $0.reply($1, by: ana, text: "It is a bug.") }
    try story.does("09:15") { try $0.link($1, by: ana, to: LinkedItem(id: "bug-8", kind: .bug)) }
    #expect(story.ticket?.because == "it waits for bug-7 and bug-8")
    try story.does("10:00") { try $0.linkChanged($1, id: "bug-7", isOpen: false) }
    #expect(story.ticket?.state == .onHold && story.ticket?.because == "it waits for bug-8")
    var said = try self.story()
    try said.does("09:05") { try $0.link($1, by: ana, to: Self.bug) }
    try said.does("09:06") { try $0.link($1, by: ana, to: LinkedItem(id: "bug-8", kind: .bug)) }
    try said.does("09:10") { try $0.setOnHold($1, by: ana, because: "the developers") }
    try said.does("10:00") { try $0.linkChanged($1, id: "bug-7", isOpen: false) }
    #expect(said.ticket?.because == "the developers")
  }

  @Test("what a person said stays theirs, also in the words that the desk would have used")
  func sameWords() throws {
    var held = try story()
    try held.does("09:05") { try $0.link($1, by: ana, to: Self.bug) }
    try held.does("09:06") { try $0.link($1, by: ana, to: LinkedItem(id: "bug-8", kind: .bug)) }
    try held.does("09:10") { try $0.setOnHold($1, by: ana, because: "it waits for bug-7 and bug-8") }
    try held.does("10:00") { try $0.linkChanged($1, id: "bug-7", isOpen: false) }
    #expect(held.ticket?.because == "it waits for bug-7 and bug-8")
    var open = try story()
    try open.does("09:05") { try $0.link($1, by: ana, to: Self.bug) }
    try open.does("09:10") { try $0.linkChanged($1, id: "bug-7", isOpen: false) }
    try open.does("09:15") { try $0.setPending($1, by: ana, because: nil) }
    try open.does("09:20") { try $0.reopen($1, by: ana, because: "bug-7 is done") }
    try open.does("10:00") { try $0.linkChanged($1, id: "bug-7", isOpen: true) }
    #expect(open.ticket?.state == .open && open.ticket?.because == "bug-7 is done")
  }

  @Test("a hold for bugs that was said anew by a person is theirs from then on")
  func saidAnew() throws {
    var story = try story { $0.afterReply = .resolved }
    try story.does("09:05") { try $0.link($1, by: ana, to: Self.bug) }
    try story.does("09:06") { try $0.link($1, by: ana, to: LinkedItem(id: "bug-8", kind: .bug)) }
    try story.does("09:10") { try $0.reply($1, by: ana, text: "It is a bug.") }
    #expect(story.course.states.last?.because == "it waits for bug-7 and bug-8")
    try story.does("09:20") { try $0.setOnHold($1, by: ana, because: "the developers") }
    try story.does("10:00") { try $0.linkChanged($1, id: "bug-7", isOpen: false) }
    #expect(story.ticket?.state == .onHold && story.ticket?.because == "the developers")
    var replied = try self.story { $0.afterReply = .resolved }
    try replied.does("09:05") { try $0.link($1, by: ana, to: Self.bug) }
    try replied.does("09:06") { try $0.link($1, by: ana, to: LinkedItem(id: "bug-8", kind: .bug)) }
    try replied.does("09:10") { try $0.setOnHold($1, by: ana, because: "the developers") }
    try replied.does("09:20") { try $0.reply($1, by: ana, text: "It is a bug.") }
    try replied.does("10:00") { try $0.linkChanged($1, id: "bug-7", isOpen: false) }
    #expect(replied.ticket?.state == .onHold && replied.ticket?.because == "the developers", "also after a reply")
  }

  @Test("a ticket that woke for a bug waits again when that is opened again, and its owner hears of it")
  func openedAgain() throws {
    var story = try story { $0.afterReply = .resolved }
    try story.does("09:05") { try $0.link($1, by: ana, to: Self.bug) }
    try story.does("09:10") { try $0.reply($1, by: ana, text: "It is a bug.") }
    try story.does("10:00") { try $0.linkChanged($1, id: "bug-7", isOpen: false) }
    var written = story
    try story.does("10:10") { try $0.linkChanged($1, id: "bug-7", isOpen: true) }
    #expect(story.ticket?.state == .onHold && story.ticket?.because == "it waits for bug-7")
    #expect(story.notices.last?.text == "T-1, normal: bug-7 is open again, and it waits for that.")
    try written.hears("10:05", "It is dark again.")
    try written.does("10:10") { try $0.linkChanged($1, id: "bug-7", isOpen: true) }
    #expect(written.ticket?.state == .open && written.ticket?.because == "bug-7 is open again")
    #expect(written.notices.last?.text == "T-1, normal: bug-7 is open again.")
  }

  @Test("where a bug keeps nothing open, its end is told to whoever resolved the ticket, and changes nothing")
  func toldOnly() throws {
    var story = try story { $0.closing = ClosingRules(bugBlocks: false) }
    try story.does("09:05") { try $0.link($1, by: ana, to: Self.bug) }
    try story.does("09:10") { try $0.reply($1, by: ana, text: "A workaround.", then: .resolved) }
    #expect(story.ticket?.state == .resolved)
    try story.does("10:00") { try $0.linkChanged($1, id: "bug-7", isOpen: false) }
    #expect(story.ticket?.state == .resolved)
    #expect(
      story.notices.map { "\($0.kind) \($0.recipient)" } == ["ticket-link-done ana"], "\(story.notices)")
  }

  @Test("the end of a task or a feature wakes who waits pending, too; of what is no work nothing is expected")
  func kinds() throws {
    for kind in [LinkedItem.Kind.bug, .feature, .task] {
      var story = try story()
      try story.does("09:05") { try $0.link($1, by: ana, to: LinkedItem(id: "x", kind: kind)) }
      try story.does("09:10") { try $0.reply($1, by: ana, text: "We have filed it.") }
      #expect(story.ticket?.state == .pending)
      try story.does("10:00") { try $0.linkChanged($1, id: "x", isOpen: false) }
      #expect(story.ticket?.state == .open, "\(kind)")
    }
    for kind in [LinkedItem.Kind.help, .ticket] {
      var story = try story()
      try story.does("09:05") { try $0.link($1, by: ana, to: LinkedItem(id: "x", kind: kind)) }
      let refusal = #expect(throws: DeskRefusal.self) {
        try story.does("09:10") { try $0.setOnHold($1, by: ana, because: "the vendor") }
      }
      #expect(refusal?.what == "nothing would wake T-1", "\(kind)")
    }
  }

  @Test("nobody is asked whether they are still there while what was filed for them is worked on")
  func noFollowUp() throws {
    var story = try story {
      $0.states = StateRules(silence: SilenceRule(followUps: 1, every: PlainDuration(.hours(24)), text: "?"))
    }
    try story.does("09:05") { try $0.link($1, by: ana, to: LinkedItem(id: "x", kind: .task)) }
    try story.does("09:10") { try $0.reply($1, by: ana, text: "We have filed it.") }
    try story.runs(to: "2026-11-30 09:00")
    #expect(story.outgoing.count == 1)
    #expect(story.ticket?.state == .pending)
  }

  @Test("where a ticket ends with a reason, a reply that would end it without one is refused, or leaves it pending")
  func repliesNeedReasons() throws {
    let rules = ClosingRules(reasons: [CloseReason(name: "fixed")], closesByItself: true)
    var asked = try story { $0.closing = rules }
    let refusal = #expect(throws: DeskRefusal.self) {
      try asked.does("09:10") { try $0.reply($1, by: ana, text: "Done.", then: .resolved) }
    }
    #expect(refusal?.what == "no reason is given")
    #expect(refusal?.help == "reply and leave it open, then resolve it with what is missing")
    #expect(asked.outgoing.isEmpty)
    var byRule = try story {
      $0.closing = rules
      $0.afterReply = .resolved
    }
    try byRule.does("09:10") { try $0.reply($1, by: ana, text: "Done.") }
    #expect(byRule.ticket?.state == .pending)
    #expect(byRule.outgoing.count == 1)
    #expect(byRule.warnings == ["it is pending and not resolved: no reason is given"])
    // Where somebody is asked when they close it, resolving asks for nothing.
    var later = try story { $0.closing = ClosingRules(reasons: [CloseReason(name: "fixed")]) }
    try later.does("09:10") { try $0.reply($1, by: ana, text: "Done.", then: .resolved) }
    #expect(later.ticket?.state == .resolved)
  }
}
