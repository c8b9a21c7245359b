import Testing

@Suite("Migrations")
struct MigrationTests {
  @Test("Every migration has a golden database")
  func everyMigrationHasAGoldenDatabase() {
    let problems = Migrations.problems(in: Repository.files)
    #expect(problems.isEmpty, "\(problems.listing)")
  }

  @Test("A migration without a golden database is found")
  func findsAMissingDatabase() {
    let files = ["0001First.swift", "0002Next.swift"].map { Migrations.folder + $0 }
    let problems = Migrations.problems(in: files + [Migrations.golden + "v1.sql"])
    #expect(problems.map(\.path) == [files[1]])
  }

  @Test("Numbers with a gap or a double are found", arguments: [["0001A", "0003B"], ["0001A", "0001B"], ["0002A"]])
  func findsAGap(names: [String]) {
    let golden = (1...3).map { Migrations.golden + "v\($0).sql" }
    let problems = Migrations.problems(in: names.map { Migrations.folder + $0 + ".swift" } + golden)
    #expect(problems.map(\.path) == [Migrations.folder])
  }

  @Test("Every migration is listed")
  func everyMigrationIsListed() {
    let findings = Migrations.unlisted(in: Repository.sources)
    #expect(findings.isEmpty, "\(findings.listing)")
  }

  @Test("A migration that is not listed is found", arguments: [("[.first]", 1), ("[.first, .second]", 0)])
  func findsAnUnlistedMigration(list: String, count: Int) {
    let files = [
      SwiftText(path: Migrations.folder + "Migrations.swift", text: "static let all: [Migration] = \(list)"),
      SwiftText(path: Migrations.folder + "0001-First.swift", text: "static let first = Migration(number: 1)"),
      SwiftText(path: Migrations.folder + "0002-Second.swift", text: "static let second: Migration = make(2)"),
    ]
    #expect(Migrations.unlisted(in: files).count == count)
  }

  @Test("Helpers beside the migrations need no golden database")
  func leavesHelpersAlone() {
    #expect(Migrations.problems(in: [Migrations.folder + "Migrator.swift"]).isEmpty)
  }
}
