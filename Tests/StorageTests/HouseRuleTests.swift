import Foundation
import Testing

@Suite("House rules of Storage")
struct HouseRuleTests {
  private static let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../Sources/Storage").standardizedFileURL

  private static func files() throws -> [(path: String, text: String)] {
    let root = sources.resolvingSymlinksInPath()
    let paths = try #require(FileManager.default.subpaths(atPath: root.path)).filter { $0.hasSuffix(".swift") }.sorted()
    return try paths.map { ($0, try String(contentsOf: root.appendingPathComponent($0), encoding: .utf8)) }
  }

  /// Lines that hold a string beginning with an SQL word.
  private static func statements(_ text: String) -> [Substring] {
    let words = [
      "SELECT", "INSERT", "UPDATE", "DELETE", "CREATE", "DROP", "ALTER", "PRAGMA", "WITH", "BEGIN", "VACUUM",
    ]
    return text.split(separator: "\n").filter { line in
      let bare = line.drop { $0 == " " }
      return words.contains { line.contains("\"\($0) ") || bare.hasPrefix("\($0) ") }
    }
  }

  @Test("SQL stands in Queries and Migrations only")
  func sql() throws {
    let files = try Self.files()
    #expect(files.count > 30)
    for file in files where !file.path.hasPrefix("Queries/") && !file.path.hasPrefix("Migrations/") {
      #expect(Self.statements(file.text) == [], "\(file.path): move it to Queries/")
    }
    #expect(Self.statements("  let x = \"SELECT 1\"\n\n  UPDATE t\n  let update = 1").count == 2)
  }

  @Test("The engine's library is imported in Engine and Store only")
  func library() throws {
    for file in try Self.files() where !file.path.hasPrefix("Engine/") && !file.path.hasPrefix("Store/") {
      #expect(!file.text.contains("import GRDB"), "\(file.path): go through Connection")
    }
  }

  @Test("The queries use nothing that only SQLite understands")
  func dialect() throws {
    let foreign = [
      "INSERT OR", "REPLACE INTO", "GLOB ", "IFNULL", "strftime", "unixepoch", "datetime(", "json_", "->",
      "AUTOINCREMENT",
      "WITHOUT ROWID", "rowid", "ROWID", "IS NOT DISTINCT", "LIMIT -1",
    ]
    for file in try Self.files() where file.path.hasPrefix("Queries/") || file.path.hasPrefix("Migrations/") {
      guard !file.path.hasSuffix("EngineQueries.swift") else { continue }
      let code = file.text.split(separator: "\n").filter { !$0.contains("func ") && !$0.contains("throws(") }
      for word in foreign { #expect(!code.contains { $0.contains(word) }, "\(file.path): \(word)") }
    }
  }
}
