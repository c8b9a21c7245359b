import Scheduling
import Testing
import Timekeeping

@testable import Triage

@Suite("States, messages and what they do (rule K9)")
struct StateStories {
  private func story(_ change: (inout Queue) -> Void = { _ in }, due: String? = nil) throws -> Story {
    var policy = try Desks.policy([Desks.level("desk")], pageFrom: nil, due: due)
    change(&policy.queues[0])
    return try Story([Desks.staffed("desk always: ana ben")], policy)
  }

  private let ana = Desks.member("ana")
  private let ben = Desks.member("ben")

  // MARK: Coming back

  @Test("What comes back is acknowledged by nobody, and stays with its owner (K1)")
  func comesBack() throws {
    var story = try story {
      $0.overflow[0].acknowledgeWithin = PlainDuration(.minutes(20))
      $0.overflow.append(OverflowLevel(to: Desks.recipient("ben")))
    }
    try story.opens("09:00")
    try story.acknowledges("09:05", "ana")
    try story.resolves("09:30", "ana")
    try story.hears("12:00", "It is dark again.")
    try story.runs(to: "13:00")
    #expect(story.ticket?.state == .open && story.ticket?.acknowledgement == nil && story.ticket?.episode == 2)
    #expect(story.ticket?.owner == ana && story.pages.isEmpty, "\(story.text)")
  }

  @Test("A broken promise is told to the ticket's owner, and to the lead as well while the owner is off")
  func brokenPromise() throws {
    var story = try story(due: "2 hours")
    try story.opens("09:00")
    try story.runs(to: "11:01")
    #expect(story.tells.map(\.kind) == [.overdue] && story.tells.map(\.to) == [[ana]])
    #expect(story.tells.first?.text == "T-1: the first response was due 2026-11-23T11:00:00Z.")
    let target = try Target(text: "2 hours")
    var both = try self.story({ $0.targets.append(ClockTarget(clock: .resolution, target: target)) }, due: "2 hours")
    try both.opens("09:00")
    try both.runs(to: "11:01")
    #expect(both.tells.count == 1 && both.tells.first?.text.contains("; the resolution was due") == true)
    let policy = try Desks.policy([Desks.level("desk")], pageFrom: nil, due: "10 hours")
    var night = try Story([Desks.staffed("desk mon-fri 09:00-17:00: ana")], policy)
    try night.opens("09:00")
    try night.runs(to: "19:01")
    #expect(night.tells.last?.to == [ana, Desks.member("lena")])
  }

  @Test(
    "Whoever acts on a ticket acknowledges it, and the history says in words how (K7)",
    arguments: [
      ("pending", "Ana by letting it wait for the customer"), ("hold", "Ana by putting it on hold"),
      ("promise", "Ana by promising an update"), ("reply", "Ana by answering the customer"),
      ("link", "Ana by the link that was sent"), ("cli", "Ana on the command line"), ("bot", "Ana by bot"),
    ])
  func howAcknowledged(act: String, words: String) throws {
    var story = try story()
    try story.opens("09:00")
    var steps: [DecisionStep] = []
    try story.does("09:10") { desk, ticket in
      let decision =
        switch act {
        case "pending": try desk.setPending(ticket, by: ana, because: nil)
        case "hold": try desk.setOnHold(ticket, by: ana, because: "the vendor", wake: Desks.at("2026-11-27 09:00"))
        case "promise": try desk.promise(ticket, by: ana, until: Desks.at("2026-11-23 12:00"))
        case "reply": try desk.reply(ticket, by: ana, text: "Try the other cable.")
        default: try desk.acknowledge(ticket, by: ana, via: act)
        }
      steps = decision.steps
      return decision
    }
    #expect(steps.first { $0.action == .acknowledged }?.because == words, "\(steps)")
  }

  @Test("Every way to acknowledge that the desk has is put into words")
  func everyWay() {
    let ways = [
      "cli", "api", "chat", "mail", "link", "button", "answer", "assign", "reply", "pending", "on hold", "reopen",
      "no reply needed", "promise",
    ]
    #expect(ways.allSatisfy { Acknowledgement.words($0) != "by \($0)" })
    #expect(Set(ways.map { Acknowledgement.words($0) }).count == ways.count)
  }

