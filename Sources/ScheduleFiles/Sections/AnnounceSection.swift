import Scheduling
import Timekeeping

/// `on change:` of a team: channels that are told each time other people are on, or nobody.
enum OnChangeSection {
  static let to = Key(
    "to", "A channel of watchbill.yaml.", example: "ops-hook", required: true, NameForms.connection.grammar)
  static let duties = Key(
    "duties", "Only for these duties; every duty without it.", example: "[primary]", dutyList)

  static let section = Section(
    "on-change", "an entry of on change", "A channel that is told each time other people are on a duty, or nobody.",
    keys: [to.listed, duties.listed])

  static let grammar = Grammar<[Announcement]>.oneOrList(of: entry)

  private static let entry = Grammar<Announcement>.either(
    text: NameForms.connection.grammar.map { Announcement(channel: $0) },
    group: section.grammar { fields, _ -> Announcement? in
      let (to, duties) = (fields(to), fields(duties))
      return to.map { Announcement(channel: $0, duties: duties) }
    }, wanted: "a channel, or { to: channel, duties: [primary] }")

  static let dutyList = Grammar<[Placed<DutyID>]>.list(
    of: Grammar<DutyID>.reference(.duty, named: { DutyID(unchecked: $0) }).placed, example: "[primary]"
  )
  .distinct("list")
  .notEmpty("no duty is named, so the channel is told nothing", "name some: [primary], or delete the key")
  .map { $0.map(\.value) }
}

/// `announce:` of a team: channels that are told who is on at a time of the week.
enum AnnounceSection {
  static let to = OnChangeSection.to
  static let duties = OnChangeSection.duties
  static let at = Key(
    "at", "When, in the team's zone.", example: "mon-fri 09:00", required: true, TimeForms.weeklyTime.grammar)

  static let section = Section(
    "announce", "an entry of announce", "A channel that is told who is on at a time of the week.",
    keys: [to.listed, at.listed, duties.listed])

  static let grammar = Grammar<[Announcement]>.list(
    of: section.grammar { fields, _ -> Announcement? in
      let (to, at, duties) = (fields(to), fields(at), fields(duties))
      guard let to, let at else { return nil }
      return Announcement(channel: to, duties: duties, at: at)
    }, example: "[{ to: ops-hook, at: mon-fri 09:00 }]")
}
