import Testing

@Suite("Banned calls")
struct BannedCallTests {
  static let bans = CoreBans.all + SourceBans.all
  /// A path to which every ban applies.
  static let planted = "Sources/Triage/Planted.swift"

  @Test("No source file contains what is banned", arguments: bans)
  func sourcesKeepTheBan(ban: Ban) {
    let findings = Repository.sources.flatMap(ban.findings)
    #expect(findings.isEmpty, "\(findings.listing)")
  }

  @Test("Each ban finds what is planted", arguments: bans)
  func findsWhatIsPlanted(ban: Ban) {
    for text in ban.planted {
      #expect(!ban.findings(in: SwiftText(path: Self.planted, text: text)).isEmpty, "not found: \(text)")
    }
  }

  @Test("Each ban leaves the harmless alone", arguments: bans)
  func leavesTheHarmlessAlone(ban: Ban) {
    for text in ban.harmless {
      #expect(ban.findings(in: SwiftText(path: Self.planted, text: text)).isEmpty, "found: \(text)")
    }
  }

  @Test("One file reads the clock of the machine")
  func oneFileReadsTheClock() {
    let files = Repository.sources.filter { $0.path.hasSuffix(SourceBans.clockFile) }.map(\.path)
    #expect(files.count <= 1, "two files are called WallClock.swift: \(files)")
  }

  @Test("The core never shows the order of a Dictionary or a Set", arguments: Arrows.core.sorted())
  func coreKeepsOrder(module: String) {
    let findings = Repository.sources.filter { $0.module == module }.flatMap(OrderLeaks.findings)
    #expect(findings.isEmpty, "\(findings.listing)")
  }

  @Test(
    "A walk in an order that changes is found",
    arguments: [
      "let loads: [MemberID: Int] = [:]\nfor (member, load) in loads {\n}",
      "var seen = Set<Int>()\nreturn seen.map { $0 }",
      "func f(by day: [Int: Text]) -> [Text] { day.values.map { $0 } }",
      "let names = Dictionary(grouping: a) { $0.b }\nreturn Array(names)",
      "return table.keys.joined()",
      "for team in Set(tickets.map(\\.team)) {\n}",
    ])
  func findsAWalk(planted: String) {
    #expect(!OrderLeaks.findings(in: SwiftText(path: Self.planted, text: planted)).isEmpty)
  }

  @Test(
    "A walk whose order cannot show is left alone",
    arguments: [
      "let loads: [MemberID: Int] = [:]\nfor (member, load) in loads.sorted(by: <) {\n}",
      "var seen = Set<Int>()\nreturn seen.count",
      "return table.keys\n  .sorted()",
      "// order: a sum is the same in any order\nreturn table.values.reduce(0, +)",
      "let list: [Int] = []\nfor item in list {\n}",
    ])
  func leavesOthersAlone(harmless: String) {
    #expect(OrderLeaks.findings(in: SwiftText(path: Self.planted, text: harmless)).isEmpty)
  }
}
