import Scheduling
import TestSupport
import Testing
import Timekeeping

/// 100,000 questions, asked of the engine and of a model that was written from the rules alone.
///
/// `WATCHBILL_SEED=n` asks one team again; `WATCHBILL_PAIRS=1000000` is the nightly count.
@Suite("Against a second opinion", .ownThreads)
struct DifferentialTests {
  private static let instantsPerTeam = 250
  private static let chunk = 50

  private static var chunks: [Int] {
    let teams = Seeds.isSingle ? 1 : Seeds.pairs(100_000) / instantsPerTeam
    return Array(stride(from: 0, to: teams, by: chunk))
  }

  @Test("Who is on, who answers and what is open are as the rules say, one instant at a time", arguments: chunks)
  func agrees(first: Int) throws {
    for seed in (Seeds.first + first)..<(Seeds.first + first + (Seeds.isSingle ? 1 : Self.chunk)) {
      let team = try InventedTeam(seed: seed)
      if let difference = try OracleComparison(team).first(Self.instantsPerTeam) {
        Issue.record("\(try difference.shrunk().description)")
        return
      }
    }
  }
}
