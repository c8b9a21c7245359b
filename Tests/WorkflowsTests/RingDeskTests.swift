import Foundation
import PagingChannels
import ProviderExchange
import Scheduling
import Storage
import Synchronization
import TestSupport
import Testing
import TicketSources
import Timekeeping
import Triage
import Workflows

/// Somebody rings for whoever is on, over the channels that people have.
@Suite(.ownThreads) struct RingDeskTests {
  @Test("Anyone rings whoever is on, with a reason, and not without end")
  func ring() async throws {
    let test = try await ChannelTeam.desk(#"{ pager: "http://one.example.com/ana" }"#)
    let first = try await test.perform(
      RingOnCall(team: "alarm", who: "primary", reason: "the depot  stands\nstill", caller: "bo"))
    #expect(first.ticket.title == "Bo Lindqvar rings: the depot stands still" && first.paged == ["Ana Ferrow"])
    try await test.live(until: try ChannelTeam.instant(0))
    #expect(test.sent.ids == ["T-1-1-r0-s0-ana_pager"])
    let about = try await test.perform(
      RingOnCall(team: "alarm", who: "cy", reason: "needs the firmware", caller: "bo", about: "T-1"))
    #expect(about.paged == ["Cy Morandel"])
    let told = try await test.desk.store.read { try $0.pages(of: TicketID(number: 2)) }.map(\.page.title)
    #expect(told == ["Bo Lindqvar rings about T-1: needs the firmware"], "whoever is pulled in reads on what")
    let history = try await test.desk.store.read { try $0.history(of: TicketID(number: 1)) }
    #expect("\(history)".contains("Rang cy of alarm (T-2): needs the firmware"))
    for number in 3...6 {
      try await test.perform(RingOnCall(team: "alarm", who: "primary", reason: "again \(number)", caller: "bo"))
    }
    let problem = await #expect(throws: OperatorProblem.self) {
      try await test.perform(RingOnCall(team: "alarm", who: "primary", reason: "and again", caller: "bo"))
    }
    #expect(problem?.what == "you rang 6 times within an hour")
    try await test.perform(RingOnCall(team: "alarm", who: "primary", reason: "somebody else may", caller: "cy"))
    #expect(try await test.perform(VerifyStore()) == [])
  }

  @Test("Who is rung over a channel that the settings do not have is not called paged")
  func ringOverNothing() async throws {
    let test = try await ChannelTeam.desk(#"{ pager: "http://one.example.com/ana" }"#, bo: "{ gone: somewhere }")
    let reply = try await test.perform(RingOnCall(team: "alarm", who: "bo", reason: "the depot", caller: "cy"))
    #expect(reply.paged.isEmpty)
    #expect(reply.because.last == "Bo Lindqvar gets no page over 'gone': there is no such channel in the settings")
  }

  @Test("Where every page was refused, the next action says that nobody was reached, until somebody is")
  func reachedNobody() async throws {
    let test = try await ChannelTeam.desk(#"{ pager: "http://one.example.com/ana" }"#)
    test.sent.respond(.http(status: 410, headers: [], body: []))
    let opened = try await ChannelTeam.open(test, "Down").nextAction
    #expect(!opened.hasPrefix("no page"), "none has left")
    try await test.live(until: try ChannelTeam.instant(10))
    func next() async throws -> String { try await test.perform(ShowTicket(id: "T-1")).ticket.nextAction }
    #expect(try await next() == "no page reached anybody: call Ana Ferrow")
    test.sent.respond { SentPages.documented($0) }
    try await test.live(until: try ChannelTeam.instant(301))
    #expect(try await !next().hasPrefix("no page"))
  }

  @Test("A ring that failed is not counted, and programs that name nobody are counted by whom they ring")
  func countedRings() async throws {
    let test = try await ChannelTeam.desk("{ phone: ana-topic }")
    func ring(_ who: String, _ actor: Actor) async throws {
      _ = try await RingOnCall(team: "alarm", who: who, reason: "dark").perform(on: test.desk, actor: actor)
    }
    for _ in 1...6 { await #expect(throws: OperatorProblem.self) { try await ring("primry", .local("kim")) } }
    for _ in 1...6 { try await ring("primary", .local("kim")) }
    await #expect(throws: OperatorProblem.self) { try await ring("cy", .local("kim")) }
    for who in ["primary", "cy"] {
      for _ in 1...6 { try await ring(who, .api) }
      await #expect(throws: OperatorProblem.self) { try await ring(who, .api) }
    }
  }

  @Test("Rings are counted in the store: a command without a server and a restarted server know of those before")
  func countedAcrossProcesses() async throws {
    let test = try await ChannelTeam.desk("{ phone: ana-topic }")
    func ring() async throws {
      let desk = ServiceDesk(
        store: test.desk.store, clock: test.clock.wall, zones: test.desk.zones, setup: test.desk.setup,
        keys: test.desk.keys, transport: test.desk.transport, log: test.desk.log)
      _ = try await RingOnCall(team: "alarm", who: "cy", reason: "dark", caller: "bo")
        .perform(on: desk, actor: .local("kim"))
    }
    try await ring()
    test.clock.set(try Timestamp(text: ChannelTeam.instant(600)))
    for _ in 2...6 { try await ring() }
    let problem = await #expect(throws: OperatorProblem.self) { try await ring() }
    #expect(problem?.what == "you rang 6 times within an hour")
    #expect(problem?.help.hasPrefix("the next ring is possible in 50 minutes; ") == true)
    test.clock.set(try Timestamp(text: ChannelTeam.instant(3600)))
    try await ring()
    await #expect(throws: OperatorProblem.self) { try await ring() }
  }

  @Test(
    "A ring without a reason or with an endless one, or for nobody known, is refused",
    arguments: [("primary", " "), ("primary", "r" + String(repeating: "\u{301}", count: 300)), ("primry", "help")])
  func refusedRing(who: String, reason: String) async throws {
    let test = try await ChannelTeam.desk("{ phone: ana-topic }")
    await #expect(throws: OperatorProblem.self) {
      try await test.perform(RingOnCall(team: "alarm", who: who, reason: reason))
    }
    #expect(try await test.perform(ListTickets()).isEmpty)
  }

  @Test("Words of any length are refused with their beginning only")
  func longWords() async throws {
    let test = try await ChannelTeam.desk("{ phone: ana-topic }")
    let long = String(repeating: "x", count: 70_000)
    for ring in [
      RingOnCall(team: long, who: "primary", reason: "dark"), RingOnCall(team: "alarm", who: long, reason: "dark"),
      RingOnCall(team: "alarm", who: "primary", reason: "dark", caller: long),
      RingOnCall(team: "alarm", who: "primary", reason: "dark", about: long),
    ] {
      let problem = await #expect(throws: OperatorProblem.self) { try await test.perform(ring) }
      #expect(problem?.what.hasSuffix("xxx…'") == true && (problem?.description.count ?? .max) < 400)
    }
  }
}
