import Drafting
import Scheduling
import Timekeeping
import Triage

/// A team's file: everything a lead decides in review, and nothing that happens day by day.
enum TeamSection {
  static let team = Key(
    "team", "The team's id, as it stands in links and commands.", example: "field-support", required: true,
    NameForms.team.grammar)
  static let name = Key(
    "name", "What people call the team; without it, the id.", example: "Field support", NameForms.title.grammar)
  static let zone = Key(
    "zone", "The zone of all times that name no other.", example: "Europe/London", required: true, Shared.zone)
  static let lead = Key("lead", "The member who is told of gaps and conflicts.", example: "ana", Shared.member)
  static let members = Key(
    "members", "The team: ids from people.yaml, or whole members. The order breaks ties.", example: "[ana, bo]",
    required: true, MembersSection.grammar)
  static let officeHours = Key(
    "office hours", "Office hours under ids that queues name.", example: "{ uk: mon-fri 09:00-17:00 }",
    Grammar<[Entry<OfficeHoursID, OfficeHours>]>.entries(
      NameForms.officeHours, of: OfficeHoursSection.grammar, example: "uk: mon-fri 09:00-17:00"))
  static let duties = Key(
    "duties", "What members are on for.", example: "{ desk: { slots: mon-fri 09:00-13:00 } }", required: true,
    Grammar<[Entry<DutyID, Duty>]>.entries(
      NameForms.duty, of: DutySection.grammar, example: "desk: { slots: mon-fri 09:00-13:00 }"))
  static let priorities = Key(
    "priorities", "The priorities of tickets, most urgent first.", example: "[urgent, high, normal, low]",
    Grammar<[Placed<Priority>]>.list(of: NameForms.priority.grammar.placed, example: "[urgent, high, normal, low]")
      .distinct("list"))
  static let rules = Key(
    "rules", "What a draft of the rota must and should respect.", example: "{ rest: 11 hours }", RulesSection.grammar)
  static let queues = Key(
    "queues", "Where tickets wait; the first queue whose `when` fits takes a ticket.",
    example: "{ general: { when: otherwise } }",
    Grammar<[Entry<QueueID, Queue>]>.entries(
      NameForms.queue, of: QueueSection.grammar, example: "general: { when: otherwise }"))
  static let escalation = Key(
    "escalation", "Policies that make sure somebody acts: steps in order.",
    example: "{ critical: [{ at: created, page: primary }] }",
    Grammar<[Entry<EscalationID, EscalationPolicy>]>.entries(
      NameForms.escalation, of: EscalationSection.grammar, example: "critical: [{ at: created, page: primary }]"))

  static let customers = Key(
    "customers", "Customers: how their tickets are recognised, what they pay for, whose they are.",
    example: "{ larch: { domains: [larch.example.com], tier: enterprise, people: [ana, bo] } }",
    Grammar<[Entry<CustomerID, Customer>]>.entries(
      NameForms.customer, of: CustomerSection.grammar, example: "larch: { domains: [larch.example.com] }"))
  static let routing = Key(
    "routing", "What tickets are taken for, by rules in order; of each thing the first that says it is followed.",
    example: "[{ name: outage, when: { words: [down] }, propose: urgent }]", RoutingSection.list)

  static let periods = Key(
    "periods", "Days of limited support.", example: "[{ name: summit, from: 2026-10-12, until: 2026-10-17 }]",
    PeriodSection.list)
  static let onChange = Key(
    "on change", "Channels that are told each time other people are on a duty, or nobody.", example: "ops-hook",
    OnChangeSection.grammar)
  static let announce = Key(
    "announce", "Channels that are told who is on at a time of the week.",
    example: "[{ to: ops-hook, at: mon-fri 09:00 }]", AnnounceSection.grammar)
  static let summary = Key(
    "weekly summary", "When the lead gets the team's week, or never; mon 09:00 without it.", example: "mon 09:00",
    TimeForms.weeklyTime.grammar.map { SummaryTime.at($0) }.or(["never": .never]))
  static let handoff = Key(
    "handoff", "How open work goes from shift to shift.", example: "{ digest: 15 minutes before, to: ops-hook }",
    TeamHandoffSection.grammar)
  static let contributions = Key(
    "contributions", "What answers, notes and linked help count in the league.", example: "{ reply: 2, weekend: 2 }",
    ContributionsSection.grammar)
  private static let noticeKeys = [onChange.listed, announce.listed, summary.listed, handoff.listed]

