import Scheduling
import Testing
import Timekeeping
import Triage

@Suite("Bulk rebalance (C8)")
struct RebalanceTests {
  private func tickets(_ count: Int, of owner: String, _ story: Story) throws -> [Ticket] {
    try (1...count).map { number in
      var one = story
      one.loads = [:]
      one.pauses = []
      try one.opens("0\(number):00", number: number)
      var ticket = try #require(one.ticket)
      ticket.owner = Desks.member(owner)
      return ticket
    }
  }

  private func rebalanced(_ tickets: [Ticket], _ story: Story) throws -> [Decision] {
    let snapshot = try story.desk().snapshot
    return try Desk.rebalance(tickets.map { (ticket: $0, snapshot: snapshot) }, by: "Lena")
  }

  @Test("The youngest go to those with room, no further than the capacity asks for, and the acknowledged stay")
  func overloaded() throws {
    var story = try Story([Desks.staffed("desk always: ana ben cleo")], Desks.policy([Desks.level("desk")]))
    var tickets = try tickets(5, of: "ana", story)
    tickets[4].acknowledgement = Acknowledgement(by: Desks.member("ana"), at: tickets[4].created, via: "link")
    story.loads = [Desks.member("ana"): 5, Desks.member("cleo"): 1]
    try story.runs(to: "09:00")
    let moved = try rebalanced(tickets, story)
    #expect(moved.map { "\($0.ticket.id) \($0.ticket.owner?.text ?? "-")" } == ["T-4 ben", "T-3 cleo", "T-2 ben"])
    #expect(moved.first?.ticket.because == "Lena rebalanced the desk: Ana has 5 of 2 tickets")
    #expect(moved.last?.ticket.because == "Lena rebalanced the desk: Ana has 3 of 2 tickets")
    #expect(moved.map { $0.tells.map(\.kind) } == Array(repeating: [.taken, .given], count: 3))
  }

  @Test("Who has paused gives away what they have not begun; where nobody has room nothing moves")
  func paused() throws {
    var story = try Story([Desks.staffed("desk always: ana ben")], Desks.policy([Desks.level("desk")]))
    let tickets = try tickets(2, of: "ana", story)
    story.loads = [Desks.member("ana"): 2]
    story.pauses = [Pause(member: Desks.member("ana"), from: .distantPast, reason: "a migration")]
    try story.runs(to: "09:00")
    #expect(try rebalanced(tickets, story).count == 2)
    story.loads = [Desks.member("ana"): 2, Desks.member("ben"): 2]
    #expect(try rebalanced(tickets, story).isEmpty)
    story.pauses = []
    story.loads = [Desks.member("ana"): 2]
    #expect(try rebalanced(tickets, story).isEmpty, "nobody has too much")
  }
}
