import Scheduling
import Timekeeping
import Triage

/// A level of a queue's `overflow:` (rule K3).
enum OverflowSection {
  static let to = Key("to", "Whose turn it is: a duty, a member, lead.", example: "primary", Recipients.forTickets)
  static let page = Key(
    "page", "The last level: begin the escalation policy instead.", example: "primary", Recipients.forTickets)
  static let ask = Key(
    "ask", "Who is asked first whether they take it: a duty, a member, lead; with `for:`.", example: "account-engineer",
    Recipients.forTickets)
  static let answer = Key(
    "for", "How long an answer is waited for, in the queue's open time.", example: "2 hours", TimeForms.duration.grammar
  )
  static let after = Key(
    "after", "How long a full level before it is waited for.", example: "10 minutes", TimeForms.duration.grammar)

  static let acknowledge = Key(
    "acknowledge within", "An owner found here who is silent for this long gives way to the next level.",
    example: "20 minutes", TimeForms.duration.grammar)
  static let from = Key(
    "from", "The first day on which the level is there.", example: "2026-03-02", TimeForms.civilDate.grammar)
  static let until = Key(
    "until", "The first day on which it is gone.", example: "2027-03-01", TimeForms.until.grammar)

  static let section = Section(
    "overflow-level", "a level", "Where an owner is looked for.",
    keys: [
      to.listed, page.listed, after.listed, ask.listed, answer.listed, acknowledge.listed, from.listed, until.listed,
    ])

  private static let level = Grammar<OverflowLevel>.either(
    text: Recipients.forTickets.map { OverflowLevel(to: $0) },
    group: section.grammar { fields, context in
      let (to, page, ask) = (fields(to), fields(page), fields(ask))
      let (after, answer) = (fields(after), fields(answer))
      let (acknowledge, from) = (fields(acknowledge), fields(from))
      let until = Shared.lastDay(before: fields(until), from: from, at: fields.place(of: until), context)
      guard isOneLevel(fields, context) else { return nil }
      return (to ?? page ?? ask).map {
        OverflowLevel(
          to: $0, after: after, pages: page != nil, askFor: answer, acknowledgeWithin: acknowledge, from: from,
          until: until)
      }
    }, wanted: "a duty, or a group such as `{ to: primary, after: 10 minutes }`")

  private static func isOneLevel(_ fields: Fields, _ context: Context) -> Bool {
    let given = [fields.has(to), fields.has(page), fields.has(ask)].count(where: { $0 })
    if given != 1 {
      context.error(
        fields.place, "a level has one of 'to', 'page' and 'ask'", "write `{ to: primary, after: 10 minutes }`")
      return false
    }
    if fields.has(ask) != fields.has(answer) {
      context.error(
        fields.place, "'ask' and 'for' go together", "write `{ ask: account-engineer, for: 2 hours }`")
      return false
    }
    if fields.has(acknowledge), !fields.has(to) {
      context.error(
        fields.place, "'acknowledge within' is about an owner, so it stands beside 'to'",
        "write `{ to: primary, acknowledge within: 20 minutes }`")
      return false
    }
    return true
  }

  static let levels = Grammar<[OverflowLevel]>(schema: placed.schema) { node, context in
    guard let levels = placed.read(node, context) else { return nil }
    if node.list?.isEmpty ?? false {
      context.error(node.place, "queue '\(context.entry)' has nobody to give its tickets to", "list a duty: [desk]")
    }
    if let first = levels.first, first.value.after != nil, first.place == node.list?.first?.place {
      context.error(first.place, "the first level has no level before it to wait for", "delete its 'after'")
    }
    for early in levels.dropLast() where early.value.pages {
      context.error(early.place, "levels after a page are never reached", "make the page the last level")
    }
    return levels.map(\.value)
  }

  private static let placed = Grammar<[Placed<OverflowLevel>]>.list(of: level.placed, example: "[desk, primary]")
}
