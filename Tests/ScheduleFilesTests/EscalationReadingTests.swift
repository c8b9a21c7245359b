import Testing
import Timekeeping
import Triage

@testable import ScheduleFiles

/// What a step of an escalation policy leaves out.
@Suite struct EscalationReadingTests {
  @Test("how long somebody may be silent holds for the steps after the one that says it")
  func working() throws {
    let text = """
      team: t
      zone: Europe/London
      members: [{ id: ana }]
      duties: { primary: { layers: [{ id: week, members: [ana] }] } }
      escalation:
        plain: [{ at: created, page: ana }, { then: ana, after: 5 minutes }]
        short: [{ at: created, page: ana, still working within: 2 minutes }, { then: ana, after: 5 minutes }]
        never:
          - { at: created, page: ana, still working within: never }
          - { then: ana, after: 5 minutes }
          - { then: ana, after: 5 minutes, still working within: 1 hour }

      """
    let policies = try #require(Reading.read(text).definitions?.teams.first?.desk.escalations)
    let minutes = policies.map { policy in
      policy.steps.map { step in step.stillWorkingWithin.map { Int($0.duration.wholeMilliseconds / 60_000) } }
    }
    #expect(minutes == [[30, 30], [2, 2], [nil, nil, 60]])
  }
}
