import Scheduling
import Testing
import Timekeeping

@testable import Triage

@Suite("Answers that did not reach the customer (rule K8)")
struct UndeliveredStories {
  private let ana = Desks.member("ana")

  private func story() throws -> Story {
    var story = try Story(
      [Desks.staffed("desk mon-fri 09:00-17:00: ana")], Desks.policy([Desks.level("desk")], pageFrom: nil))
    try story.opens("09:00")
    return story
  }

  private func at(_ time: String) throws -> Timestamp { try Desks.at("2026-11-23 \(time)") }

  /// The id of the answer.
  private func answers(
    _ story: inout Story, at time: String, then state: Queue.AfterReply? = nil
  ) throws -> String {
    try story.does(time) { try $0.reply($1, by: ana, text: "Try the cable.", then: state) }
    return try #require(story.outgoing.last?.message)
  }

  private func refused(_ story: inout Story, at time: String, _ message: String) throws {
    try story.does(time) { try $0.replyRefused($1, message: message, why: "status 401") }
  }

  @Test("who did not get it goes on waiting, and is answered when it was sent again and arrived")
  func arrives() throws {
    var story = try story()
    let message = try answers(&story, at: "09:10")
    #expect(try story.course.response?.at == at("09:10"))
    try refused(&story, at: "10:00", message)
    #expect(story.course.response == nil && story.course.answered.isEmpty)
    #expect(try story.course.unanswered.map(\.since) == [at("09:00")])
    #expect(story.ticket?.state == .open)
    try story.does("11:00") { try $0.replyArrived($1, message: message) }
    #expect(try story.course.response == FirstResponse(at: at("11:00"), how: .reply, by: ana))
    #expect(try story.course.answered.map(\.at) == [at("11:00")] && story.course.unanswered.isEmpty)
    #expect(story.ticket?.state == .pending)
    try story.does("11:05") { try $0.replyArrived($1, message: message) }
    #expect(story.course.answered.count == 1, "it arrives once")
  }

  @Test("what bounces once more after it was sent again is waited for once more")
  func bouncesAgain() throws {
    var story = try story()
    let message = try answers(&story, at: "09:10")
    try refused(&story, at: "10:00", message)
    try story.does("11:00") { try $0.replyArrived($1, message: message) }
    try refused(&story, at: "11:05", message)
    #expect(story.course.response == nil && story.course.answered.isEmpty && story.ticket?.state == .open)
    #expect(try story.course.unanswered.map(\.since) == [at("09:00")])
  }

  @Test("one that arrives late leaves it ours where we said so since, and counts when a later one bounces")
  func later() throws {
    var story = try story()
    let first = try answers(&story, at: "09:10")
    try refused(&story, at: "10:00", first)
    let second = try answers(&story, at: "10:10", then: .open)
    try story.does("10:15") { try $0.replyArrived($1, message: first) }
    #expect(story.ticket?.state == .open)
    try refused(&story, at: "10:30", second)
    #expect(story.course.response != nil && story.course.unanswered.isEmpty, "the first one is there")
  }

  @Test("what the customer wrote since is not answered by it")
  func newer() throws {
    var story = try story()
    let message = try answers(&story, at: "09:10")
    try refused(&story, at: "10:00", message)
    try story.hears("10:30", "Is anybody there?")
    try story.does("11:00") { try $0.replyArrived($1, message: message) }
    #expect(try story.course.unanswered.map(\.since) == [at("10:30")])
    #expect(story.ticket?.state == .open)
  }

  @Test("of two that were refused neither counts, in whatever order that is learned", arguments: [true, false])
  func both(inOrder: Bool) throws {
    var story = try story()
    let messages = try [answers(&story, at: "09:10", then: .open), answers(&story, at: "09:20")]
    let order = inOrder ? messages : messages.reversed()
    try refused(&story, at: "10:00", order[0])
    #expect(story.course.response != nil, "the other one may be on its way")
    try refused(&story, at: "10:01", order[1])
    #expect(story.course.response == nil && story.course.answered.isEmpty)
    #expect(try story.course.unanswered.map(\.since) == [at("09:00")])
    #expect(story.ticket?.state == .open)
  }

  @Test("where a later answer stands, that one is the first response, and ended the wait")
  func earlier() throws {
    var story = try story()
    let first = try answers(&story, at: "09:10", then: .open)
    _ = try answers(&story, at: "09:20")
    try refused(&story, at: "10:00", first)
    #expect(try story.course.response == FirstResponse(at: at("09:20"), how: .reply, by: ana))
    #expect(try story.course.answered == [AnsweredWait(from: at("09:00"), at: at("09:20"), by: ana)])
    #expect(story.course.unanswered.isEmpty && story.ticket?.state == .pending)
  }

  @Test("that no reply was needed counts from when it was said, and not from an answer that did not arrive")
  func needless() throws {
    var story = try story()
    let message = try answers(&story, at: "09:10")
    try story.hears("09:15", "I found it.")
    try story.does("09:20") { try $0.noReplyNeeded($1, by: ana, because: "he found it") }
    #expect(try story.course.response?.at == at("09:10"))
    try refused(&story, at: "10:00", message)
    #expect(try story.course.response == FirstResponse(at: at("09:20"), how: .noReplyNeeded, by: ana))
    #expect(try story.course.answered == [AnsweredWait(from: at("09:00"), at: at("09:20"), by: ana)])
    #expect(story.course.unanswered.isEmpty)
  }

  @Test("a promise that it kept was kept by the next answer")
  func promised() throws {
    var story = try story()
    let until = try at("15:00")
    try story.does("09:05") { try $0.promise($1, by: ana, until: until) }
    let first = try answers(&story, at: "09:10", then: .open)
    _ = try answers(&story, at: "09:20")
    try refused(&story, at: "10:00", first)
    #expect(story.course.promise == nil)
    #expect(try story.course.pastPromises.map(\.kept) == [at("09:20")])
  }

  @Test("what was said to the customers of two tickets is taken back from neither")
  func several() throws {
    var story = try story()
    let message = try answers(&story, at: "09:10")
    try story.does("10:00") { try $0.replyRefused($1, message: message, why: "status 401", isForOne: false) }
    #expect(try story.course.response?.at == at("09:10") && story.course.unanswered.isEmpty)
  }

  @Test("what it ended waits again, and so does a promise that it kept")
  func ended() throws {
    var story = try story()
    let message = try answers(&story, at: "09:10", then: .resolved)
    try refused(&story, at: "10:00", message)
    #expect(story.ticket?.state == .open && story.course.response == nil)
    #expect(try story.course.unanswered.map(\.since) == [at("09:00")])
    var promised = try self.story()
    let until = try at("15:00")
    try promised.does("09:05") { try $0.promise($1, by: ana, until: until) }
    let kept = try answers(&promised, at: "09:10")
    #expect(promised.course.promise == nil && promised.course.pastPromises.count == 1)
    try refused(&promised, at: "10:00", kept)
    #expect(promised.course.promise?.until == until && promised.course.pastPromises.isEmpty)
  }
}
