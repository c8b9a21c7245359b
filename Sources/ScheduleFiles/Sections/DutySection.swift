import Scheduling
import Timekeeping

/// An entry under `duties:`: what every duty says. It has either `layers:` or `slots:`.
enum DutySection {
  static let name = Key("name", "How calendars call it; without it, the id.", example: "Desk", NameForms.title.grammar)
  static let fallback = Key(
    "fallback", "The duty whose holder answers when nobody holds this one.", example: "secondary",
    Grammar<DutyID>.reference(.duty, named: { DutyID(unchecked: $0) }))
  static let shadow = Key(
    "shadow", "The duty whose holder this one accompanies to learn: on with them, never paged, never given tickets.",
    example: "primary", Grammar<DutyID>.reference(.duty, named: { DutyID(unchecked: $0) }))
  static let feed = Key(
    "feed", "How calendars show the shifts.", example: "busy",
    Grammar<ShowAs>.choice(["busy": .busy, "free": .free]))
  static let zone = Key("zone", "The zone of its times; without it, the team's.", example: "Europe/London", Shared.zone)
  static let handoffDigest = Key(
    "handoff digest", "When the next person gets the digest of what they take over; at the handoff without it.",
    example: "15 minutes before", TimeForms.handoffDigest.grammar)
  static let layers = Key(
    "layers", "Rotations that go on for ever; the higher rank wins.", example: "[{ id: week, … }]",
    Grammar<[Placed<Layer>]>.list(of: LayerSection.grammar.placed, example: "`- id: week`"))

  private static let noticeKeys = [ReminderKey.key.listed, handoffDigest.listed]

  static let section = Section(
    "duty", "a duty", "What one is on for, filled by layers of rotations or by slots that are drafted each week.",
    keys: [name.listed, fallback.listed, shadow.listed, feed.listed, zone.listed, layers.listed] + noticeKeys
      + SlotKeys.listed,
    misplacedHelp: "it belongs to a duty with `slots:`; delete it, or write slots instead of layers")

  static let grammar = section.grammar { fields, context -> Duty? in
    let here = context.inZone(fields(zone))
    let filling = filling(fields, here)
    let (name, fallback, shadow, feed) = (fields(name), fields(fallback), fields(shadow), fields(feed))
    let (reminders, digest) = (fields(ReminderKey.key), fields(handoffDigest))
    guard let filling else { return nil }
    return Duty(
      id: DutyID(unchecked: context.entry), name: name, fallback: fallback, showAs: feed ?? .free, shadows: shadow,
      filling: filling, reminders: reminders, handoffDigest: digest)
  }

  private static func filling(_ fields: Fields, _ context: Context) -> Duty.Filling? {
    switch (fields.has(layers), fields.has(SlotKeys.slots)) {
    case (true, false):
      guard let read = fields(layers, in: context) else { return nil }
      if read.isEmpty {
        context.error(fields.place(of: layers), "duty '\(context.entry)' has no layers", "add one: `- id: week`")
      }
      return .layers(distinct(read, context))
    case (false, true):
      return SlotKeys.read(fields, context).map { .slots($0) }
    case (true, true):
      _ = (fields(layers, in: context), SlotKeys.read(fields, context))
      context.error(
        fields.place, "duty '\(context.entry)' has both layers and slots", "keep one; make a second duty for the other")
    case (false, false):
      _ = SlotKeys.read(fields, context)
      context.error(
        fields.place, "duty '\(context.entry)' has neither layers nor slots",
        "add `slots: mon-fri 09:00-13:00`, or `layers:` with a rotation")
    }
    return nil
  }

  private static func distinct(_ layers: [Placed<Layer>], _ context: Context) -> [Layer] {
    var kept: [Layer] = []
    for layer in layers {
      if kept.contains(where: { $0.id == layer.value.id }) {
        context.error(
          layer.place, "layer '\(layer.value.id)' is there twice in '\(context.entry)'", "give it another id")
      } else {
        kept.append(layer.value)
      }
    }
    return kept
  }
}
