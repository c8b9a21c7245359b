import Foundation
import Scheduling
import TestSupport
import Testing
import Timekeeping
import Workflows

/// What a real store exports, and what Python makes of it.
@Suite("Exported definitions", .ownThreads)
struct RecomputeExportTests {
  @Test(
    "What a store exports is answered as the store answers, and exporting again gives the same bytes",
    .enabled(if: Recompute.isPossible, "python3 with zoneinfo is not here"))
  func exported() async throws {
    let test = try await TestDesk(at: "2026-11-23T06:00:00Z")
    try await test.applySamples()
    let draft = try await test.perform(DraftRota(team: "field-support", week: ISOWeek(text: "2026-W48")))
    try await test.perform(PublishRota(draft: draft.id))
    try await test.perform(
      AddLeave(member: "ana", from: "2026-11-24T00:00:00Z".instant, until: "2026-11-25T12:00:00Z".instant))
    let name = "field-support/definitions.json"
    let text = try #require(try await test.perform(ExportFiles()).first { $0.path == name }?.text)
    test.clock.set("2026-11-23T18:00:00Z".instant)
    #expect(try await test.perform(ExportFiles()).first { $0.path == name }?.text == text)
    let recompute = try Recompute()
    defer { recompute.remove() }
    let path = try recompute.write(text, name: "field-support")
    var questions: [Recompute.Question] = []
    for hour in stride(from: 0, to: 24 * 14, by: 5) {
      let at = "2026-11-23T06:30:00Z".instant + .hours(hour)
      for row in try await test.perform(WhoIsOn(team: "field-support", at: at)).rows {
        let own = row.members.filter { $0.duty == row.duty }.map(\.member).sorted()
        questions.append(
          Recompute.Question(path: path, duty: row.duty, at: at, answer: own.joined(separator: " ")))
      }
    }
    #expect(questions.count > 100)
    #expect(questions.contains { !$0.answer.isEmpty })
    let wrong = try recompute.wrong(questions)
    #expect(wrong.count == 0, "\(wrong.prefix(5).map(\.description).joined(separator: "\n"))")
  }
}
