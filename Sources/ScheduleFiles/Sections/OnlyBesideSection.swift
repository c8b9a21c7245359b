import Drafting
import Scheduling
import Timekeeping

/// The `only beside:` of the rules: members who stand slots only beside one of others.
enum OnlyBesideSection {
  static let members = Key(
    "members", "One of whom is on all the time.", example: "[ana, bo]", required: true, Shared.members)
  static let until = Key(
    "until", "The first day on which they stand alone again.", example: "2027-01-04", TimeForms.until.grammar)

  static let section = Section(
    "only-beside", "who stands beside a member", "Those of whom one is on whenever the member is.",
    keys: [members.listed, until.listed])

  private static let item = Grammar<Companions>.either(
    list: Shared.members.map { Companions(member: MemberID(unchecked: ""), beside: $0.map(\.value)) },
    group: section.grammar { fields, context -> Companions? in
      let (members, until) = (fields(members), fields(until))
      let last = Shared.lastDay(before: until, from: nil, at: fields.place(of: Self.until), context)
      return members.map { Companions(member: MemberID(unchecked: ""), beside: $0.map(\.value), until: last) }
    }, wanted: "a list of members: [ana, bo], or a group with `members:`")

  private static let entries = Grammar<[Entry<MemberID, Companions>]>.entries(
    NameForms.member, of: item, example: "dami: [ana, bo]")

  static let grammar = Grammar<[Companions]>(schema: entries.schema) { node, context in
    entries.read(node, context)?.compactMap { entry in
      if let problem = context.names.problem(entry.name.text, .member) {
        context.error(entry.place, problem.what, problem.help)
        return nil
      }
      return checked(
        Companions(member: entry.name, beside: entry.value.beside, until: entry.value.until), entry, context)
    }
  }

  private static func checked(
    _ companions: Companions, _ entry: Entry<MemberID, Companions>, _ context: Context
  ) -> Companions? {
    let member = companions.member
    if companions.beside.contains(member) {
      context.error(entry.place, "'\(member)' cannot stand beside themselves", "list other members")
      return nil
    }
    if companions.beside.isEmpty {
      context.error(entry.place, "nobody is named to stand beside '\(member)'", "list some: [ana, bo]")
      return nil
    }
    return companions
  }
}
