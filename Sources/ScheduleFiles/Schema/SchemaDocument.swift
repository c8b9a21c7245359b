/// The JSON Schema of all files, printed by `watchbill schema` and kept beside the samples for editors.
///
/// It is made from the tables that the reader goes by. The reader says more: a schema cannot look up ids.
package enum SchemaDocument {
  /// The document as text, with a line end.
  package static var text: String { document.printed() + "\n" }

  static let document = JSON.object([
    "$schema": .text("https://json-schema.org/draft/2020-12/schema"),
    "title": .text("Watchbill: schedule files and server settings"),
    "description": .text(
      "A file with `team` is a team's, one with `members` and no `team` is people.yaml, any other is watchbill.yaml."),
    "if": required("team"),
    "then": reference(TeamSection.section),
    "else": .object([
      "if": required("members"), "then": reference(PeopleFile.section), "else": reference(SettingsSection.section),
    ]),
    "$defs": .object(sections.map(\.definition) + forms.map(\.definition)),
  ])

  private static func required(_ key: String) -> JSON {
    .object(["type": .text("object"), "required": .texts([key])])
  }

  private static func reference(_ section: Section) -> JSON { .object(["$ref": .text("#/$defs/\(section.name)")]) }

  static let sections = [
    TeamSection.section, PeopleFile.section, SettingsSection.section, MemberSection.section,
    OfficeHoursSection.section, DutySection.section, LayerSection.section, RotationMembers.section,
    CreditSection.section, CheckInSection.section, RulesSection.section, AtMostSection.section,
    AtLeastSection.section, NeverAfterSection.section, OnlyBesideSection.section, WeekendsSection.section,
    ProtectedNightSection.section, KeepPublishedSection.section, FairnessSection.section, QueueSection.section,
    WhenSection.section, TargetsSection.section, PromisesSection.section, StatesSection.section, SilenceSection.section,
    ClosingSection.section, CloseReasonSection.section, SurveySection.section,
    CustomerSection.section, RoutingSection.section, RoutingWhenSection.section,
    PeriodSection.section,
    OverflowSection.section, StepSection.section, SourceSection.section, ChannelSection.section,
    SecretSection.section, MailSection.section, FilingSection.section,
    NoticesSection.section, OnChangeSection.section, AnnounceSection.section, TeamHandoffSection.section,
    ContributionsSection.section,
  ]

  static let forms = timeForms + nameForms + numberForms + ruleForms + serverForms

  private static let timeForms = [
    TimeForms.zone.listed, TimeForms.civilDate.listed, TimeForms.dates.listed,
    TimeForms.weeklyHours.listed, TimeForms.dayHours.listed, TimeForms.breakHours.listed,
    TimeForms.duration.listed,
    TimeForms.rhythm.listed, TimeForms.cadence.listed, TimeForms.handoff.listed,
    TimeForms.target.listed, TimeForms.review.listed, TimeForms.moment.listed,
    TimeForms.timeOfDay.listed, TimeForms.weeklyTime.listed, TimeForms.leadTime.listed,
    TimeForms.handoffDigest.listed,
  ]

  private static let nameForms = [
    NameForms.team.listed, NameForms.member.listed, NameForms.duty.listed, NameForms.layer.listed,
    NameForms.officeHours.listed, NameForms.queue.listed, NameForms.priority.listed,
    NameForms.escalation.listed, NameForms.word.listed, NameForms.title.listed, NameForms.sentence.listed,
    NameForms.email.listed, NameForms.mailbox.listed, NameForms.teamPlace.listed, NameForms.address.listed,
    NameForms.connection.listed,
    NameForms.calendarFile.listed, NameForms.customer.listed, NameForms.domain.listed, NamedDays.form.listed,
  ]

  private static let numberForms = [
    NumberForms.people.listed, NumberForms.rank.listed, NumberForms.capacity.listed,
    NumberForms.share.listed, NumberForms.points.listed, NumberForms.leaveDays.listed,
    NumberForms.weight.listed, NumberForms.weeks.listed, NumberForms.times.listed, NumberForms.nights.listed,
    NumberForms.megabytes.listed, NumberForms.copies.listed, NumberForms.rate.listed, NumberForms.followUps.listed,
    NumberForms.effortScale.listed, NumberForms.leaguePoints.listed, NumberForms.factor.listed,
  ]

  private static let ruleForms = [
    RuleForms.price.listed, RuleForms.countLimit.listed, RuleForms.dutyLimit.listed, RuleForms.days.listed,
    RuleForms.workingHours.listed, RuleForms.paging.listed,
  ]

  private static let serverForms = [
    ServerForms.folder.listed, ServerForms.url.listed, ServerForms.hostPort.listed,
    ServerForms.variable.listed, ServerForms.mailServer.listed, ServerForms.rest.listed,
    ServerForms.filingBody.listed, ServerForms.answerTemplate.listed,
  ]
}
