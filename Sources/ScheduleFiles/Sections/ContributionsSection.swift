import Triage

/// `contributions:` of a team: what its league counts (D36).
enum ContributionsSection {
  static let reply = Key("reply", "Points for an answer to a customer; 2 without it.", example: "2", points)
  static let note = Key("note", "Points for a note; 1 without it.", example: "1", points)
  static let help = Key("linked help", "Points for help that is linked; 3 without it.", example: "3", points)
  static let weekend = Key(
    "weekend", "How many times as much all of it counts on Saturdays and Sundays; once without it.", example: "2",
    NumberForms.factor.grammar)

  private static let points = NumberForms.leaguePoints.grammar

  static let section = Section(
    "contributions", "the contributions", "What contributions to tickets count in the league.",
    keys: [reply.listed, note.listed, help.listed, weekend.listed])

  static let grammar = section.grammar { fields, _ -> ContributionWeights? in
    var weights = ContributionWeights()
    weights.reply = fields(reply) ?? weights.reply
    weights.note = fields(note) ?? weights.note
    weights.linkedHelp = fields(help) ?? weights.linkedHelp
    weights.weekend = fields(weekend) ?? weights.weekend
    return weights
  }
}
