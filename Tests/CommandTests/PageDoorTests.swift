import Foundation
import PagingChannels
import TestSupport
import Testing
import Timekeeping

/// From a ticket to a page at a real receiver, and back over the signed link.
@Suite(.serialized, .promptThreads) struct PageDoorTests {
  @Test(
    "an urgent ticket rings at the receiver, signed; the link shows on GET and acts on POST; then nothing more rings")
  func rings() async throws {
    let receiver = try await Receiver.start()
    defer { receiver.stop() }
    let place = try Workplace([
      // More rounds than this test can last, so that silence is the acknowledgement's doing.
      "schedules/alarm.yaml": KillTeam.schedule(receiver: receiver.port).replacing(
        "repeat: 1 times", with: "repeat: 9 times"),
      "watchbill.yaml": KillTeam.settings(receiver: receiver.port),
    ])
    #expect(try place.run("apply").code == 0)
    let server = try RunningServer.start(in: place, environment: KillTeam.environment)
    defer { server.stop() }
    #expect(try place.run("ticket", "open", "alarm", "Down", "--priority", "urgent").code == 0)
    let page = try await first(at: receiver)
    try checkSignature(page)
    let text = String(decoding: page.body, as: UTF8.self)
    let link = try #require(text.firstMatch(of: #/\/ack\/[A-Za-z0-9_.-]+/#).map { String($0.0) })
    let shown = try await server.send("GET", link)
    #expect(shown.status == 200 && shown.text.contains("<form") && shown.text.contains("Down"))
    #expect(try place.run("ticket", "show", "T-1").out.contains("acknowledged") == false, "looking changes nothing")
    #expect(try await server.send("GET", link + "x").status == 404)
    #expect(try await server.send("POST", link).status == 200)
    let acknowledged = ContinuousClock.now
    #expect(try place.run("ticket", "show", "T-1").out.contains("by the link that was sent"))
    let made = try pages(place)
    try await Task.sleep(for: .seconds(3))
    let states = try pages(place)
    #expect(states.keys.sorted() == made.keys.sorted(), "nothing is made after it")
    // Nothing calls a request back: what was on its way may arrive long after, and is known to have crossed.
    for arrival in receiver.arrivals {
      let state = try #require(states[arrival.id], "\(arrival.id) is no page of the ticket")
      #expect(arrival.at <= acknowledged || state != "sent", "\(arrival.id) left though nobody was to ring")
    }
  }

  @Test("where no server runs, whoever wants somebody at once is told that nobody hears of it yet")
  func unsent() throws {
    let place = try Workplace([
      "schedules/alarm.yaml": KillTeam.schedule(receiver: 1), "watchbill.yaml": KillTeam.settings(receiver: 1),
    ])
    try place.say("apply")
    func waits(_ id: String) -> String {
      "no server runs: the pages of \(id) leave once watchbill serve does, and nobody hears of it before"
    }
    let rung = try place.say("ring primary --team alarm --reason dark")
    #expect(rung.err == "watchbill: warning: \(waits("T-1"))\n")
    #expect(rung.out.contains("\npaged once a server runs: Ana Ferrow\n"), "\(rung.out)")
    let again = try place.say("ring bo --team alarm --reason dark --format json").object()
    #expect((again["ticket"] as? [String: Any])?["warnings"] as? [String] == [waits("T-2")])
    let opened = try place.say("ticket open alarm Down --priority urgent --format json")
    #expect(try opened.list()[0]["warnings"] as? [String] == [waits("T-3")] && !opened.err.isEmpty)
    #expect(try place.say("ticket open alarm Slow --priority normal").err.isEmpty, "it pages nobody")
  }

  /// The state of each page of the ticket, by id.
  private func pages(_ place: Workplace) throws -> [String: String] {
    let ticket = try place.run("ticket", "show", "T-1", "--format", "json").object()
    var states: [String: String] = [:]
    for page in try #require(ticket["pages"] as? [[String: Any]]) {
      let id = try #require(page["id"] as? String)
      states[id] = page["state"] as? String
    }
    return states
  }

  private func first(at receiver: Receiver) async throws -> Receiver.Arrival {
    for _ in 0..<1200 where receiver.arrivals.isEmpty { try await Task.sleep(for: .milliseconds(50)) }
    return try #require(receiver.arrivals.first)
  }

  private func checkSignature(_ page: Receiver.Arrival) throws {
    let secret = try #require(KillTeam.environment["KILL_TEST_PAGER"])
    let signer = try WebhookSigner(secrets: [secret])
    let stamp = try #require(page.headers["webhook-timestamp"])
    let verdict = signer.verify(
      id: page.id, timestamp: stamp, signature: page.headers["webhook-signature"] ?? "", body: Array(page.body),
      now: Timestamp(seconds: Int64(stamp) ?? 0))
    #expect(verdict == .genuine)
  }
}
