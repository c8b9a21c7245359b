import Foundation
import Storage
import Testing
import Timekeeping
import Triage
import Workflows

/// What is said on a ticket, kept and counted through a real store.
@Suite struct ConversationTests {
  private func desk(at now: String = "2026-11-24T10:00:00Z") async throws -> TestDesk {
    let test = try await TestDesk(at: now, schedules: ["alarm.yaml": SmallTeam.text])
    try await test.perform(OpenTicket(team: "alarm", title: "The reader shows nothing", requester: "kim@example.org"))
    return test
  }

  private func act(_ act: ActOnTicket.Act, on test: TestDesk, by member: String = "cy") async throws -> TicketRow {
    try await test.perform(ActOnTicket(id: "T-1", member: member, act: act))
  }

  @Test("A reply stops the first response and waits for the customer; notes, holds and promises are kept in order")
  func kept() async throws {
    let test = try await desk()
    #expect(try await act(.note(text: "I know this one."), on: test).state == "open")
    try await test.move(to: "2026-11-24T10:30:00Z")
    #expect(try await act(.reply(text: "Try the other cable.", then: nil), on: test).state == "pending")
    _ = try await act(.promise(until: "2026-11-25T09:00:00Z".instant), on: test)
    let held = try await act(.hold(because: "the vendor", until: "2026-11-26T09:00:00Z".instant), on: test)
    #expect(held.state == "on hold")
    #expect(held.due == "2026-11-25T09:00:00Z".instant)
    let clocks = try await test.perform(ShowClocks(id: "T-1"))
    #expect(clocks.messages.map(\.kind) == ["customer", "note", "reply"])
    #expect(clocks.waitsFor == "others")
    #expect(clocks.clocks.map(\.clock) == ["first response", "promised update"])
    #expect(clocks.clocks.map(\.state) == ["met", "running"])
    try await test.live(until: "2026-11-25T09:00:01Z")
    let late = try await test.perform(ShowClocks(id: "T-1"))
    #expect(late.breaches.map(\.clock) == [.promisedUpdate])
    try await test.live(until: "2026-11-26T09:00:00Z")
    #expect(try await test.perform(ListTickets()).first?.state == "open")
    let violations = try await test.perform(VerifyStore())
    #expect(violations.isEmpty, "\(violations)")
  }

  @Test("The due time that has passed and the one that is checked next are of clocks with names")
  func whoseDueTime() async throws {
    let test = try await desk()
    #expect(try await test.perform(ShowTicket(id: "T-1")).ticket.dueClock == "first response")
    _ = try await act(.promise(until: "2026-11-24T11:00:00Z".instant), on: test)
    try await test.live(until: "2026-11-24T11:05:00Z")
    let shown = try await test.perform(ShowTicket(id: "T-1"))
    #expect(shown.ticket.due == "2026-11-24T11:00:00Z".instant && shown.ticket.dueClock == "promised update")
    #expect(shown.timer?.purpose == .due && shown.timerClock == "first response")
  }

  @Test("On hold or pending it says who has it, why as said last, and when it wakes; a private one not why")
  func waiting() async throws {
    let test = try await desk()
    let shown = { try await test.perform(ShowTicket(id: "T-1")) }
    #expect(try await shown().waiting == nil)
    for reason in ["vendor", "vendor and customs"] {
      _ = try await act(.hold(because: reason, until: "2026-11-26T09:00:00Z".instant), on: test)
    }
    let held = "Cy Morandel has it on hold: vendor and customs; wakes 2026-11-26T09:00:00Z"
    #expect(try await shown().waiting == held)
    _ = try await act(.visibility(isPrivate: true), on: test)
    let hidden = try await shown().forAnybody
    #expect(hidden.waiting == "Cy Morandel has it on hold; wakes 2026-11-26T09:00:00Z")
    _ = try await act(.pending(because: nil), on: test)
    #expect(try await shown().waiting == "Cy Morandel waits for the customer", "said once")
    _ = try await act(.reopen(because: "a slip"), on: test)
    _ = try await act(.pending(because: "we asked for a log"), on: test)
    #expect(try await shown().waiting == "Cy Morandel waits for the customer: we asked for a log")
  }

  @Test("A bug that is open refuses the end with what to do; done, it wakes the ticket")
  func bug() async throws {
    let test = try await desk()
    _ = try await act(.link(url: "https://bugs.example.com/7", kind: "bug"), on: test)
    _ = try await act(.hold(because: "bug 7", until: nil), on: test)
    let refusal = try await #require(throws: OperatorProblem.self) {
      _ = try await act(.close(TicketEndingWords()), on: test)
    }
    #expect("\(refusal)".contains("T-1 waits for https://bugs.example.com/7, which is open"))
    #expect(try await act(.linkDone(url: "https://bugs.example.com/7"), on: test).state == "open")
    #expect(try await act(.close(TicketEndingWords(note: "in 2.1")), on: test).state == "closed")
    #expect(try await act(.reopen(because: "it is back"), on: test).state == "open")
  }

  @Test("Words that are no choice are refused with the nearest one, and nothing is stored")
  func words() async throws {
    let test = try await desk()
    for (deed, message) in [
      (ActOnTicket.Act.reply(text: "Hi", then: "resolvd"), "did you mean 'resolved'?"),
      (.link(url: "https://bugs.example.com/7", kind: "bugg"), "did you mean 'bug'?"),
      (.link(url: "a b", kind: "bug"), "is no address"),
      (.link(url: "nonsense", kind: "bug"), "'nonsense' is no address"),
      (.link(url: "javascript:alert(1)", kind: "bug"), "is no address"),
      (.link(url: "https://", kind: "bug"), "help: write it like https://bugs.example.com/7"),
      (.close(TicketEndingWords(link: "bug 7")), "is no address"),
      (.triage(kind: nil, priority: "urgnt"), "did you mean"),
      (.reply(text: "", then: nil), "the reply has 0 characters"),
      (.reply(text: "r" + String(repeating: "\u{301}", count: 100_000), then: nil), "the reply has 100001 characters"),
      (.close(TicketEndingWords(improvement: "docs")), "where the work on 'docs' is"),
      (.close(TicketEndingWords(improvement: "")), "the improvement names no kind"),
      (.close(TicketEndingWords(improvement: "=https://work.example.com/7")), "the improvement names no kind"),
    ] {
      let refusal = try await #require(throws: OperatorProblem.self) { _ = try await act(deed, on: test) }
      #expect("\(refusal)".contains(message), "\(refusal)")
    }
    #expect(try await test.perform(ShowClocks(id: "T-1")).messages.count == 1)
  }
}
