/// The JSON Schema of all files, printed by `watchbill schema` and kept beside the samples for editors.
///
/// It is made from the tables that the reader goes by. The reader says more: a schema cannot look up ids.
package enum SchemaDocument {
  /// The document as text, with a line end.
  package static var text: String { document.printed() + "\n" }

  private static let document = JSON.object([
    "$schema": .text("https://json-schema.org/draft/2020-12/schema"),
    "title": .text("Watchbill: schedule files and server settings"),
    "description": .text(
      "A file with `team` is a team's, one with `members` and no `team` is people.yaml, any other is watchbill.yaml."),
    "if": required("team"),
    "then": reference(TeamSection.section),
    "else": .object([
      "if": required("members"), "then": reference(PeopleFile.section), "else": reference(SettingsSection.section),
    ]),
    "$defs": .object(sections.map(\.definition) + forms),
  ])

  private static func required(_ key: String) -> JSON {
    .object(["type": .text("object"), "required": .texts([key])])
  }

  private static func reference(_ section: Section) -> JSON { .object(["$ref": .text("#/$defs/\(section.name)")]) }

  static let sections = [
    TeamSection.section, PeopleFile.section, SettingsSection.section, MemberSection.section,
    OfficeHoursSection.section, DutySection.section, LayerSection.section, CreditSection.section, RulesSection.section,
    AtMostSection.section, FairnessSection.section, QueueSection.section, WhenSection.section, TargetsSection.section,
    OverflowSection.section, StepSection.section, SourceSection.section, ChannelSection.section,
    SecretSection.section,
  ]

  private static let forms = timeForms + nameForms + numberForms + serverForms

  private static let timeForms = [
    TimeForms.zone.definition, TimeForms.civilDate.definition, TimeForms.dates.definition,
    TimeForms.weeklyHours.definition, TimeForms.dayHours.definition, TimeForms.duration.definition,
    TimeForms.rhythm.definition, TimeForms.cadence.definition, TimeForms.handoff.definition,
    TimeForms.target.definition,
  ]

  private static let nameForms = [
    NameForms.team.definition, NameForms.member.definition, NameForms.duty.definition, NameForms.layer.definition,
    NameForms.officeHours.definition, NameForms.queue.definition, NameForms.priority.definition,
    NameForms.escalation.definition, NameForms.word.definition, NameForms.title.definition,
    NameForms.email.definition, NameForms.address.definition, NameForms.connection.definition,
    NameForms.calendarFile.definition,
  ]

  private static let numberForms = [
    NumberForms.people.definition, NumberForms.rank.definition, NumberForms.capacity.definition,
    NumberForms.share.definition, NumberForms.points.definition, NumberForms.leaveDays.definition,
    NumberForms.weight.definition, NumberForms.weeks.definition, NumberForms.times.definition,
  ]

  private static let serverForms = [
    ServerForms.folder.definition, ServerForms.url.definition, ServerForms.hostPort.definition,
    ServerForms.variable.definition,
  ]
}
