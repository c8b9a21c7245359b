import Scheduling
import Testing
import Timekeeping

@testable import Triage

@Suite("Who waits once an answer did not arrive (rule K8)")
struct CustomerWaitsTests {
  private let other = TicketID(number: 2)
  private let ana = Desks.member("ana")

  private func at(_ time: String) throws -> Timestamp { try Desks.at("2026-11-23 \(time)") }

  /// What the facts come to, each at its time.
  private func course(_ facts: [(String, TicketFact.Kind)]) throws -> TicketCourse {
    try facts.enumerated().reduce(into: TicketCourse()) { course, fact in
      course.apply(
        TicketFact(number: fact.offset + 1, at: try at(fact.element.0), by: .desk, what: fact.element.1))
    }
  }

  private func asks(_ id: String) -> TicketFact.Kind { .message(TicketMessage(id: id, kind: .customer, text: "?")) }

  private func answers(_ id: String) -> TicketFact.Kind {
    .message(TicketMessage(id: id, kind: .reply, member: ana, text: "!"))
  }

  private func moved(_ id: String, _ kind: TicketMessage.Kind, _ time: String, waits: Bool = false) throws
    -> TicketFact.Kind
  {
    var message = TicketMessage(id: id, kind: kind, member: kind == .reply ? ana : nil, text: "")
    message.from = other
    return .moved(MovedMessage(from: other, message: message, at: try at(time), waits: waits))
  }

  /// Another ticket, asked at 10:00 and answered at 10:10, was merged at 10:30.
  private func merged(_ more: [(String, TicketFact.Kind)] = []) throws -> [(String, TicketFact.Kind)] {
    let first = FirstResponse(at: try at("10:10"), how: .reply, by: ana)
    return try [("10:30", moved("q", .customer, "10:00")), ("10:30", moved("r", .reply, "10:10"))] + more + [
      ("10:30", .merged(other, since: at("10:00"), answered: first))
    ]
  }

  @Test(
    "of two answers on a ticket that was merged since, the one that arrived is the first response",
    arguments: [true, false])
  func two(inOrder: Bool) throws {
    let words = try merged([("10:30", moved("s", .reply, "10:20"))])
    let refused: [(String, TicketFact.Kind)] = [
      ("11:00", .undelivered(messageID: "r")), ("11:01", .undelivered(messageID: "s")),
    ]
    let order = inOrder ? refused : refused.reversed()
    #expect(try course(words + refused.prefix(1)).response?.at == at("10:20"))
    let neither = try course(words + order)
    #expect(neither.response == nil)
    #expect(try neither.unanswered.map(\.since) == [at("10:00")])
  }

  @Test("what was written to another customer since is no answer to this one")
  func another() throws {
    let facts = try [("09:00", asks("g"))] + merged() + [("11:00", answers("m"))]
    #expect(try course(facts).unanswered.isEmpty)
    let missed = try course(facts + [("11:30", .undelivered(messageID: "r"))])
    #expect(missed.unanswered.map(\.id) == ["q"] && missed.waits.isOwed("r"))
    let arrived = try course(facts + [("11:30", .undelivered(messageID: "r")), ("12:00", .delivered(messageID: "r"))])
    #expect(try arrived.unanswered.isEmpty && arrived.answered.map(\.at) == [at("11:00"), at("12:00")])
    let both = try course(facts + [("11:30", .undelivered(messageID: "m"))])
    #expect(both.unanswered.map(\.id) == ["g"])
  }

  @Test("that none is needed ends also the wait of whom an answer did not reach")
  func needless() throws {
    let course = try course(
      merged() + [("10:40", .noReplyNeeded(because: "known")), ("11:00", .undelivered(messageID: "r"))])
    #expect(course.unanswered.isEmpty && !course.waits.isOwed("r"))
    #expect(try course.response == FirstResponse(at: at("10:40"), how: .noReplyNeeded))
  }

  @Test("an answer from before the tickets were merged is taken back")
  func own() throws {
    let course = try course(
      [("09:00", asks("g")), ("09:10", answers("m"))] + merged() + [("11:00", .undelivered(messageID: "m"))])
    #expect(course.unanswered.map(\.id) == ["g"])
    #expect(try course.response?.at == at("10:10"), "the other ticket's customer was answered")
  }

  @Test("what had not arrived when its ticket was merged may arrive later")
  func carried() throws {
    let facts: [(String, TicketFact.Kind)] = try [
      ("10:30", moved("q", .customer, "10:00", waits: true)), ("10:30", moved("r", .reply, "10:10")),
      ("10:30", .undelivered(messageID: "r")), ("10:30", .merged(other, since: at("10:00"), answered: nil)),
    ]
    #expect(try course(facts).unanswered.map(\.id) == ["q"])
    let arrived = try course(facts + [("11:00", .delivered(messageID: "r"))])
    #expect(try arrived.unanswered.isEmpty && arrived.response?.at == at("11:00"))
  }

  @Test("a wait that had ended in another way before its ticket was merged does not begin again")
  func endedBefore() throws {
    let course = try course([
      ("10:30", moved("q", .customer, "10:00")), ("10:30", moved("r", .reply, "10:10")),
      ("10:30", .undelivered(messageID: "r")), ("10:30", .merged(other, since: at("10:00"), answered: nil)),
    ])
    #expect(course.unanswered.isEmpty)
  }

  @Test("a promise is kept by an answer that arrives late")
  func keptLate() throws {
    let course = try course([
      ("09:00", asks("g")), ("09:05", .promised(until: at("15:00"))), ("09:10", answers("m")),
      ("10:00", .undelivered(messageID: "m")), ("10:10", .delivered(messageID: "m")),
    ])
    #expect(try course.promise == nil && course.pastPromises.map(\.kept) == [at("10:10")])
  }

  @Test("a promise that an answer was thought to keep is over where the ticket ended")
  func promise() throws {
    let facts: [(String, TicketFact.Kind)] = try [
      ("09:00", asks("g")), ("09:05", .promised(until: at("15:00"))), ("09:10", answers("m")),
      ("09:20", .state(StateChange(to: .resolved, because: "done"))), ("10:00", .undelivered(messageID: "m")),
    ]
    let course = try course(facts)
    #expect(course.promise == nil && course.pastPromises.isEmpty)
    #expect(course.dropped.map(\.id) == ["g"] && course.waits.isOwed("m"))
  }

  @Test("what was deleted waits no more, also once the ticket has ended")
  func deleted() throws {
    let course = try course([
      ("08:30", asks("f")), ("08:40", answers("m")), ("09:00", asks("g")),
      ("09:10", .state(StateChange(to: .resolved, because: "done"))), ("09:20", .deleted(messageID: "g")),
      ("09:30", asks("h")),
      ("09:30", .state(StateChange(to: .open, because: "back"))),
    ])
    #expect(course.unanswered.map(\.id) == ["h"] && course.abandoned.isEmpty)
  }
}
