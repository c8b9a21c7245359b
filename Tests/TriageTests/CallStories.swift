import Scheduling
import Testing
import Timekeeping

@testable import Triage

@Suite("Calls for support where the customer reads them (C44)")
struct CallStories {
  private let ana = Desks.member("ana")
  private let ben = Desks.member("ben")

  /// Ana's ticket, who is on until five, at a desk where Ben always is.
  private func story() throws -> Story {
    let duties = try [Desks.staffed("desk always: ben"), Desks.staffed("day mon-fri 09:00-17:00: ana")]
    var story = try Story(duties, Desks.policy([Desks.level("desk")], pageFrom: nil))
    try story.opens("09:00")
    try story.does("09:05") { try $0.handOver($1, by: ben, to: ana, note: nil) }
    return story
  }

  private func calls(_ story: inout Story, at time: String, by member: MemberID) throws -> [Telling] {
    var told: [Telling] = []
    try story.does(time) { desk, ticket throws(DeskRefusal) in
      let event = SourceEvent(
        item: ItemKey("e1"), what: .message(ItemMessage(id: "c\(time)", text: "@crew, please take it.")),
        author: EventAuthor(Party(name: "A member"), kind: .colleague), isCall: true)
      guard case .changed(let decision) = try desk.take(event, on: ticket, member: member) else {
        throw DeskRefusal(what: "it begins anew", help: "")
      }
      told = decision.tells.filter { $0.kind == .involved }
      return decision
    }
    return told
  }

  @Test("an owner who is on answers the customer; while they are off whoever is on hears of it, too")
  func owners() throws {
    var on = try story()
    #expect(try calls(&on, at: "10:00", by: ana).isEmpty)
    #expect(on.course.messages.last?.message.kind == .reply && on.ticket?.state == .pending)
    var off = try story()
    #expect(try calls(&off, at: "18:00", by: ana).map(\.to) == [[ben]])
    #expect(off.course.messages.last?.message.kind == .reply)
  }

  @Test("a colleague's brings back what waits for the customer, and reaches its owner alone; what is resolved stays so")
  func colleagues() throws {
    var story = try story()
    try story.does("09:30") { try $0.reply($1, by: ana, text: "Try the cable.") }
    #expect(try calls(&story, at: "10:00", by: ben).map(\.to) == [[ana]])
    #expect(story.course.messages.last?.message.kind == .note && story.ticket?.state == .open)
    try story.does("11:00") { try $0.resolve($1, by: ana, note: nil) }
    #expect(try calls(&story, at: "18:00", by: ben).map(\.to) == [[ana]])
    #expect(story.ticket?.state == .resolved)
  }
}
