import Drafting
import Foundation
import ScheduleFiles
import Scheduling
import TestSupport
import Testing
import Timekeeping
import Triage

@Suite struct SampleTests {
  private func sample(_ team: String) throws -> TeamDefinition {
    let (definitions, problems) = Reading.reader.read(try ScheduleFolder.load(Reading.samples))
    #expect(problems.filter { $0.severity != .note }.map(\.description) == [])
    return try #require(definitions?.team(try TeamID(text: team)))
  }

  @Test("the duties of field-support are what the file says")
  func duties() throws {
    let schedule = try sample("field-support").schedule
    #expect(schedule.duties.map(\.id.text) == ["desk", "weekend", "primary", "secondary"])
    let desk = try #require(schedule.duties[0].slots)
    #expect(desk.hours == (try WeeklyHours(text: "mon-fri 08:00-12:00, 12:00-16:00, 16:00-20:00")))
    #expect(desk.hours.windows.count == 15)
    #expect(desk.zone == (try ZoneID(text: "Europe/London")))
    #expect(desk.sameMember)
    #expect(desk.goal == PlainDuration(.minutes(20)))
    #expect(desk.points == PointsRate(hundredthsPerHour: 100))
    #expect(schedule.duties[0].showAs == .busy)
    #expect(schedule.duties[0].fallback?.text == "primary")
    let weekend = try #require(schedule.duties[1].slots)
    #expect(weekend.eligible == .volunteers)
    #expect(weekend.checkIn == PlainDuration(.hours(1)))
    #expect(weekend.points == PointsRate(hundredthsPerHour: 200))
    #expect(weekend.credit == CreditRate(dayHundredths: 25, weekendHundredths: 50))
    #expect(weekend.hours.windows.allSatisfy { $0.end - $0.start == 8 * 60 })
  }

  @Test("the rotations of field-support are what the file says, and primary and secondary never meet")
  func rotations() throws {
    let schedule = try sample("field-support").schedule
    let primary = try #require(schedule.duties[2].layers.first?.rotation)
    let secondary = try #require(schedule.duties[3].layers.first?.rotation)
    #expect(primary.groups.map { $0.map(\.text) } == [["ana"], ["cleo"], ["bo"], ["finn"], ["hana"]])
    #expect(primary.every == Cadence(1, .week))
    #expect(primary.gridStart.description == "2026-01-05 09:00")
    #expect((0..<25).allSatisfy { primary.group($0) != secondary.group($0) })
  }

  @Test("the members of field-support are those of people.yaml")
  func members() throws {
    let schedule = try sample("field-support").schedule
    #expect(schedule.members.map(\.id.text) == ["ana", "bo", "cleo", "dami", "esme", "finn", "gus", "hana"])
    #expect(schedule.lead?.text == "bo")
    let gus = try #require(schedule.members.first { $0.id.text == "gus" })
    #expect(gus.share == 60)
    #expect(gus.capacity == 4)
    #expect(gus.weekends == .volunteer)
    #expect(gus.hours?.description == "mon-fri 08:00-13:00")
    #expect(gus.contacts == [Contact(channel: "pager", address: "https://pager.example.com/gus")])
    #expect(schedule.members.count(where: { $0.weekends == .volunteer }) == 4)
  }

