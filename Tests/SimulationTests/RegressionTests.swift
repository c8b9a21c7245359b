import DeskSimulation
import Foundation
import TestSupport
import Testing

/// Scripts that once broke an invariant, as the shrinker left them.
@Suite(.ownThreads) struct RegressionTests {
  private static let folder = SharedCases.packageRoot.appendingPathComponent("Tests/SimulationTests/Regressions")
  private static let files = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).filter {
    $0.hasSuffix(".json")
  }.sorted()

  @Test("What was mended stays mended", arguments: files)
  func holds(file: String) async throws {
    let script = try JSONDecoder().decode(
      Script.self, from: Data(contentsOf: Self.folder.appendingPathComponent(file)))
    let report = await DeskRunner.report(script)
    #expect(report.violations.isEmpty, "\(file): \(report.violations.map(\.description).joined(separator: "\n"))")
  }
}
