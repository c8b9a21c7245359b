import Foundation
import Scheduling
import TestSupport
import Testing
import Timekeeping
import Workflows

/// The exported definitions, read by a program in another language that shares nothing with ours.
@Suite("Who is on, recomputed from exported definitions", .ownThreads)
struct RecomputeTests {
  private static let teams = 50
  private static let instants = 200
  private static let duties = ["primary", "secondary", "desk", "learner"]

  @Test(
    "10,000 pairs of an invented team and an instant are answered alike (WATCHBILL_SEED=n begins elsewhere)",
    .enabled(if: Recompute.isPossible, "python3 with zoneinfo is not here"))
  func invented() throws {
    let recompute = try Recompute()
    defer { recompute.remove() }
    var questions: [Recompute.Question] = []
    for seed in Seeds.first..<Seeds.first + Self.teams {
      let team = try InventedTeam(seed: seed)
      let path = try recompute.write(NormalisedDefinitions(team: InventedTeam.team, team.input), name: "\(seed)")
      let timeline = try OnCallTimeline(team.input, window: team.window, zones: InventedTeam.tables)
      let edges = team.edges + timeline.shifts.flatMap { [$0.interval.start, $0.interval.end] }
      for instant in team.instants(Self.instants, near: edges) {
        for duty in Self.duties {
          let on = timeline.duty(DutyID(unchecked: duty))?.holders(at: instant).map(\.member.text).sorted() ?? []
          questions.append(
            Recompute.Question(path: path, duty: duty, at: instant, answer: on.joined(separator: " ")))
        }
      }
    }
    let wrong = try recompute.wrong(questions)
    #expect(questions.count == Self.teams * Self.instants * Self.duties.count)
    #expect(wrong.count == 0, "\(wrong.prefix(5).map(\.description).joined(separator: "\n"))")
  }
}
