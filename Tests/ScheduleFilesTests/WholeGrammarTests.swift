import Drafting
import ScheduleFiles
import Scheduling
import TestSupport
import Testing
import Timekeeping
import Triage

/// One file that uses every key of the manual, and what each of them means.
@Suite("The whole grammar")
struct WholeGrammarTests {
  static let file = """
    team: field-support
    name: Field support
    zone: Europe/London
    lead: m1
    members:
      - id: m1
        name: Mo
        email: m1@example.com
        zone: Africa/Lagos
        hours: mon-fri 09:00-18:00
        skills: [devices, billing]
        capacity: 8
        weekends: volunteer
        share: 100%
        from: 2026-03-02
        contacts: [ntfy: m1-pager]
      - { id: m2, weekends: volunteer }
      - { id: m3 }
      - { id: m4 }
    office hours:
      uk:
        hours: mon-fri 09:00-17:00
        exceptions: { 2026-12-24: 09:00-13:00, 2026-12-31: closed, 2026-10-14: 14:00-16:00 }
        breaks: { 2026-12-23: 12:00-13:00 }
    duties:
      desk:
        slots:
          - mon-fri 08:00-12:00, 12:00-16:00, 16:00-20:00
        people: 1
        same member: week
        feed: busy
        goal: 20 minutes
        points: 1 per hour
        claim until: thu 12:00
      weekend:
        slots: [sat-sun 10:00-18:00]
        members: volunteers
        unclaimed: open
        check-in: { every: 1 hour, required: yes }
        points: 2 per hour
        credit: { day: 0.25 leave days, weekend: 0.5 leave days, at least: 8 hours }
      primary:
        fallback: secondary
        layers:
          - { id: week, members: [m1, m2, m3], every: 1 week, handoff: mon 09:00, from: 2026-01-05 }
          - { id: nights, rank: 2, hours: 20:00-08:00, members: [[m3, m4], [m1, m2]], every: 3 days, off days: skip, from: 2026-01-05 }
      secondary:
        layers: [{ id: week, members: [m2, m3, m1], every: 1 week, handoff: mon 09:00, from: 2026-01-05 }]
      account-engineer:
        layers: [{ id: always, members: [m4] }]
    priorities: [urgent, high, normal, low]
    rules:
      rest: 11 hours
      at most: { day: 8 hours, week: 20 hours, month: 80 hours, nights in a row: 3 }
      weekends: never two in a row
      never together: [[m1, m4]]
      fairness: { over: 13 weeks, night: 2, weekend: 2, holiday: 3 }
      keep published: strongly
    periods:
      - name: summit
        from: 2026-10-12
        until: 2026-10-17
        office hours: mon-fri 10:00-12:00
        members: [m2, m3]
        targets: { general: { first response: 2 business days } }
        reply: We are all at our yearly meeting; urgent requests are still answered.
      - { name: quiet week, from: 2026-12-28, until: 2027-01-02, office hours: closed }
    queues:
      premium:
        when: { tag: premium }
        office hours: always
        page from: high
        outside hours: page
        targets:
          first response: { urgent: 60 minutes, high: 3 hours, normal: 24 hours, low: none }
        escalation: { urgent: critical, high: critical }
        assign: least loaded
        overflow:
          - desk
          - { to: primary, after: 10 minutes, acknowledge within: 20 minutes }
          - { ask: account-engineer, for: 2 hours, from: 2026-03-02, until: 2027-03-01 }
          - lead
          - page: primary
      general:
        when: otherwise
        office hours: uk
        page from: never
        review: weekly mon 10:00
        targets: { triage: 4 business hours, first response: 1 business day, next response: 1 business day, resolution: 5 business days, promised update: none }
        after reply: pending
        acknowledgement counts: yes
        outside hours: best effort
        assign: pull
        claim within: 20 minutes
        skills: [devices]
        skills relax after: 30 minutes
        members: [m1, m2]
        private to: m1
        weight: { urgent: 2, low: 0.5 }
        beyond capacity from: urgent
        at most: 3 in 1 hour
        same owner within: 7 days
        grace: 10 minutes
        owner off: ask
        step in after: { urgent: 0 minutes, high: 20 minutes }
        back before due: 1 hour
        overflow: [desk]
      partners:
        when: routing
        weight: 0.5
        owner off: hand over
        overflow: [desk]
    customers:
      larch:
        name: Larch
        domains: [Larch.example.com, Lärche.example]
        channels: ['#support-larch', '#larch-*']
        logins: [lin, U0123456789]
        organisations: T0123456789
        tier: enterprise
        people: [m1, m2]
    routing:
      - { name: sales, when: { words: [partnership, reseller] }, redirect: Please write to hello@example.com., reason: not support }
      - { name: outage, when: { tier: enterprise, words: [down, data loss] }, propose: urgent, type: incident }
      - { name: security, when: { address: 'security@*' }, priority: high, visibility: private, tags: [security] }
      - { name: partners, when: { customer: larch, source: web, channel: '#larch-*', tag: x, author: none }, queue: partners, tier: gold }
      - { name: spam, when: { tag: spam }, not a ticket: yes }
    escalation:
      critical:
        - { at: created, page: primary, acknowledge within: 5 minutes, still working within: 30 minutes }
        - { then: secondary, after: 5 minutes }
        - { then: lead, after: 10 minutes, repeat: 3 times }
    """

