import Scheduling
import Testing
import Timekeeping
import Triage

@testable import Storage

/// What waits leaves channel by channel, and what the writer remembers is what is stored.
@Suite("Room of channels")
struct OutboxRoomTests {
  private let store: Store

  init() async throws {
    store = try Store.sample()
    try await store.write { tx in
      try tx.insertTicket(Samples.ticket(1))
      for step in 0..<4 {
        for channel in ["pager", "phone"] {
          _ = try tx.enqueue(Self.page(step, over: channel), notBefore: Samples.at(Int64(10 + step)))
        }
      }
    }
  }

  private static func page(_ step: Int, over channel: String) -> Page {
    let model = Samples.page(1, step: step)
    return Page(
      id: PageID(
        ticket: model.ticket, episode: 1, round: 0, step: step, recipient: model.recipient, channel: channel),
      ticket: model.ticket, team: model.team, episode: 1, round: 0, step: step, recipient: model.recipient,
      recipientName: model.recipientName, channel: channel, address: "https://\(channel).example.com/ana",
      title: model.title, why: model.why, priority: model.priority, created: model.created)
  }

  @Test("Of each channel no more is claimed than it has room for, the oldest first")
  func room() async throws {
    let rows = try await store.write { tx in
      try tx.claimPages(now: Samples.at(99), until: Samples.at(199), limit: 64) { $0 == "phone" ? 1 : 3 }
    }
    #expect(rows.map(\.page.channel) == ["pager", "phone", "pager", "pager"])
    #expect(rows.map(\.page.step) == [0, 0, 1, 2])
  }

  @Test("A channel without room asks for nothing; the others, and claims that run out, still do")
  func full() async throws {
    #expect(try await store.read { try $0.nextDue(.page, full: ["pager"]) } == Samples.at(10))
    #expect(try await store.read { try $0.nextDue(.page, full: ["pager", "phone"]) } == nil)
    #expect(try await store.read { try $0.nextDue(.letter) } == nil)
    try await store.write { tx in
      _ = try tx.claimPages(now: Samples.at(10), until: Samples.at(40), limit: 1)
    }
    #expect(try await store.read { try $0.nextDue(.page, full: ["pager", "phone"]) } == Samples.at(40))
  }

  @Test("What a refused command wrote is not remembered")
  func takenBack() async throws {
    struct Refused: Error {}
    let id = TicketID(number: 1)
    let before = try await store.write { try $0.ticket(id) }
    await #expect(throws: Refused.self) {
      try await store.write { tx in
        var ticket = try #require(try tx.ticket(id))
        ticket.title = "another"
        try tx.updateTicket(ticket, expecting: ticket.version)
        #expect(try tx.ticket(id)?.title == "another")
        throw Refused()
      }
    }
    #expect(try await store.write { try $0.ticket(id) } == before)
    #expect(try await store.write { try $0.misrememberedTickets() }.isEmpty)
  }

  @Test("What the writer remembers otherwise than it is stored is found")
  func misremembered() async throws {
    let wrong = try await store.write { tx in
      var ticket = try #require(try tx.ticket(TicketID(number: 1)))
      ticket.title = "another"
      tx.decoded?.keep(ticket, bytes: 100)
      return try tx.misrememberedTickets()
    }
    #expect(wrong == ["T-1"])
  }
}
