import Foundation
import TestSupport
import Testing

/// Every case of the shared on-call tables that binds us has a test: its id stands in a string of a file `OnCall….swift`.
@Suite("On-call cases: none is forgotten")
struct OnCallCoverageTests {
  /// The rows that bind, as the head of the shared file lists them; ids that have no row of their own are left out.
  private static let binding = [
    "A": [1, 2, 4, 5, 7, 8, 10, 11, 13, 14, 16, 17, 19, 20, 22, 23, 25, 26, 27, 28],
    "B": [
      1, 2, 3, 5, 6, 8, 9, 11, 12, 14, 15, 17, 18, 20, 21, 23, 24, 26, 27, 29, 30, 32, 33, 35, 36, 38, 39, 41, 42, 43,
      44,
    ],
    "C": [1, 2, 4, 5, 7, 8, 10, 11, 13, 14, 16, 17, 19, 20],
    "D": [1, 2, 3, 5, 6, 9, 11, 12, 14, 15, 16, 17, 18, 20, 21, 23, 24, 26, 29, 30, 32, 33, 35, 37, 38],
    "E": [
      3, 4, 6, 7, 10, 13, 16, 18, 19, 21, 22, 24, 25, 27, 30, 36, 37, 39, 40, 42, 43, 45, 46, 61, 62, 63, 65, 66, 68,
    ],
    "F": [4, 7, 21, 27, 28, 30],
  ]

  /// Cases whose feature is still being built; this list only ever gets shorter.
  private static let waiting: Set<String> = [
    "D18", "D29", "D30", "D32", "D33", "D35", "D37", "D38", "E7", "E13", "E42",
  ]

  @Test("Each has a test")
  func covered() throws {
    let wanted = Set(Self.binding.flatMap { letter, numbers in numbers.map { letter + String($0) } })
    let tested = try Self.tested()
    #expect(wanted.subtracting(tested).subtracting(Self.waiting).sorted() == [], "these have no test")
    #expect(Self.waiting.intersection(tested).sorted() == [], "these have one: take them off the list of the waiting")
  }

  @Test("The list is that of the shared file", .enabled(if: SharedCases.present, "\(SharedCases.whyAbsent)"))
  func list() throws {
    let text = String(decoding: try SharedCases.data("cases/on-call.md"), as: UTF8.self)
    for (letter, numbers) in Self.binding {
      let rows = text.split(separator: "\n").filter { $0.hasPrefix("| \(letter)") || $0.hasPrefix(letter) }
      let named = rows.compactMap { Int($0.drop { !$0.isNumber }.prefix { $0.isNumber }) }
      let missing = numbers.filter { !named.contains($0) }
      #expect(missing == [], "\(letter)")
    }
  }

  /// The ids in the strings of the case files.
  private static func tested() throws -> Set<String> {
    let tests = SharedCases.packageRoot.appendingPathComponent("Tests", isDirectory: true)
    let files = FileManager.default.subpaths(atPath: tests.path) ?? []
    let own = ["OnCallCoverageTests.swift"]
    let cases = files.filter { path in
      let name = path.split(separator: "/").last.map(String.init) ?? ""
      return name.hasPrefix("OnCall") && name.hasSuffix(".swift") && !own.contains(name)
    }
    return try cases.reduce(into: []) { ids, path in
      let text = try String(contentsOf: tests.appendingPathComponent(path), encoding: .utf8)
      for literal in text.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
      where !literal.offset.isMultiple(of: 2) {
        ids.formUnion(Self.ids(in: literal.element))
      }
    }
  }

  private static func ids(in text: Substring) -> [String] {
    text.split { !$0.isLetter && !$0.isNumber }.map(String.init).filter { word in
      guard let letter = word.first, "ABCDEF".contains(letter) else { return false }
      return word.count > 1 && word.count <= 3 && word.dropFirst().allSatisfy(\.isNumber)
    }
  }
}