  private func team() throws -> TeamDefinition {
    let (definitions, problems) = Reading.read(Self.file)
    #expect(problems.filter { $0.severity != .note }.map(\.description) == [])
    return try #require(definitions?.teams.first)
  }

  @Test("what the server does not act on yet is said, once for each, and nothing else")
  func notes() {
    let notes = Reading.read(Self.file).problems
    #expect(notes.allSatisfy { $0.severity == .note })
    #expect(
      notes.map(\.what) == [])
  }

  @Test("slots: claims, check-ins that are required, the hours from which a day is covered (D17, D18, D37)")
  func slots() throws {
    let schedule = try team().schedule
    let desk = try #require(schedule.duties[0].slots)
    #expect(desk.claimUntil?.description == "thu 12:00")
    #expect(desk.checkInRequired != true)
    let zone = try SystemZones.zone("Europe/London")
    let closes = desk.claimUntil?.last(before: try ISOWeek(text: "2026-W44"), in: zone)
    #expect(closes?.description == "2026-10-22T11:00:00Z", "Thursday of the week before, at noon on the wall")
    let weekend = try #require(schedule.duties[1].slots)
    #expect(weekend.checkIn == PlainDuration(.hours(1)))
    #expect(weekend.checkInRequired == true)
    #expect(weekend.credit?.atLeast == PlainDuration(.hours(8)))
    #expect(weekend.claimUntil == nil)
    #expect(weekend.staysOpen == true && desk.staysOpen == nil, "voluntary to the end (D14)")
  }

  @Test("rules: limits on day, week, month and nights, and what an hour at night counts")
  func rules() throws {
    let rules = try team().rules
    #expect(rules.atMostPerDay == PlainDuration(.hours(8)))
    #expect(rules.atMostPerWeek == PlainDuration(.hours(20)))
    #expect(rules.atMostPerMonth == PlainDuration(.hours(80)))
    #expect(rules.nightsInARow == 3)
    #expect([rules.nightWeight, rules.weekendWeight, rules.holidayWeight] == [200, 200, 300])
    #expect(StandardRules.rules(for: rules).map(\.name).contains("nights-in-a-row"))
  }

  @Test("a period's hours hold on its days, but for dated exceptions; `until` is the first day that is out (D57)")
  func periodHours() throws {
    let schedule = try team().schedule
    let hours = try #require(schedule.officeHoursInForce.first?.hours)
    let calendar = try OfficeCalendar(hours, zone: try SystemZones.zone("Europe/London"))
    func open(_ date: String) throws -> String {
      DayHours(calendar.windows(on: try CivilDate(text: date))).description
    }
    #expect(try open("2026-10-09") == "09:00-17:00")
    #expect(try open("2026-10-12") == "10:00-12:00")
    #expect(try open("2026-10-14") == "14:00-16:00", "an exception was meant for that date")
    #expect(try open("2026-10-16") == "10:00-12:00")
    #expect(try open("2026-10-19") == "09:00-17:00")
    #expect(try open("2026-12-29") == "closed")
    #expect(try open("2026-12-31") == "closed")
    let due = due(.businessHours(.hours(4)), from: try Timestamp(text: "2026-10-12T08:00:00Z"), on: calendar)
    #expect(due?.at.description == "2026-10-13T11:00:00Z", "two hours on Monday, two on Tuesday")
  }

  @Test("a period has its members and its promises; the others stay the queue's own")
  func periodPromises() throws {
    let team = try team()
    #expect(team.schedule.periods.map(\.name) == ["summit", "quiet week"])
    #expect(team.schedule.period(on: try CivilDate(text: "2026-10-16"))?.members?.map(\.text) == ["m2", "m3"])
    #expect(team.schedule.period(on: try CivilDate(text: "2026-10-17")) == nil)
    let general = try #require(team.desk.queues.first { $0.id.text == "general" })
    func promise(_ clock: ClockTarget.Clock, _ date: String) throws -> String {
      let ticket = PromisedTicket(
        priority: Priority(unchecked: "low"), source: "mail", date: try CivilDate(text: date))
      return try #require(team.desk.promise(clock, of: general, to: ticket)).target.description
    }
    #expect(try promise(.firstResponse, "2026-10-16") == "2 business days")
    #expect(try promise(.firstResponse, "2026-10-17") == "1 business day")
    #expect(try promise(.triage, "2026-10-16") == "4 business hours")
  }

  @Test("queues: who may own a ticket, how many, and what happens when an owner is off (K1, K2, K4)")
  func owners() throws {
    let desk = try team().desk
    let general = desk.queues[1]
    let rules = general.rules
    #expect(general.assign == .pull && rules.claimWithin == PlainDuration(.minutes(20)))
    #expect(rules.members?.map(\.text) == ["m1", "m2"] && rules.confidants.map(\.text) == ["m1"])
    #expect(rules.skillsRelaxAfter == PlainDuration(.minutes(30)))
    #expect(["urgent", "low", "high"].map { rules.weight(of: Priority(unchecked: $0)).hundredths } == [200, 50, 100])
    #expect(rules.beyondCapacityFrom?.text == "urgent")
    #expect(rules.rate == RateLimit(count: 3, window: PlainDuration(.hours(1))))
    #expect(rules.sameOwnerWithin == PlainDuration(.hours(168)) && rules.grace == PlainDuration(.minutes(10)))
    #expect(general.offShift.otherwise == .card && general.offShift.margin == PlainDuration(.hours(1)))
    #expect(general.offShift.wait(for: Priority(unchecked: "high"), urgency: 1) == .minutes(20))
    #expect(general.offShift.wait(for: Priority(unchecked: "low"), urgency: 3) == .minutes(30), "the desk's own")
    #expect(desk.queues[2].rules.weights == [PriorityWeight(weight: Load(hundredths: 50))])
    #expect(desk.queues[2].when == .routed && desk.queues[2].offShift.otherwise == .handOver)
    let levels = desk.queues[0].overflow
    #expect(levels[1].acknowledgeWithin == PlainDuration(.minutes(20)))
    #expect(levels[2].from?.description == "2026-03-02" && levels[2].until?.description == "2027-02-28")
  }

  @Test("customers and routing: how a ticket is recognised, and what it is taken for")
  func routing() throws {
    let desk = try team().desk
    let larch = try #require(desk.customers.first)
    #expect(larch.domains == ["larch.example.com", "lärche.example"])
    #expect(larch.channels == ["#support-larch", "#larch-*"])
    #expect(larch.logins == ["lin", "U0123456789"] && larch.organisations == ["T0123456789"])
    #expect(larch.tier == "enterprise" && larch.people.map(\.text) == ["m1", "m2"])
    #expect(desk.routing.map(\.name) == ["sales", "outage", "security", "partners", "spam"])
    #expect(
      desk.routing[0].outcome.ending
        == .redirect(text: "Please write to hello@example.com.", reason: "not support"))
    #expect(desk.routing[1].outcome.proposes?.text == "urgent" && desk.routing[1].outcome.kind == "incident")
    #expect(desk.routing[2].outcome.visibility == .confidential && desk.routing[2].outcome.tags == ["security"])
    #expect(desk.routing[3].when.customers == [larch.id] && desk.routing[3].outcome.queue?.text == "partners")
    #expect(desk.routing[4].outcome.ending == .notATicket)
    let facts = RoutingFacts(source: "mail", requester: "k@larch.example.com", title: "All is down")
    let route = RouteTicket(desk).route(facts)
    #expect(route.priority.text == "urgent" && route.isProposed && route.queue?.text == "general")
  }

  @Test("queues: review on a day, asking first, what a reply does, best effort")
  func queues() throws {
    let desk = try team().desk
    let (premium, general) = (desk.queues[0], desk.queues[1])
    #expect(premium.overflow[2].askFor == PlainDuration(.hours(2)))
    #expect(premium.overflow[2].to == .duty(DutyID(unchecked: "account-engineer")))
    #expect(general.weeklyReview?.description == "mon 10:00")
    #expect(general.afterReply == .pending)
    #expect(general.acknowledgementCounts)
    #expect(general.outsideHours == .bestEffort)
    #expect(general.assign == .pull)
    #expect(
      general.targets.map(\.clock.rawValue) == [
        "triage", "first response", "next response", "resolution", "promised update",
      ])
  }

  @Test("definitions with every key survive being stored")
  func stored() throws {
    let definitions = try #require(Reading.read(Self.file).definitions)
    #expect(try Definitions(decoding: definitions.encoded()) == definitions)
  }

  @Test("check says what was understood of periods, claims and reviews")
  func summary() throws {
    let lines = try #require(Reading.read(Self.file).definitions).summary()
    #expect(
      lines.contains(
        "  period summit: 2026-10-12..2026-10-16 (last day included); open mon-fri 10:00-12:00; only m2, m3; general promises first response 2 business days; with a reply"
      ))
    #expect(lines.contains("  period quiet week: 2026-12-28..2027-01-01 (last day included); closed"))
    #expect(lines.contains { $0.hasPrefix("  desk: ") && $0.hasSuffix("; chosen until thu 12:00 of the week before") })
    #expect(lines.contains { $0.contains("looked at weekly mon 10:00") })
    let asked = "then account-engineer asked first for 2 hours from 2026-03-02 (last day 2027-02-28), then lead"
    #expect(lines.contains { $0.contains("then primary after 10 minutes (answers within 20 minutes), \(asked)") })
    #expect(
      lines.contains(
        "  customer larch: Larch; tier enterprise; known by larch.example.com, lärche.example, #support-larch, #larch-*, login lin, login U0123456789, organisation T0123456789; looked after by m1, m2"
      ))
    #expect(
      lines.contains(
        "  routing outage: tier enterprise, words down or data loss → type incident, at least urgent until triage"))
    #expect(lines.contains { $0.contains("queue partners: what routing sends there") && $0.contains("weighs 0.5") })
  }
}
