import Foundation
import TestSupport
import Testing

/// Every row of the handbooks that asks for a feature or a configuration is shown by a week of its team, by another test,
/// or left with a reason.
@Suite("Rows of the requirements") struct RequirementTests {
  /// Rows that no desk's week can show, by the suite that does.
  static let otherSuites = [
    "B27": "ProblemTests", "C60": "SettingsTests", "D1": "ScheduleCommandTests",
    "D2": "ImportTests", "D11": "RotaTests", "D37": "RotaDecisionTests",
    "E19": "ProviderChannelTests",
  ]
  /// Rows that wait for connections that are not built yet, or for the web app.
  static let later = [
    "A5": "a connection to Freshdesk", "B18": "writing back to FreeScout",
    "B29": "FreeScout, Discord, Matrix, OpenProject",
    "D20": "connections to Front and Intercom", "D27": "connections to Front and Intercom",
    "D28": "a connection to Front",
  ]

  private static var week: Regex<(Substring, Substring)> { #/at\(\s*"[a-z ]+ \d\d:\d\d",\s*"([A-E0-9 ]+)"/# }

  /// By row, the files of the weeks that name it.
  private static func shown() throws -> [String: [String]] {
    let folder = SharedCases.packageRoot.appendingPathComponent("Tests/WorkflowsTests/TeamWeeks")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix("Week.swift") }
    var rows: [String: [String]] = [:]
    for file in files.sorted() {
      let text = try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
      for match in text.matches(of: week) {
        for row in match.1.split(separator: " ") { rows[String(row), default: []].append(file) }
      }
    }
    return rows
  }

  /// The rows that are to be built, from beside the repository.
  private static func wanted() throws -> [String] {
    let text = String(decoding: try SharedCases.data("requirements/seed-requirements.md"), as: UTF8.self)
    return text.split(separator: "\n").compactMap { line in
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      guard cells.count > 4, cells[0].wholeMatch(of: #/[A-E]\d+/#) != nil else { return nil }
      return cells[3].hasPrefix("FEAT") || cells[3].hasPrefix("CFG") ? cells[0] : nil
    }
  }

  @Test("no row is forgotten", .enabled(if: SharedCases.present, "\(SharedCases.whyAbsent)"))
  func complete() throws {
    let shown = try Self.shown()
    let wanted = try Self.wanted()
    #expect(wanted.count == 177, "103 features and 74 configurations")
    let missing = wanted.filter { shown[$0] == nil && Self.otherSuites[$0] == nil && Self.later[$0] == nil }
    #expect(missing.isEmpty, "\(missing)")
  }

  @Test("what is left is not shown, each row is shown by its own team, and the suites that are named exist")
  func honest() throws {
    let shown = try Self.shown()
    for row in Self.later.keys.sorted() { #expect(shown[row] == nil, "\(row) is shown") }
    let teams = ["A": "Harbour", "B": "Lantern", "C": "Orchard", "D": "Field", "E": "Quarry"]
    for (row, files) in shown.sorted(by: { $0.key < $1.key }) {
      let team = teams[String(row.prefix(1))] ?? "?"
      #expect(files.allSatisfy { $0.hasPrefix(team) }, "\(row) in \(files)")
    }
    let suites = try Self.suites()
    for (row, suite) in Self.otherSuites.sorted(by: { $0.key < $1.key }) { #expect(suites.contains(suite), "\(row)") }
  }

  private static func suites() throws -> Set<String> {
    let root = SharedCases.packageRoot.appendingPathComponent("Tests").path
    let files = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
    return Set(
      files.filter { $0.hasSuffix(".swift") }.compactMap { $0.split(separator: "/").last?.dropLast(6) }.map(String.init)
    )
  }
}
