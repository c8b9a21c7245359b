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
    try story.runs(to: "2026-12-23 09:00")
    #expect(story.ticket?.state == .resolved)
    try story.does("2026-12-23 10:00") { try $0.linkChanged($1, id: "bug-7", isOpen: false) }
    #expect(story.ticket?.state == .open)
    #expect(story.lines.last?.hasSuffix("linked: bug bug-7 is done; reopened: bug-7 is done") == true)
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
    #expect(refusal?.help == "reply without --then, and watchbill ticket resolve with it")
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
