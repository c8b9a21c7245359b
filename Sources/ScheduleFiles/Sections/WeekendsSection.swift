import Drafting
import Scheduling

/// What `weekends:` of the rules says.
struct WeekendsReading: Sendable {
  var inARow: RulePrice?
  var volunteersFirst: Int?

  static let never = WeekendsReading(inARow: .never)
  static let volunteers = WeekendsReading(volunteersFirst: 60)
  static let any = WeekendsReading()
}

/// The `weekends:` of the rules: a phrase, several of them, or a group with prices.
enum WeekendsSection {
  static let inARow = Key(
    "two in a row", "What it costs to stand weekends in two consecutive weeks.", example: "never",
    Grammar<RulePrice>.priced(["never": .never, "any": .points(0)]))
  static let volunteers = Key(
    "volunteers first", "What a weekend slot of somebody costs who is no volunteer.", example: "60 points",
    RuleForms.price.grammar)

  static let section = Section(
    "weekends", "'weekends'", "Who stands weekends, and how often.", keys: [inARow.listed, volunteers.listed])

  private static let phrase = Grammar<WeekendsReading>.choice([
    "never two in a row": .never, "volunteers first": .volunteers, "any": .any,
  ])

  static let grammar = Grammar<WeekendsReading>.either(
    text: phrase,
    list: Grammar<[WeekendsReading]>.list(of: phrase, example: "[never two in a row, volunteers first]").map(joined),
    group: section.grammar { fields, _ -> WeekendsReading? in
      WeekendsReading(inARow: fields(inARow), volunteersFirst: fields(volunteers))
    }, wanted: "never two in a row, volunteers first, or both as a list")

  private static func joined(_ phrases: [WeekendsReading]) -> WeekendsReading {
    phrases.reduce(into: WeekendsReading()) { all, next in
      all.inARow = next.inARow ?? all.inARow
      all.volunteersFirst = next.volunteersFirst ?? all.volunteersFirst
    }
  }
}
