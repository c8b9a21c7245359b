import Foundation
import TestSupport
import Testing

/// Every row of the handbooks that asks for a feature or a configuration is shown by a week of its team, by another test,
/// or left with a reason.
@Suite("Rows of the requirements") struct RequirementTests {
  /// Rows that no desk's week can show: the file of the test that does, and what must stand in it.
  static let otherTests = [
    "B27": ("QueuesProblems", "needs office hours, and queue 'a' is always open"),
    "D1": ("ScheduleCommandTests", "text is in the reader's zone and says which"),
    "D2": ("ImportTests", "a grid has a column for each day"),
    "D11": ("SampleRotaTests", "everybody takes part"),
    "D37": ("ClaimTests", "a claimed slot is drafted to who claimed it"),
    "E19": ("ProviderChannelTests", "dedup_key"),
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
    let missing = wanted.filter { shown[$0] == nil && Self.otherTests[$0] == nil && Self.later[$0] == nil }
    #expect(missing.isEmpty, "\(missing)")
  }

  @Test("what is left is not shown, each row is shown by its own team, and the tests that are named are there")
  func honest() throws {
    let shown = try Self.shown()
    for row in Self.later.keys.sorted() { #expect(shown[row] == nil, "\(row) is shown") }
    let teams = ["A": "Harbour", "B": "Lantern", "C": "Orchard", "D": "Field", "E": "Quarry"]
    for (row, files) in shown.sorted(by: { $0.key < $1.key }) {
      let team = teams[String(row.prefix(1))] ?? "?"
      #expect(files.allSatisfy { $0.hasPrefix(team) }, "\(row) in \(files)")
    }
    for (row, (file, phrase)) in Self.otherTests.sorted(by: { $0.key < $1.key }) {
      #expect(try Self.text(ofTest: file).contains(phrase), "\(row)")
    }
  }

  /// The text of the file of tests with this name, wherever it stands.
  private static func text(ofTest name: String) throws -> String {
    let root = SharedCases.packageRoot.appendingPathComponent("Tests")
    let files = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String } ?? []
    let path = try #require(files.first { $0.hasSuffix("/\(name).swift") }, "no file is called \(name)")
    return try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
  }
}