  // MARK: After a reply

  @Test(
    "After a reply a ticket is what its queue says, and Pending without a word (A12, C29)",
    arguments: [
      (nil, TicketState.pending), (.pending, .pending), (.open, .open), (.resolved, .resolved),
    ] as [(Queue.AfterReply?, TicketState)])
  func afterReply(setting: Queue.AfterReply?, state: TicketState) throws {
    var story = try story { $0.afterReply = setting }
    try story.opens("09:00")
    try story.does("09:10") { try $0.reply($1, by: ana, text: "Try the other cable.") }
    #expect(story.ticket?.state == state)
    #expect(story.outgoing.map(\.text) == ["Try the other cable."])
    #expect(story.outgoing.map(\.isByPerson) == [true])
  }

  @Test("A reply with a word on what comes then wins over the queue's setting")
  func replyThen() throws {
    var story = try story { $0.afterReply = .resolved }
    try story.opens("09:00")
    try story.does("09:10") { try $0.reply($1, by: ana, text: "Looking.", then: .open) }
    #expect(story.ticket?.state == .open)
  }

  @Test(
    "A linked bug wins over `after reply: resolved`: the ticket waits on hold, and wakes when the bug is done (A29)")
  func bugWins() throws {
    var story = try story { $0.afterReply = .resolved }
    try story.opens("09:00")
    try story.does("09:05") { try $0.link($1, by: ana, to: LinkedItem(id: "bug-7", kind: .bug)) }
    try story.does("09:10") { try $0.reply($1, by: ana, text: "It is a bug.") }
    #expect(story.ticket?.state == .onHold)
    #expect(throws: DeskRefusal.self) { try story.does("09:11") { try $0.resolve($1, by: ana, note: nil) } }
    try story.does("09:20") { try $0.linkChanged($1, id: "bug-7", isOpen: false) }
    #expect(story.ticket?.state == .open)
    #expect(story.lines.last == "09:20 linked: bug bug-7 is done; reopened: bug-7 is done")
  }

  @Test("A customer is asked again a while after the last word, theirs or ours, and not at once after it (C21)")
  func silenceAfterWords() throws {
    var story = try story {
      $0.states = StateRules(
        thanksNeedNothing: true, silence: SilenceRule(followUps: 2, every: PlainDuration(.hours(24)), text: "?"))
    }
    try story.opens("2026-11-23 09:00")
    try story.does("2026-11-23 10:00") { try $0.reply($1, by: ana, text: "Try the other cable.") }
    try story.does("2026-11-24 09:00") { try $0.reply($1, by: ana, text: "Or the third one.") }
    try story.runs(to: "2026-11-25 08:59")
    #expect(story.outgoing.count == 2, "a day after our last words, not after our first")
    try story.runs(to: "2026-11-25 09:00")
    #expect(story.outgoing.count == 3)
    try story.hears("2026-11-25 20:00", "Thanks!")
    #expect(story.outgoing.count == 3 && story.ticket?.state == .pending)
    try story.runs(to: "2026-11-26 20:00")
    #expect(story.outgoing.count == 4)
  }

  @Test("Words after a resolution answer: whoever writes again does not wait since the beginning")
  func answeredAfterwards() throws {
    var story = try story()
    try story.opens("09:00")
    try story.does("09:10") { try $0.resolve($1, by: ana, note: nil) }
    try story.does("09:12") { try $0.reply($1, by: ana, text: "Try the other cable.") }
    #expect(story.ticket?.state == .resolved, "nobody's own words change that")
    try story.hears("10:00", "It is still dark.")
    #expect(story.course.unanswered.count == 1 && story.course.response?.how == .reply)
  }

