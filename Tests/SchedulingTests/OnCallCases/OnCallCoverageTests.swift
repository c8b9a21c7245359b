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

  /// Cases whose test stands elsewhere: the file, and words of the test's name.
  private static let elsewhere = [
    "D18": ("WorkflowsTests/Changes/CoverTests.swift", "are refused also when they race (case D18)"),
    "D29": ("SchedulingTests/Notices/WeeklyTimeTests.swift", "D29: a rule without a time"),
    "D30": ("SchedulingTests/Notices/WeeklyTimeTests.swift", "D30, D33: the next notice is strictly after now"),
    "D32": ("SchedulingTests/Notices/WeeklyTimeTests.swift", "D32: a time on no day never comes"),
    "D33": ("SchedulingTests/Notices/WeeklyTimeTests.swift", "D30, D33: the next notice is strictly after now"),
    "D35": ("SchedulingTests/Notices/TeamWatchTests.swift", "D35: that nobody is on any more is a change as well"),
    "D37": ("CalendarsTests/FeedTextTests.swift", "is read back by libical as it was meant"),
    "D38": ("WorkflowsTests/FeedTests.swift", "an override moves the revision of the shift it touches and of no other"),
    "E7": ("CalendarsTests/HolidayReaderTests.swift", "leaves out cancelled events and keeps tentative ones"),
    "E13": ("CalendarsTests/Import/ImportRuleTests.swift", "The form of UNTIL does not have to be that of DTSTART"),
    "E42": ("WorkflowsTests/Changes/SwapTests.swift", "nobody their own, and nothing twice (case E42)"),
  ]

  @Test("Each has a test")
  func covered() throws {
    let wanted = Set(Self.binding.flatMap { letter, numbers in numbers.map { letter + String($0) } })
    #expect(try wanted.subtracting(Self.tested()).subtracting(Self.elsewhere.keys).sorted() == [], "these have no test")
    for (id, (path, words)) in Self.elsewhere.sorted(by: { $0.key < $1.key }) {
      let text = try? String(contentsOf: Self.folder.appendingPathComponent(path), encoding: .utf8)
      #expect(text?.contains(words) == true, "the test of \(id) is no longer in \(path): \(words)")
    }
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

  private static let folder = SharedCases.packageRoot.appendingPathComponent("Tests", isDirectory: true)

  /// The ids in the strings of the case files.
  private static func tested() throws -> Set<String> {
    let files = FileManager.default.subpaths(atPath: folder.path) ?? []
    let own = ["OnCallCoverageTests.swift"]
    let cases = files.filter { path in
      let name = path.split(separator: "/").last.map(String.init) ?? ""
      return name.hasPrefix("OnCall") && name.hasSuffix(".swift") && !own.contains(name)
    }
    return try cases.reduce(into: []) { ids, path in
      let text = try String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8)
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
