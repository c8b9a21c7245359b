import ScheduleFiles
import Testing

@Suite struct ProblemTests {
  static let all =
    YAMLProblems.cases + KeysProblems.cases + TimesProblems.cases + PeopleProblems.cases + DutiesProblems.cases
    + NoticesProblems.cases
    + RulesProblems.cases + QueuesProblems.cases + EscalationProblems.cases + TicketRulesProblems.cases
    + RoutingProblems.cases
    + SettingsProblems.cases
    + PeriodsProblems.cases + ValuesProblems.cases

  @Test("broken files give exactly these messages", arguments: all)
  func messages(_ broken: BrokenFiles) {
    #expect(Reading.problems(broken.files).joined(separator: "\n") == broken.messages)
  }

  @Test("there are at least 60 of them, none twice")
  func count() {
    #expect(Self.all.count >= 60)
    #expect(Set(Self.all.map(\.name)).count == Self.all.count)
  }

  @Test("files with an error give no definitions", arguments: all)
  func noDefinitions(_ broken: BrokenFiles) {
    let (definitions, problems) = Reading.read(broken.files.filter { $0.path != "watchbill.yaml" })
    #expect((definitions == nil) == problems.contains { $0.severity == .error })
  }

  @Test("no message is told twice, and all stand in the order of file, line and column", arguments: all)
  func sorted(_ broken: BrokenFiles) {
    let problems = Reading.read(broken.files.filter { $0.path != "watchbill.yaml" }).problems
    for (one, next) in zip(problems, problems.dropFirst()) { #expect(one < next) }
  }

  @Test("the order in which files are handed in does not matter", arguments: all)
  func order(_ broken: BrokenFiles) {
    #expect(Reading.problems(broken.files) == Reading.problems(broken.files.reversed()))
  }
}
