import Scheduling
import Timekeeping

/// A layer under `layers:`: one rotation, when it holds, and its rank.
enum LayerSection {
  static let id = Key(
    "id", "The layer's id; shifts keep it in theirs.", example: "week", required: true, NameForms.layer.grammar)
  static let rank = Key("rank", "The higher rank wins; 1 without it.", example: "2", NumberForms.rank.grammar)
  static let zone = Key("zone", "The zone of its times; without it, the duty's.", example: "Europe/London", Shared.zone)
  static let hours = Key(
    "hours", "When the layer holds; without them, always.", example: "20:00-08:00", Shared.weeklyHours)
  static let members = Key(
    "members",
    "Who takes turns, in order; a list in the list shares a turn; `{ member: dami, from: 2026-03-02 }` joins on a day.",
    example: "[ana, [bo, cleo]]", required: true, RotationMembers.grammar)
  static let every = Key(
    "every", "How long a turn lasts; a week without it.", example: "1 week", TimeForms.cadence.grammar)
  static let handoff = Key(
    "handoff",
    "When turns are handed off: without it, when the layer's `hours` begin, else 09:00; for weeks on the weekday of `from`.",
    example: "mon 09:00", TimeForms.handoff.grammar)
  static let from = Key(
    "from", "The day the rotation comes into force; the first group has the turn in which it lies.",
    example: "2026-01-05", TimeForms.civilDate.grammar)
  static let until = Key(
    "until", "The first day it is no longer in force.", example: "2027-01-04", TimeForms.until.grammar)

  static let offDays = Key(
    "off days", "skip: days outside `hours` eat no turns, which is so without it; count: they do.", example: "skip",
    Grammar<Layer.OffDays>.choice(["skip": .skip, "count": .count]))
  static let pauses = Key(
    "pauses", "Days on which the rotation rests; afterwards it goes on where it was.",
    example: "[2026-12-21..2027-01-03]", Grammar<[DateRange]>.oneOrList(of: TimeForms.dates.grammar))

  static let section = Section(
    "layer", "a layer", "One rotation of a duty.",
    keys: [
      id.listed, rank.listed, zone.listed, hours.listed, members.listed, every.listed, handoff.listed, from.listed,
      until.listed, pauses.listed, offDays.listed,
    ] + DayLimitKeys.listed)

  static let grammar = section.grammar { fields, context -> Layer? in
    let (id, rank, zone, hours) = (fields(id), fields(rank), fields(zone), fields(hours))
    let offDays = fields(offDays)
    let days = DayLimitKeys.read(fields, context)
    guard let rotation = rotation(fields, hours, context), let id else { return nil }
    return Layer(
      id: id, rank: rank ?? 1, zone: zone ?? context.zone, hours: hours, offDays: offDays ?? .skip,
      rotation: rotation, days: days)
  }

  private static func rotation(_ fields: Fields, _ hours: WeeklyHours?, _ context: Context) -> Rotation? {
    let list = fields(members)
    let groups = list?.groups ?? []
    if fields.has(members), groups.allSatisfy(\.isEmpty) {
      context.error(fields.place(of: members), "the rotation has no members", "list who takes turns: [ana, bo]")
    }
    let every = fields(every)
    let handoff = fields(handoff)
    if let day = handoff?.day, let every, every.unit != .week {
      context.error(
        fields.place(of: Self.handoff), "a handoff on '\(day)' does not fit turns of \(every)",
        "write only the time: `handoff: \(handoff?.time ?? .midnight)`")
    }
    let from = start(fields, groups: groups.count, context)
    let last = Shared.lastDay(before: fields(until), from: from, at: fields.place(of: until), context)
    guard let every = every ?? Cadence(1, .week) else { return nil }
    return Rotation(
      groups: groups.map { $0.map(\.value) }, every: every, handoffDay: handoff?.day,
      handoffTime: handoff?.time ?? usualHandoff(hours), from: from, until: last, terms: list?.terms ?? [],
      pauses: (fields(pauses) ?? []).sorted { $0.first < $1.first })
  }

  /// A rotation of one group has no turns to count, so it may leave its start open.
  private static func start(_ fields: Fields, groups: Int, _ context: Context) -> CivilDate {
    if let from = fields(from) { return from }
    if !fields.has(from), groups > 1 {
      context.error(
        fields.place, "a rotation of \(groups) turns needs 'from', the day its first turn begins",
        "add `from: 2026-01-05`, in the week in which the first of `members` is on")
    }
    return longAgo
  }

  /// A turn that changed at nine would cut hours that begin at eight in two, also where one group has every turn.
  private static func usualHandoff(_ hours: WeeklyHours?) -> CivilTime {
    hours?.windows.first.flatMap { CivilTime(minutes: $0.start) } ?? nine
  }

  private static let nine = CivilTime(minutes: 540) ?? .midnight
  /// Where the grid of a rotation begins whose file gives no start: 2001-01-01, a Monday.
  static let longAgo = CivilDate(daysSinceEpoch: 11_323)
}