  @Test(
    "Who says what a resolved ticket becomes is heard",
    arguments: [(Queue.AfterReply.open, TicketState.open), (.pending, .pending)])
  func afterResolution(then: Queue.AfterReply, state: TicketState) throws {
    var story = try story()
    try story.opens("09:00")
    try story.does("09:10") { try $0.resolve($1, by: ana, note: nil) }
    try story.does("09:12") { try $0.reply($1, by: ana, text: "Not done, sorry.", then: then) }
    #expect(story.ticket?.state == state && story.ticket?.closed == nil)
  }

  @Test("The refusal to end a ticket with an open bug says what to do; a queue may let it")
  func bugBlocks() throws {
    var story = try story()
    try story.opens("09:00")
    try story.does("09:05") { try $0.link($1, by: ana, to: LinkedItem(id: "bug-7", kind: .bug)) }
    let refusal = #expect(throws: DeskRefusal.self) {
      try story.does("09:11") { try $0.resolve($1, by: ana, note: nil) }
    }
    #expect(refusal?.what == "T-1 waits for bug-7, which is open")
    #expect(refusal?.help == "put it on hold: it opens again when bug-7 is done")
    story.policy.queues[0].closing = ClosingRules(bugBlocks: false)
    try story.does("09:12") { try $0.resolve($1, by: ana, note: nil) }
    #expect(story.ticket?.state == .resolved)
  }

  // MARK: What a customer's message does

  @Test("A customer's message opens what was pending, on hold or resolved, and tells the owner (A13)")
  func customerReturns() throws {
    for deed in ["pending", "hold", "resolve"] {
      var story = try story()
      try story.opens("09:00")
      try story.does("09:10") { desk, ticket in
        switch deed {
        case "pending": try desk.setPending(ticket, by: ana, because: nil)
        case "hold": try desk.setOnHold(ticket, by: ana, because: "the vendor", wake: Desks.at("2026-11-27 09:00"))
        default: try desk.resolve(ticket, by: ana, note: nil)
        }
      }
      try story.hears("10:00", "It is still dark.")
      #expect(story.ticket?.state == .open, "after \(deed)")
      #expect(story.ticket?.owner == ana)
      #expect(story.ticket?.closed == nil)
      #expect(story.notices.map(\.kind) == ["ticket-returned"])
    }
  }

  @Test("Within the window a resolved ticket opens again, later a new one begins, and a closed one always begins anew")
  func window() throws {
    func told(_ after: String, close: Bool = false) throws -> String {
      var story = try story { $0.states = StateRules(reopenWithin: PlainDuration(.hours(48))) }
      try story.opens("09:00")
      try story.does("10:00") {
        close ? try $0.close($1, by: ana, TicketEnding()) : try $0.resolve($1, by: ana, note: nil)
      }
      try story.hears(after, "Again!")
      return story.lines.last ?? ""
    }
    #expect(try told("2026-11-25 10:00") == "wed 10:00 received: from Kim; reopened: Kim wrote")
    #expect(
      try told("2026-11-25 10:01") == "wed 10:01 begins a new ticket: T-1 was resolved more than 2 days ago")
    #expect(try told("10:01", close: true) == "10:01 begins a new ticket: T-1 was closed")
  }

  @Test(
    "What no person wrote is kept and changes nothing; a colleague's other words are a note",
    arguments: [
      TicketMessage.Kind.automatic, .note,
    ])
  func nothing(kind: TicketMessage.Kind) throws {
    var story = try story()
    try story.opens("09:00")
    try story.does("09:10") { try $0.setPending($1, by: ana, because: nil) }
    let before = story.ticket
    try story.does("10:00") { desk, ticket in
      let message = TicketMessage(id: "x", kind: kind, author: "Out of office", text: "I am away.")
      guard case .changed(let decision) = try desk.receive(message, on: ticket) else { throw TextProblem("", help: "") }
      return decision
    }
    #expect(story.ticket == before)
    #expect(story.course.messages.last?.message.text == "I am away.")
    #expect(story.course.unanswered.map(\.id) == ["first"])
  }

  @Test(
    "A mere thank-you neither opens a ticket nor waits for an answer, where the queue says so (D54)",
    arguments: [
      ("Thanks, that works!", true), ("Perfect — thank you so much", true), ("Danke!", true), ("", false),
      ("Thanks, but it is dark again", false), ("Thanks! Does it work with the old one?", false),
      ("ok ok ok ok ok ok ok ok ok ok ok ok ok", false), ("and again", false), ("Again", false), ("the", false),
      ("so much", false), ("You all", false), ("ok, 2", false), ("All good now, have a nice day", true),
      ("Thanks so much! 🎉", true), ("👍🏽", true), (":+1:", true), ("❤️", true), ("❤️ it", false), ("👍 thank you", true),
      ("🙏", false),
      ("🎉 quick reply", false),
      ("🔥", false), (":fire: :+1: ?", false),
    ])
  func thanks(text: String, isThanks: Bool) throws {
    #expect(ThanksOnly().holds(for: text) == isThanks)
    for setting in [true, false] {
      var story = try story { $0.states = StateRules(thanksNeedNothing: setting) }
      try story.opens("09:00")
      try story.does("09:10") { try $0.reply($1, by: ana, text: "Done.", then: .resolved) }
      try story.hears("10:00", text)
      #expect(story.ticket?.state == (isThanks && setting ? .resolved : .open))
      #expect(story.course.unanswered.isEmpty == (isThanks && setting))
    }
  }

  @Test("A message that is delivered again is taken once; a changed text replaces the old one")
  func repeats() throws {
    var story = try story()
    try story.opens("09:00")
    try story.hears("09:05", "It beeps.", id: "c1")
    try story.does("09:10") { try $0.reply($1, by: ana, text: "When?") }
    try story.hears("09:15", "It beeps.", id: "c1")
    #expect(story.ticket?.state == .pending)
    try story.hears("09:20", "It beeps at night.", id: "c1")
    #expect(story.ticket?.state == .pending)
    #expect(story.course.messages.map(\.message.text) == ["", "It beeps at night.", "When?"])
  }

  // MARK: Who has it

  @Test(
    "Whoever replies on a ticket that nobody has owns it; a colleague's ticket stays theirs, and they are told (D55)")
  func whoHasIt() throws {
    var story = try story()
    try story.opens("09:00")
    try story.does("09:10") { try $0.reply($1, by: ben, text: "Let me see.", then: .open) }
    #expect(story.ticket?.owner == ana)
    #expect(story.notices.map(\.recipient) == [ana])
    #expect(story.notices[0].text.hasPrefix("Ben replied on it: T-1, which is yours."))
    var alone = try Story([Desks.staffed("desk never: ana")], Desks.policy([Desks.level("desk")], pageFrom: nil))
    try alone.opens("09:00")
    #expect(alone.ticket?.state == .new)
    try alone.does("09:10") { try $0.reply($1, by: ben, text: "Let me see.", then: .open) }
    #expect(alone.ticket?.owner == ben)
    #expect(alone.ticket?.state == .open)
  }

  @Test("A ticket on hold wakes on its day and tells its owner; without anything to wake it, holding is refused")
  func hold() throws {
    var story = try story()
    try story.opens("09:00")
    let refusal = #expect(throws: DeskRefusal.self) {
      try story.does("09:05") { try $0.setOnHold($1, by: ana, because: "the vendor") }
    }
    #expect(refusal?.what == "nothing would wake T-1")
    try story.does("09:10") {
      try $0.setOnHold($1, by: ana, because: "the vendor", wake: Desks.at("2026-11-23 12:00"))
    }
    try story.runs(to: "12:00")
    #expect(story.lines.last == "12:00 reopened: it was to wake Mon 2026-11-23 12:00 Etc/UTC")
    #expect(story.notices.map(\.kind) == ["ticket-woke"])
  }

  @Test("What its owner gives away is new until somebody has it, and then waits for the customer again (K9, C27)")
  func givenAway() throws {
    var story = try Story(
      [Desks.staffed("desk mon-fri 09:00-17:00: ana")], Desks.policy([Desks.level("desk")], pageFrom: nil))
    try story.opens("09:00")
    try story.does("09:10") { try $0.setPending($1, by: ana, because: "which model?") }
    try story.does("10:00") { try $0.handOver($1, by: ana, to: nil, note: nil) }
    #expect(story.ticket?.owner == nil && story.ticket?.state == .new)
    var answered = story
    try story.does("10:05") { try $0.claim($1, by: ben, via: "test") }
    #expect(story.ticket?.owner == ben && story.ticket?.state == .pending)
    #expect(story.course.states.map(\.state) == [.new, .open, .pending, .new, .pending])
    try answered.hears("10:05", "The small one.")
    try answered.does("10:10") { try $0.claim($1, by: ben, via: "test") }
    #expect(answered.ticket?.owner == ben && answered.ticket?.state == .open, "the customer has written meanwhile")
  }

  @Test("What a colleague whom the desk does not know answers stays new while nobody owns it, and then waits (C27)")
  func answeredByUnknown() throws {
    var story = try Story([Desks.staffed("desk never: ana")], Desks.policy([Desks.level("desk")], pageFrom: nil))
    try story.opens("09:00")
    try story.does("09:10") { desk, ticket in
      let message = TicketMessage(id: "x", kind: .reply, author: "Pat", text: "Try the other cable.")
      guard case .changed(let decision) = try desk.receive(message, on: ticket) else { throw TextProblem("", help: "") }
      return decision
    }
    #expect(story.ticket?.owner == nil && story.ticket?.state == .new && story.course.unanswered.isEmpty)
    #expect(story.course.waitsFor == .customer, "it is nobody's, and the customer's turn")
    var (opened, heard) = (story, story)
    try story.does("09:20") { try $0.claim($1, by: ben, via: "test") }
    #expect(story.ticket?.owner == ben && story.ticket?.state == .pending)
    try opened.does("09:20") { try $0.reopen($1, by: ben, because: nil) }
    #expect(opened.ticket?.owner == ben && opened.ticket?.state == .open)
    try heard.hears("09:15", "Still dark.")
    #expect(heard.course.waitsFor == .us)
    #expect(heard.course.spans(in: [.pending], until: .distantFuture).map(\.duration) == [.minutes(5)])
    try heard.does("09:20") { try $0.claim($1, by: ben, via: "test") }
    #expect(heard.ticket?.owner == ben && heard.ticket?.state == .open, "the customer has written meanwhile")
  }

  @Test("What is given away waits no more for the customer once the answer to them is refused (K9)")
  func refusedGivenAway() throws {
    var story = try Story(
      [Desks.staffed("desk mon-fri 09:00-17:00: ana")], Desks.policy([Desks.level("desk")], pageFrom: nil))
    try story.opens("09:00")
    try story.does("09:10") { try $0.reply($1, by: ana, text: "Which model?") }
    try story.does("10:00") { try $0.handOver($1, by: ana, to: nil, note: nil) }
    #expect(story.ticket?.owner == nil && story.ticket?.custody.wait?.state == .pending)
    let message = try #require(story.outgoing.last?.message)
    var other = story
    try story.does("10:02") { try $0.replyRefused($1, message: message, why: "status 401") }
    #expect(story.ticket?.state == .new)
    try story.does("10:05") { try $0.claim($1, by: ben, via: "test") }
    #expect(story.ticket?.owner == ben && story.ticket?.state == .open)
    try other.does("10:02") { try $0.replyRefused($1, message: "another", why: "status 401") }
    try other.does("10:05") { try $0.claim($1, by: ben, via: "test") }
    #expect(other.ticket?.owner == ben && other.ticket?.state == .pending, "the last answer is on its way")
  }

  @Test("What is given away while it is on hold keeps its day although an answer before it is refused (K9)")
  func refusedOnHold() throws {
    var story = try Story(
      [Desks.staffed("desk mon-fri 09:00-17:00: ana")], Desks.policy([Desks.level("desk")], pageFrom: nil))
    try story.opens("09:00")
    try story.does("09:10") { try $0.reply($1, by: ana, text: "The vendor looks at it.") }
    let message = try #require(story.outgoing.last?.message)
    let wake = try Desks.at("2026-11-25 12:00")
    try story.does("09:20") { try $0.setOnHold($1, by: ana, because: "the vendor", wake: wake) }
    try story.does("10:00") { try $0.handOver($1, by: ana, to: nil, note: nil) }
    try story.does("10:02") { try $0.replyRefused($1, message: message, why: "status 401") }
    try story.does("10:05") { try $0.claim($1, by: ben, via: "test") }
    #expect(story.ticket?.owner == ben && story.ticket?.state == .onHold && story.course.wake == wake)
  }

  @Test("A ticket on hold that is given away keeps the day on which it wakes, and finds an owner before")
  func holdGivenAway() throws {
    var story = try Story(
      [Desks.staffed("desk mon-fri 09:00-17:00: ana"), Desks.staffed("late mon-fri 20:00-23:00: ben")],
      Desks.policy([Desks.level("desk"), Desks.level("late")], pageFrom: nil))
    try story.opens("09:00")
    let wake = try Desks.at("2026-11-25 12:00")
    try story.does("09:10") { try $0.setOnHold($1, by: ana, because: "the vendor", wake: wake) }
    try story.does("18:00") { try $0.handOver($1, by: ana, to: nil, note: nil) }
    #expect(story.ticket?.owner == nil && story.ticket?.state == .new)
    var late = story
    try story.runs(to: "21:00")
    #expect(story.ticket?.owner == ben && story.ticket?.state == .onHold)
    try story.runs(to: "2026-11-25 12:00")
    #expect(story.ticket?.owner == ben && story.ticket?.state == .open)
    var written = late
    try written.hears("18:30", "It is worse now.")
    try written.runs(to: "21:00")
    #expect(written.ticket?.owner == ben && written.ticket?.state == .open, "the customer has written meanwhile")
    late.leave = [Leave(id: "l1", member: ben, interval: try #require(Interval(late.now, wake)), kind: .unavailable)]
    try late.runs(to: "2026-11-25 21:00")
    #expect(late.ticket?.owner == ben && late.ticket?.state == .open, "its day has passed while nobody had it")
  }

  @Test("What nobody owns wakes on its day as well: its clocks go on, and whoever answers for it hears of it (K8, K9)")
  func wakesUnowned() throws {
    var story = try Story(
      [Desks.staffed("desk mon-fri 09:00-17:00: ana")], Desks.policy([Desks.level("desk")], pageFrom: nil))
    try story.opens("09:00")
    let wake = try Desks.at("2026-11-23 20:00")
    try story.does("09:10") { try $0.setOnHold($1, by: ana, because: "the vendor", wake: wake) }
    try story.does("18:00") { try $0.handOver($1, by: ana, to: nil, note: nil) }
    #expect(story.ticket?.owner == nil && story.course.waitsFor == .others)
    try story.runs(to: "21:00")
    #expect(story.lines.last?.hasPrefix("20:00 reopened: it was to wake Mon 2026-11-23 20:00 Etc/UTC") == true)
    #expect(story.ticket?.state == .new && story.ticket?.custody.wait == nil && story.course.waitsFor == .us)
    #expect(story.course.spans(in: [.onHold], until: .distantFuture).map(\.duration) == [.minutes(650)])
    #expect(story.notices.map { "\($0.kind) to \($0.recipient)" } == ["ticket-woke to lena"])
    try story.does("21:10") { try $0.claim($1, by: ben, via: "test") }
    #expect(story.ticket?.owner == ben && story.ticket?.state == .open)
  }

  // MARK: Silence

  @Test(
    "A silent customer is asked again, then the ticket ends, and the account's contact hears of it before (C21, C22)")
  func silence() throws {
    var story = try story { queue in
      queue.states = StateRules(
        silence: SilenceRule(
          followUps: 2, every: PlainDuration(.hours(24)), text: "Are you still there?", headsUp: .member(ben)))
    }
    try story.opens("09:00")
    try story.does("10:00") { try $0.reply($1, by: ana, text: "Which model?") }
    try story.runs(to: "2026-11-30 09:00")
    expectStory(
      story,
      """
      09:00 opens; goes to ana
      10:00 replied: by Ana; acknowledged by ana; pending: the customer has the next step
      tue 10:00 followed up: the customer was asked again, 1 of 2
      wed 10:00 followed up: the customer was asked again, 2 of 2
      thu 10:00 is resolved
      """)
    #expect(story.course.closing?.reason == "no answer")
    #expect(story.outgoing.map(\.isByPerson) == [true, false, false])
    #expect(story.notices.map(\.recipient) == [ben])
    #expect(story.course.response?.how == .reply)
  }

  @Test(
    "An answer begins the follow-ups anew; a promise to write holds them back; without the rule nothing is closed (E9)")
  func noSilence() throws {
    var story = try story { queue in
      queue.states = StateRules(silence: SilenceRule(every: PlainDuration(.hours(24)), text: "?"))
    }
    try story.opens("09:00")
    try story.does("10:00") { try $0.reply($1, by: ana, text: "Which model?") }
    try story.hears("2026-11-24 12:00", "The small one.")
    try story.does("2026-11-24 13:00") { try $0.reply($1, by: ana, text: "And now?") }
    try story.runs(to: "2026-11-25 12:59")
    #expect(story.course.followUps == 0)
    try story.does("2026-11-25 12:59") { try $0.promise($1, by: ana, until: Desks.at("2026-12-24 12:00")) }
    try story.runs(to: "2026-11-30 12:00")
    #expect(story.course.followUps == 0)
    var calm = try self.story()
    try calm.opens("09:00")
    try calm.does("10:00") { try $0.reply($1, by: ana, text: "Which model?") }
    try calm.runs(to: "2027-01-30 09:00")
    #expect(calm.ticket?.state == .pending)
  }

  @Test(
    "A file that comes to a known message is added to it, once, also where its link changes (I8)",
    arguments: [nil, SourceVersion(1)])
  func addedFile(version: SourceVersion?) throws {
    var story = try Story([Desks.staffed("desk always: ana")], Desks.policy([Desks.level("desk")]))
    try story.opens("09:00")
    let photo = MessageAttachment(name: "a.png", type: "image/png", size: 7, url: "https://files.example.org/a?1")
    let log = MessageAttachment(name: "b.log", type: "text/plain", size: 9, url: "https://files.example.org/b?1")
    var linked = log
    linked.url = "https://files.example.org/b?2"
    let vague = MessageAttachment(name: "b.log", type: "application/octet-stream", size: 0)
    let deliveries = [
      ("09:10", [photo]), ("09:20", [photo, log]), ("09:30", [photo, linked]), ("09:40", [linked]), ("09:50", [vague]),
    ]
    for (time, files) in deliveries {
      try story.does(time) { desk, ticket in
        let message = TicketMessage(
          id: "c1", kind: .customer, author: "Kim", text: "Here.", version: version, attachments: files)
        let reception = try desk.receive(message, on: ticket)
        let decision: Decision? = if case .changed(let decision) = reception { decision } else { nil }
        return try #require(decision)
      }
    }
    #expect(story.course.messages.last?.message.attachments == [photo, log])
    #expect(story.lines.filter { $0.contains("Kim added b.log") }.count == 1)
    #expect(story.lines.last?.hasPrefix("09:20") == true, "the same again is no news")
    let kept = TicketMessage(id: "c2", kind: .customer, text: "", attachments: [photo, vague])
    #expect(kept.lacks(of: [log]).isEmpty, "what is not known of a file speaks against nothing")
    let others = [
      MessageAttachment(name: "a.png", type: "image/png", size: 8),
      MessageAttachment(name: "a.png", type: "image/gif", size: 0),
      MessageAttachment(name: "c.png", type: "image/png", size: 7),
    ]
    #expect(kept.lacks(of: others) == others)
  }
}
