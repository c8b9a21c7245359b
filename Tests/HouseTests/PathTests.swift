import Testing

@Suite("Paths")
struct PathTests {
  @Test("No file names a place on somebody's machine")
  func namesNoMachinePath() {
    let findings = Repository.files.flatMap { Paths.machinePaths(in: Repository.text($0), path: $0) }
    #expect(findings.isEmpty, "\(findings.listing)")
  }

  @Test("A machine's path is found", arguments: Paths.needles)
  func findsAMachinePath(needle: String) {
    let findings = Paths.machinePaths(in: "first\nsee \(needle)somewhere\n", path: "README.md")
    #expect(findings.map(\.line) == [2])
  }

  @Test("A relative path is left alone", arguments: ["../shared/cases", "Sources/workflows", "/usr/share/zoneinfo"])
  func leavesRelativePathsAlone(text: String) {
    #expect(Paths.machinePaths(in: text, path: "README.md").isEmpty)
  }

  @Test("No file of a build is tracked")
  func tracksNothingBuilt() {
    let built = Repository.files.filter(Paths.isBuilt)
    #expect(built.isEmpty, "\(built)")
  }

  @Test(
    "A file of a build is known as one",
    arguments: [".build/debug/watchbill", ".build-tsan/x", "Package.resolved", "exports/alpha/team.ics"])
  func knowsBuiltFiles(path: String) {
    #expect(Paths.isBuilt(path))
    #expect(!Paths.isBuilt("exports/README.md"))
  }
}
