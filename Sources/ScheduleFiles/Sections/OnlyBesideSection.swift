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

  /// What a rule says but for the member that it is about.
  private typealias Rest = @Sendable (MemberID) -> Companions

  private static func rest(_ beside: [Placed<MemberID>], until: CivilDate? = nil) -> Rest {
    { Companions(member: $0, beside: beside.map(\.value), until: until) }
  }

  private static let item = Grammar<Rest>.either(
    list: Shared.members.map { rest($0) },
    group: section.grammar { fields, context -> Rest? in
      let (members, until) = (fields(members), fields(until))
      let last = Shared.lastDay(before: until, from: nil, at: fields.place(of: Self.until), context)
      return members.map { rest($0, until: last) }
    }, wanted: "a list of members: [ana, bo], or a group with `members:`")

  private static let entries = Grammar<[Entry<MemberID, Rest>]>.entries(
    NameForms.member, of: item, example: "dami: [ana, bo]")

  static let grammar = Grammar<[Companions]>(schema: entries.schema) { node, context in
    entries.read(node, context)?.compactMap { entry in
      guard context.knows(entry.name.text, .member, at: entry.place) else { return nil }
      return checked(entry.value(entry.name), at: entry.place, context)
    }
  }

  private static func checked(_ companions: Companions, at place: Place, _ context: Context) -> Companions? {
    let member = companions.member
    if companions.beside.contains(member) {
      context.error(place, "'\(member)' cannot stand beside themselves", "list other members")
      return nil
    }
    if companions.beside.isEmpty {
      context.error(place, "nobody is named to stand beside '\(member)'", "list some: [ana, bo]")
      return nil
    }
    return companions
  }
}