  static let section = Section(
    "team-file", "a team file", "A team's standing definition.",
    keys: [
      team.listed, name.listed, zone.listed, lead.listed, members.listed, officeHours.listed, duties.listed,
      priorities.listed, rules.listed, queues.listed, escalation.listed,
      periods.listed, customers.listed, routing.listed, contributions.listed,
    ] + noticeKeys)

  static let grammar = section.grammar { fields, context -> TeamDefinition? in
    let zone = fields(zone) ?? .utc
    let here = context.inZone(zone)
    let (id, name, lead) = (fields(team) ?? nameless, fields(name), fields(lead))
    let members = fields(members) ?? []
    let hours = fields(officeHours, in: here) ?? []
    let duties = fields(duties, in: here) ?? []
    let periods = fields(periods, in: here) ?? []
    var desk = desk(fields, here)
    desk.periods = periods.flatMap(\.promises)
    desk.contributions = fields(contributions)
    let rules = fields(rules) ?? RulesReading()
    let (changes, announced, summary) = (fields(onChange), fields(announce), fields(summary))
    let handoff = fields(handoff)
    let schedule = Schedule(
      team: id, name: name ?? id.text, zone: zone, lead: lead, members: members,
      officeHours: hours.map { NamedOfficeHours(id: $0.name, hours: $0.value) },
      duties: duties.map { following(rules, $0.value) },
      periods: periods.map(\.period),
      announcements: changes == nil && announced == nil ? nil : (changes ?? []) + (announced ?? []), summary: summary,
      handoff: handoff)
    return TeamDefinition(schedule: schedule, rules: rules.rules, desk: desk)
  }

  /// Of a file whose id cannot be read, which has been told: how the rest fits together is told all the same.
  static let nameless = TeamID(unchecked: "")

  /// The duty with the team's demand on working hours where it has none of its own: the nearest holds.
  private static func following(_ rules: RulesReading, _ duty: Duty) -> Duty {
    guard case .slots(var pattern) = duty.filling, pattern.workingHours == nil else { return duty }
    pattern.workingHours = rules.workingHours
    var following = duty
    following.filling = .slots(pattern)
    return following
  }

  private static func desk(_ fields: Fields, _ context: Context) -> DeskPolicy {
    DeskPolicy(
      priorities: (fields(priorities) ?? []).map(\.value), queues: (fields(queues, in: context) ?? []).map(\.value),
      escalations: (fields(escalation, in: context) ?? []).map(\.value),
      customers: (fields(customers, in: context) ?? []).map(\.value), routing: fields(routing, in: context) ?? [])
  }
}

/// The `members:` of a team: ids of members defined elsewhere, or whole definitions.
enum MembersSection {
  static let grammar = Grammar<[Member]>(schema: list.schema) { node, context in
    guard let members = list.read(node, context) else { return nil }
    if let extra = members.dropFirst(FileLimits.membersOfTeam).first {
      context.error(
        extra.place, "the team has \(members.count) members; the limit is \(FileLimits.membersOfTeam)",
        "make several teams of it")
    }
    if node.list?.isEmpty ?? false { context.error(node.place, "the team has no members", "list some: [ana, bo]") }
    return distinct(members, context)
  }

  private static let list = Grammar<[Placed<Member>]>.list(
    of: .either(text: byID.placed, group: MemberSection.grammar.placed, wanted: "an id, or a member with `id:`"),
    example: "[ana, bo]")

  private static let byID = Grammar<Member>(schema: Shared.member.schema) { node, context in
    guard let name = node.text else { return nil }
    if let member = context.people[name] { return member }
    // A definition with an error of its own is not among the people, but its id is known.
    if context.names.people.contains(name) || !context.arePeopleKnown { return nil }
    let near = didYouMean(name, among: context.names.people)
    context.error(
      node.place, "nobody has the id '\(shortened(name))'",
      near.map { "did you mean '\($0)'?" } ?? "define the member in people.yaml, or here with `id:`")
    return nil
  }

  private static func distinct(_ members: [Placed<Member>], _ context: Context) -> [Member] {
    var kept: [Member] = []
    var ids: Set<MemberID> = []
    for member in members {
      if ids.insert(member.value.id).inserted {
        kept.append(member.value)
      } else {
        context.error(member.place, "'\(member.value.id)' is listed twice in this team", "delete one of them")
      }
    }
    return kept
  }
}
