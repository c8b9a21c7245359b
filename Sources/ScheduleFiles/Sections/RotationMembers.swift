import Scheduling
import Timekeeping

/// Who takes turns: ids, lists of ids that share a turn, and members who join or leave on a day (rule T5).
struct RotationMembers: Sendable {
  var groups: [[Placed<MemberID>]] = []
  var terms: [RotationTerm] = []

  static let member = Key(
    "member", "Who joins or leaves.", example: "dami", required: true, Shared.member.placed)
  static let from = Key(
    "from", "The first day they take turns; nobody who is on before it is moved.", example: "2026-03-02",
    TimeForms.civilDate.grammar)
  static let until = Key(
    "until", "The first day they no longer take turns.", example: "2026-09-01", TimeForms.until.grammar)

  static let section = Section(
    "turn-taker", "a turn taker", "A member who takes turns from a day on, or until one.",
    keys: [member.listed, from.listed, until.listed])

  /// A member in the list, with the days if there are any.
  private struct Entry: Sendable {
    var member: Placed<MemberID>
    var from: CivilDate?
    var last: CivilDate?
  }

  private static let plain: Grammar<Entry> = Shared.member.placed.map { Entry(member: $0) }

  private static let dated: Grammar<Entry> = section.grammar { fields, context in
    let (member, from, until) = (fields(member), fields(from), fields(until))
    let last = Shared.lastDay(before: until, from: from, at: fields.place(of: Self.until), context)
    return member.map { Entry(member: $0, from: from, last: last) }
  }

  private static let entry = Grammar<Entry>.either(
    text: plain, group: dated, wanted: "a member's id, or `{ member: dami, from: 2026-03-02 }`")

  private static let shared = Grammar<[Entry]>(
    schema: Grammar<[Entry]>.list(of: entry, example: "").schema
  ) { node, context in
    let group = Grammar<[Entry]>.list(of: entry, example: "[ana, bo]").read(node, context)
    return group.map { distinct($0, context) }
  }
  .notEmpty("nobody shares this turn", "list who does: [ana, bo], or delete it")

  static let grammar: Grammar<RotationMembers> = Grammar<[[Entry]]>.list(
    of: .either(
      text: plain.map { [$0] }, list: shared, group: dated.map { [$0] },
      wanted: "a member's id, a list of them, or `{ member: dami, from: 2026-03-02 }`"),
    example: "[ana, bo]"
  ).map { RotationMembers($0) }

  private init(_ list: [[Entry]]) {
    groups = list.map { $0.map(\.member) }
    terms = list.enumerated().flatMap { place, group in
      group.filter { $0.from != nil || $0.last != nil }.map { entry in
        RotationTerm(group: place, member: entry.member.value, from: entry.from, until: entry.last)
      }
    }
  }

  private static func distinct(_ group: [Entry], _ context: Context) -> [Entry] {
    var seen: Set<MemberID> = []
    return group.filter { entry in
      let isFirst = seen.insert(entry.member.value).inserted
      if !isFirst {
        context.error(
          entry.member.place, "'\(entry.member.value)' is listed twice in this group", "delete one of them")
      }
      return isFirst
    }
  }
}
