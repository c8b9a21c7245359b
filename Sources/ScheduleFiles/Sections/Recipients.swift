import Scheduling
import Timekeeping
import Triage

/// Whom a page or a ticket may go to: a duty, a member, the lead, the owner.
enum Recipients {
  /// One or several, for a page.
  static let grammar = Grammar<[Recipient]>.oneOrList(of: one)
    .notEmpty("nobody is named, so nobody is paged", "write a duty, a member's id, lead or owner")

  static let one = Grammar<Recipient>(schema: schema) { node, context in read(node, words: ["lead", "owner"], context) }

  /// Without the owner, who is what an overflow looks for.
  static let forTickets = Grammar<Recipient>(schema: schema) { node, context in
    read(node, words: ["lead"], context)
  }

  private static let schema = JSON.object([
    "description": .text("A duty, a member, lead or owner."), "type": .texts(["string", "number", "boolean"]),
    "pattern": .text(NameForms.slugPattern),
  ])

  private static func read(_ node: YAMLNode, words: [String], _ context: Context) -> Recipient? {
    guard let name = node.text else {
      context.error(node.place, "one duty or member is wanted here, not \(node.noun)", "write one id")
      return nil
    }
    if words.contains(name) { return named(name, at: node.place, context) }
    if name == "owner" {
      context.error(node.place, "a ticket that looks for an owner has none yet", "write a duty, a member's id, or lead")
      return nil
    }
    let isDuty = context.names.duties.contains(name)
    let isMember = context.names.members.contains(name)
    if isDuty, isMember {
      context.error(node.place, "'\(name)' is a duty and a member of this team", "give the duty another id")
    }
    if isDuty { return .duty(DutyID(unchecked: name)) }
    if isMember { return .member(MemberID(unchecked: name)) }
    let near = didYouMean(name, among: context.names.duties + words + context.names.members)
    context.error(
      node.place, "there is no duty or member '\(shortened(name))' in this team",
      near.map { "did you mean '\($0)'?" } ?? "write a duty, a member's id, or \(words.joined(separator: " or "))")
    return nil
  }

  private static func named(_ word: String, at place: Place, _ context: Context) -> Recipient {
    guard word == "lead" else { return .owner }
    if !context.names.hasLead {
      context.error(place, "the team has no lead", "add `lead:` with a member's id at the top of the file")
    }
    return .lead
  }
}
