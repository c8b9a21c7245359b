import Drafting
import ScheduleFiles
import Scheduling
import TestSupport
import Testing
import Timekeeping
import Triage

@Suite struct SampleTests {
  private func samples() throws -> Definitions {
    let (definitions, problems) = Reading.reader.read(try ScheduleFolder.load(Reading.samples))
    #expect(problems.map(\.description) == [])
    return try #require(definitions)
  }

  @Test("the samples are read without a problem")
  func noProblems() throws {
    let d = try samples()
    print(d.summary().joined(separator: "\n"))
  }
}
