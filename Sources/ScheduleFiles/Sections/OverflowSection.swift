import Scheduling
import Timekeeping
import Triage

/// A level of a queue's `overflow:` (rule K3).
enum OverflowSection {
  static let to = Key("to", "Whose turn it is: a duty, a member, lead.", example: "primary", Recipients.forTickets)
  static let page = Key(
    "page", "The last level: begin the escalation policy instead.", example: "primary", Recipients.forTickets)
  static let after = Key(
    "after", "How long a full level before it is waited for.", example: "10 minutes", TimeForms.duration.grammar)

  static let section = Section(
    "overflow-level", "a level", "Where an owner is looked for.",
    keys: [
      to.listed, page.listed, after.listed, .planned("ask", "leave the level out; write `to:` or `page:`"),
      .planned("for", "leave the level out; write `to:` or `page:`"),
    ])

  private static let level = Grammar<OverflowLevel>.either(
    text: Recipients.forTickets.map { OverflowLevel(to: $0) },
    group: section.grammar { fields, context in
      let (to, page, after) = (fields(to), fields(page), fields(after))
      if fields.has(Self.to) == fields.has(Self.page) {
        context.error(fields.place, "a level has either 'to' or 'page'", "write `{ to: primary, after: 10 minutes }`")
        return nil
      }
      return (to ?? page).map { OverflowLevel(to: $0, after: after, pages: page != nil) }
    }, wanted: "a duty, or a group such as `{ to: primary, after: 10 minutes }`")

  static let levels = Grammar<[OverflowLevel]>(schema: placed.schema) { node, context in
    guard let levels = placed.read(node, context) else { return nil }
    if node.list?.isEmpty ?? false {
      context.error(node.place, "queue '\(context.entry)' has nobody to give its tickets to", "list a duty: [desk]")
    }
    if let first = levels.first, first.value.after != nil {
      context.error(first.place, "the first level has no level before it to wait for", "delete its 'after'")
    }
    for early in levels.dropLast() where early.value.pages {
      context.error(early.place, "levels after a page are never reached", "make the page the last level")
    }
    return levels.map(\.value)
  }

  private static let placed = Grammar<[Placed<OverflowLevel>]>.list(of: level.placed, example: "[desk, primary]")
}
