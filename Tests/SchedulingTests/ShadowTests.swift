import Scheduling
import TestSupport
import Testing
import Timekeeping

@Suite("Shadow duties: on with the holder, never paged, never cover")
struct ShadowTests {
  private func timeline() throws -> OnCallTimeline {
    let hours = "08:00-16:00"
    let primary = try Sample.layer("week", "ana", handoff: "mon 00:00", from: "2026-11-02", hours: hours)
    let shadow = try Sample.layer("learn", "ben", handoff: "mon 00:00", from: "2026-11-02")
    var learning = Sample.duty("learning", [shadow], fallback: "primary")
    learning.shadows = Sample.duty("primary")
    let backup = Sample.duty("backup", [primary], fallback: "learning")
    let schedule = try Sample.schedule([Sample.duty("primary", [primary], fallback: "learning"), learning, backup])
    let leave = try Sample.leave("l1", "ana", "2026-11-23 10:00", "2026-11-23 12:00")
    return try OnCallTimeline(Sample.input(schedule, leave: [leave]), "2026-11-23 00:00", "2026-11-24 00:00")
  }

  @Test("They are shown as on, and never answer: neither for their own duty nor as a fallback")
  func neverAnswer() throws {
    let timeline = try timeline()
    let at = try Sample.at("2026-11-23 11:00")
    #expect(try timeline.on("learning", "2026-11-23 11:00") == "ben")
    #expect(timeline.answering(Sample.duty("learning"), at: at).isEmpty)
    #expect(timeline.answering(Sample.duty("primary"), at: at).isEmpty)
    #expect(timeline.who(Sample.duty("backup"), at: at).holders.isEmpty)
    #expect(timeline.schedule.fallbackChain(from: Sample.duty("primary")).map(\.id.text) == ["primary"])
  }

  @Test("Their time covers nothing of the duty they shadow, and need not be filled itself")
  func noCover() throws {
    let timeline = try timeline()
    #expect(
      try timeline.duty(Sample.duty("primary"))?.gaps.map(\.interval)
        == [Sample.span("2026-11-23 10:00", "2026-11-23 12:00")])
    var schedule = timeline.schedule
    schedule.duties[1].filling = .layers([
      try Sample.layer("learn", "ben", handoff: "mon 00:00", from: "2026-11-02", hours: "mon 08:00-09:00")
    ])
    let sparse = try OnCallTimeline(Sample.input(schedule), "2026-11-23 00:00", "2026-11-30 00:00")
    #expect(sparse.duty(Sample.duty("learning"))?.gaps == [])
  }
}
