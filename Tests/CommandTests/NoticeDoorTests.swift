import Foundation
import PagingChannels
import Synchronization
import TestSupport
import Testing
import Timekeeping

/// From a change of the rota to a notice at a real receiver, also over a server that is killed in between.
@Suite(.serialized, .promptThreads) struct NoticeDoorTests {
  private func place(_ receiver: Receiver) throws -> Workplace {
    let place = try Workplace([
      "schedules/alarm.yaml": KillTeam.schedule(receiver: receiver.port).replacing(
        "fallback: secondary", with: "handoff digest: never") + "on change: pager\nweekly summary: never\n",
      "watchbill.yaml": KillTeam.settings(receiver: receiver.port).replacing(
        "pager: { kind: webhook,", with: "pager: { kind: webhook, url: \"http://127.0.0.1:\(receiver.port)/team\","),
    ])
    #expect(try place.run("apply").code == 0)
    return place
  }

  private func swap(_ place: Workplace) throws {
    let result = try place.run(
      "override", "add", "alarm", "primary", "--from", "now", "--until", "2099-01-01", "--member", "bo", "--for", "ana",
      "--force")
    #expect(result.code == 0, "\(result.err)")
  }

  private func type(_ arrival: Receiver.Arrival) -> String {
    let object = try? JSONSerialization.jsonObject(with: arrival.body) as? [String: Any]
    return object?["type"] as? String ?? ""
  }

  /// Waits until `wanted` is true of what arrived.
  private func arrivals(
    at receiver: Receiver, where wanted: ([Receiver.Arrival]) -> Bool
  ) async throws -> [Receiver.Arrival] {
    for _ in 0..<1200 where !wanted(receiver.arrivals) { try await Task.sleep(for: .milliseconds(50)) }
    return receiver.arrivals
  }

  @Test("a change while the server runs is posted to the team's channel and to both people, signed, and listed")
  func arrives() async throws {
    let receiver = try await Receiver.start()
    defer { receiver.stop() }
    let place = try place(receiver)
    let server = try RunningServer.start(in: place, environment: KillTeam.environment)
    defer { server.stop() }
    try swap(place)
    let all = try await arrivals(at: receiver) { Set($0.map(\.id)).count >= 3 }
    // A receiver that answers too late is sent the same again.
    let seen = all.enumerated().filter { place, one in !all[..<place].contains { $0.id == one.id } }.map(\.element)
    #expect(seen.map(type).sorted() == ["notice", "notice", "shift-change"], "\(seen.map(\.id))")
    for arrival in seen { try checkSignature(arrival) }
    let told = try await listed(place, lines: 4)
    #expect(told.split(whereSeparator: \.isNewline).count == 4, "\(told)")
    #expect(told.contains("shift-change") && told.contains("You have fewer shifts in Alarm desk"))
    let bo = try place.run("notices", "--member", "bo")
    #expect(bo.out.contains("You have more shifts") && !bo.out.contains("fewer"), "\(bo.out)")
    let wrong = try place.run("notices", "--state", "snet")
    #expect(wrong.code == 2 && wrong.err.contains("did you mean 'sent'?"), "\(wrong.err)")
  }

  /// What was sent, once that many lines are there: an answer is written down a moment after it came.
  private func listed(_ place: Workplace, lines: Int) async throws -> String {
    var text = ""
    for _ in 0..<200 where text.split(whereSeparator: \.isNewline).count < lines {
      text = try place.run("notices", "--state", "sent", "--format", "csv").out
      try await Task.sleep(for: .milliseconds(50))
    }
    return text
  }

  private func checkSignature(_ arrival: Receiver.Arrival) throws {
    let signer = try WebhookSigner(secrets: [try #require(KillTeam.environment["KILL_TEST_PAGER"])])
    let stamp = try #require(arrival.headers["webhook-timestamp"])
    let verdict = signer.verify(
      id: arrival.id, timestamp: stamp, signature: arrival.headers["webhook-signature"] ?? "",
      body: Array(arrival.body), now: Timestamp(seconds: Int64(stamp) ?? 0))
    #expect(verdict == .genuine)
  }

  @Test("a server killed between the commit and the answer sends the same again under the same ids, and nothing new")
  func killed() async throws {
    let isHeld = Mutex(true)
    let receiver = try await Receiver.start { _ in
      // What arrives before the kill is never answered.
      while isHeld.withLock({ $0 }) { try? await Task.sleep(for: .milliseconds(20)) }
      return 200
    }
    defer { receiver.stop() }
    let place = try place(receiver)
    try swap(place)
    var running = try RunningServer.start(in: place, environment: KillTeam.environment)
    let before = try await arrivals(at: receiver) { Set($0.map(\.id)).count >= 3 }
    running.kill()
    isHeld.withLock { $0 = false }
    running = try RunningServer.start(in: place, environment: KillTeam.environment)
    let after = try await arrivals(at: receiver) { Set($0.dropFirst(before.count).map(\.id)).count >= 3 }
    // Long enough for anything that would be told a second time to arrive.
    try await Task.sleep(for: .milliseconds(700))
    running.kill()
    #expect(Set(before.map(\.id)).count == 3 && Set(receiver.arrivals.map(\.id)) == Set(before.map(\.id)))
    for again in after.dropFirst(before.count) {
      #expect(before.contains { $0.id == again.id && $0.body == again.body }, "\(again.id) changed")
    }
    let verified = try place.run("verify")
    #expect(verified.code == 0, "\(verified.out)")
    let states = try place.run("notices", "--format", "csv").out
    #expect(!states.contains(",new,") && !states.contains(",ready,"), "\(states)")
  }

  @Test("test-page proves who can be reached, exits 1 when somebody cannot, and remembers it")
  func testPage() async throws {
    let receiver = try await Receiver.start { $0.body.contains(Data("/bo\"".utf8)) ? 410 : 200 }
    defer { receiver.stop() }
    let place = try place(receiver)
    let fine = try place.run("test-page", "--member", "ana", environment: KillTeam.environment)
    #expect(fine.code == 0 && fine.out.contains("everybody can be reached"), "\(fine.out)\(fine.err)")
    let tonight = try place.run("test-page", "--all-on-tonight", environment: KillTeam.environment)
    #expect(tonight.code == 1, "\(tonight.out)\(tonight.err)")
    #expect(tonight.out.contains("cannot be reached: bo"), "\(tonight.out)")
    #expect(tonight.out.contains("ana") && tonight.out.contains("alarm/primary") && !tonight.out.contains("cy"))
    #expect(receiver.arrivals.map(type).allSatisfy { $0 == "test" })
    #expect(String(decoding: receiver.arrivals[0].body, as: UTF8.self).contains("nothing to do"))
    let both = try place.run("test-page", "--member", "ana", "--team", "alarm")
    #expect(both.code == 2)
    let server = try RunningServer.start(in: place, environment: KillTeam.environment)
    defer { server.stop() }
    let through = try place.run("test-page", "--team", "alarm", "--format", "json")
    #expect(through.code == 1 && through.out.contains("\"unreachable\" : ["), "\(through.out)")
  }
}
