import Scheduling
import Timekeeping

/// A member's definition, in `people.yaml` or in the team file that owns it.
enum MemberSection {
  static let id = Key(
    "id", "One id for one person, everywhere.", example: "ana", required: true, NameForms.member.grammar)
  static let name = Key("name", "What people call them.", example: "Ana Okafor", NameForms.title.grammar)
  static let email = Key("email", "For calendars and notices.", example: "ana@example.com", NameForms.email.grammar)
  static let zone = Key(
    "zone", "The zone they live in; without it, the team's.", example: "Africa/Lagos", Shared.zone)
  static let hours = Key(
    "hours", "Their working hours, in their zone; without them, any time.", example: "mon-fri 09:00-18:00",
    Shared.weeklyHours)
  static let skills = Key("skills", "What they can take that not everybody can.", example: "[billing]", Shared.skills)
  static let capacity = Key(
    "capacity", "How many tickets they work on at once; without it, no limit.", example: "8",
    NumberForms.capacity.grammar)
  static let weekends = Key(
    "weekends", "volunteer: also slots for volunteers. rotation: other weekend slots. never: none.",
    example: "rotation",
    Grammar<WeekendWish>.choice(["volunteer": .volunteer, "rotation": .rotation, "never": .never]))
  static let nights = Key(
    "nights", "never: only so much of a slot lies in the team's protected night. any without it.", example: "never",
    Grammar<NightWish>.choice(["never": .never, "any": .any]))
  static let holidays = Key(
    "holidays", "Their own holidays: calendars, or dates; without them, those of the team's office hours.",
    example: "[holidays/england-and-wales.ics]",
    Grammar<[Placed<NamedDays>]>.oneOrList(of: NamedDays.form.grammar.placed))
  static let share = Key("share", "Part-time share for fairness.", example: "100%", NumberForms.share.grammar)
  static let from = Key("from", "The first day in the team.", example: "2026-03-02", TimeForms.civilDate.grammar)
  static let until = Key(
    "until", "The first day that they are out again.", example: "2027-01-01", TimeForms.until.grammar)
  static let contacts = Key(
    "contacts", "Where pages reach them: channel and address. A start; people keep their own in the store.",
    example: "[{ pager: ana-phone }]", contactList)

  static let paging = Key(
    "paging", "Which contacts are tried first, and which after how long; the first rule that fits counts.",
    example: "[from urgent use ntfy and phone after 3 minutes, use slack]",
    Grammar<[PagingRule]>.list(of: RuleForms.paging.grammar, example: "[use ntfy and phone after 3 minutes]"))

  static let notices = Key(
    "notices", "What they want to be told, and when their digest leaves.",
    example: "{ moved: yes, summary: no, digest at: 09:00 }", NoticesSection.grammar)

  private static let contactList = Grammar<[[Contact]]>.list(of: contact, example: "[{ pager: ana-phone }]")
    .map { lists in lists.flatMap { $0 } }
  private static let contact = Grammar<[Entry<String, String>]>
    .entries(NameForms.word, of: NameForms.address.grammar, example: "pager: ana-phone")
    .map { entries in entries.map { Contact(channel: $0.name, address: $0.value) } }

  static let section = Section(
    "member", "a member", "A person who stands shifts.",
    keys: [
      id.listed, name.listed, email.listed, zone.listed, hours.listed, skills.listed, capacity.listed,
      weekends.listed, nights.listed, holidays.listed, share.listed, from.listed, until.listed, contacts.listed,
      paging.listed, notices.listed, ReminderKey.key.listed,
    ])

  static let grammar = section.grammar { fields, context -> Member? in
    guard let id = fields(id) else {
      _ = read(MemberID(unchecked: "unknown"), fields, context)
      return nil
    }
    return read(id, fields, context)
  }

  private static func read(_ id: MemberID, _ fields: Fields, _ context: Context) -> Member {
    let from = fields(from)
    return Member(
      id: id, name: fields(name) ?? id.text, email: fields(email), zone: fields(zone), hours: fields(hours),
      skills: fields(skills) ?? [], capacity: fields(capacity), weekends: fields(weekends) ?? .rotation,
      share: fields(share) ?? 100, from: from,
      until: Shared.lastDay(before: fields(until), from: from, at: fields.place(of: until), context),
      contacts: fields(contacts) ?? [], notices: fields(notices), reminders: fields(ReminderKey.key),
      nights: fields(nights), holidays: fields(holidays).map { DayLimitKeys.holidays($0, context) },
      paging: fields(paging))
  }
}

/// The file `people.yaml`: members whom any team may name by id.
enum PeopleFile {
  static let members = Key(
    "members", "Everybody, each once.", example: "[{ id: ana }]",
    Grammar<[Placed<Member>]>.list(of: MemberSection.grammar.placed, example: "`- id: ana`"))

  static let section = Section(
    "people-file", "people.yaml", "Members whom any team may name by id.", keys: [members.listed])

  static let grammar = section.grammar { fields, _ in fields(members) ?? [] }
}
