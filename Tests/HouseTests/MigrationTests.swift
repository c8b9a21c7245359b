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

  @Test("Helpers beside the migrations need no golden database")
  func leavesHelpersAlone() {
    #expect(Migrations.problems(in: [Migrations.folder + "Migrator.swift"]).isEmpty)
  }
}
