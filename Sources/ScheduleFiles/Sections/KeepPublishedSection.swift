import Drafting
import Scheduling
import Timekeeping

/// What `keep published:` says.
struct KeepReading: Sendable {
  var near: Int?
  var later: Int?
  var within: PlainDuration?
}

/// The `keep published:` of the rules: a word or points, or a group that tells near slots from later ones.
enum KeepPublishedSection {
  static let near = Key("near", "A slot that begins soon.", example: "strongly", strength)
  static let later = Key(
    "later", "A slot that begins later; as `near` without it.", example: "weakly", strength)
  static let within = Key(
    "within", "How soon is near; a week without it.", example: "2 weeks",
    TimeForms.duration.grammar)

  static let section = Section(
    "keep-published", "'keep published'", "How much a new draft keeps of what is published.",
    keys: [near.listed, later.listed, within.listed])

  private static let strength = Grammar<RulePrice>.priced([
    "strongly": .points(100), "normally": .points(30), "weakly": .points(10), "no": .points(0),
  ]).map(\.points)

  static let grammar = Grammar<KeepReading>.either(
    text: strength.map { KeepReading(near: $0) },
    group: section.grammar { fields, _ -> KeepReading? in
      KeepReading(near: fields(near), later: fields(later), within: fields(within))
    }, wanted: "one of: strongly, normally, weakly, no; or a group with `near:` and `later:`")
}