  @Test("office hours hold the holidays of both calendars, and every day of the yearly meeting with its last (T1, D57)")
  func officeHours() throws {
    let hours = try #require(try sample("field-support").schedule.officeHoursInForce.first?.hours)
    let dates = hours.holidays.map(\.date.description)
    #expect(dates.contains("2026-08-31"))
    #expect(dates.contains("2026-07-03"))
    #expect(dates == dates.sorted())
    #expect(Set(dates).count == dates.count)
    #expect(
      hours.exceptions.map(\.date.description) == ["2026-10-13", "2026-10-14", "2026-10-15", "2026-10-16"],
      "the Monday is a holiday of one of the offices, and stays one")
    #expect(hours.exceptions.allSatisfy { $0.windows.map(\.description) == ["10:00-12:00"] })
  }

  @Test("the queues of field-support promise what handbook D does")
  func queues() throws {
    let desk = try sample("field-support").desk
    #expect(desk.priorities.map(\.text) == ["urgent", "high", "normal", "low"])
    let premium = try #require(desk.queues.first)
    #expect(premium.when == .tag("premium"))
    #expect(premium.hours == .always)
    #expect(premium.pageFrom?.text == "high")
    let promised = desk.priorities.map { "\(premium.target(.firstResponse, for: $0))" }
    #expect(promised == ["1 hour", "3 hours", "24 hours", "none"])
    #expect(premium.overflow.map(\.pages) == [false, false, false, true])
    #expect(premium.overflow[2].after == PlainDuration(.minutes(10)))
    #expect(premium.escalation(for: desk.priorities[1])?.text == "critical")
    #expect(premium.escalation(for: desk.priorities[2]) == nil)
    #expect(desk.queues[1].pageFrom == nil)
    #expect(desk.queues[1].when == .otherwise)
  }

  @Test("the escalation policy pages primary, secondary and the lead, three times")
  func escalation() throws {
    let policy = try #require(try sample("field-support").desk.escalations.first)
    #expect(policy.repeats == 3)
    #expect(policy.steps.map(\.anchor) == [.created, .previous, .previous])
    #expect(policy.steps.map(\.after.description) == ["0 minutes", "5 minutes", "10 minutes"])
    #expect(policy.steps[0].acknowledgeWithin == PlainDuration(.minutes(5)))
    #expect(policy.steps[0].stillWorkingWithin == PlainDuration(.minutes(30)))
    #expect(policy.steps[2].page == [.lead])
  }

  @Test("the rules of field-support are what the file says")
  func rules() throws {
    let rules = try sample("field-support").rules
    #expect(rules.rest == PlainDuration(.hours(11)))
    #expect(rules.atMostPerWeek == PlainDuration(.hours(36)))
    #expect(rules.noTwoWeekendsInARow)
    #expect(rules.fairnessWeeks == 13)
    #expect(rules.weekendWeight == 200)
    #expect(rules.alongside.map { $0.map(\.text) } == [["desk", "secondary"], ["weekend", "secondary"]])
  }

  @Test("harbour-help lives by handbook A: four business hours on UK office hours, best effort besides, then anyone")
  func harbour() throws {
    let team = try sample("harbour-help")
    let queue = try #require(team.desk.queues.first)
    #expect(queue.targets.map(\.target) == [.businessHours(.hours(4)), .none])
    #expect(queue.outsideHours == .bestEffort)
    #expect(queue.acknowledgementCounts && queue.afterReply == .resolved)
    #expect(queue.pageFrom == nil)
    let uk = try #require(team.schedule.officeHours.first?.hours)
    #expect(uk.weekly == (try WeeklyHours(text: "mon-fri 09:00-17:00")))
    #expect(uk.zone.name == "Europe/London")
    let chain = team.schedule.fallbackChain(from: try DutyID(text: "product"))
    #expect(
      chain.map { $0.layers[0].rotation.groups.map { $0.map(\.text) } } == [
        [["iris"]], [["iris", "jory", "kit", "lena"]],
      ])
  }

  @Test("a ticket of Friday 16:00 is due on Monday at 12:00, and over a bank holiday on Tuesday (A23)")
  func answerInTime() throws {
    let uk = try #require(try sample("harbour-help").schedule.officeHours.first?.hours)
    let calendar = try OfficeCalendar(uk, zone: try SystemZones.zone("Europe/London"))
    func answerBy(_ from: String) throws -> String? {
      due(.businessHours(.hours(4)), from: try Timestamp(text: from), on: calendar)?.at.description
    }
    #expect(try answerBy("2026-01-16T16:00:00Z") == "2026-01-19T12:00:00Z")
    #expect(try answerBy("2026-08-28T16:00:00+01:00") == "2026-09-01T11:00:00Z")
  }

  @Test("the settings sample is read without a problem beside the schedules")
  func settings() throws {
    let schedules = Reading.reader.check(try ScheduleFolder.load(Reading.samples))
    let path = SharedCases.packageRoot.appendingPathComponent("watchbill.yaml").path
    let (settings, problems) = SettingsReader(schedules: schedules).read(try ScheduleFolder.file(path))
    #expect(problems.map(\.description) == [])
    #expect(settings?.sources.map(\.name) == ["field-web", "harbour-web", "hub"])
    #expect(settings?.source("hub")?.kind == .github)
    #expect(settings?.source("hub")?.queue?.text == "general")
    #expect(settings?.channels.map(\.name) == ["console", "pager"])
    #expect(settings?.channel("pager")?.secret == .env("WATCHBILL_PAGER_SECRET"))
    #expect(settings?.listen == HostPort(host: "127.0.0.1", port: 8080))
  }
}
