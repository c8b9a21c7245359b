import Scheduling
import Timekeeping
import Triage

/// The `states:` of a queue: what messages and time do to its tickets (rules K8 and K9).
enum StatesSection {
  static let reopen = Key(
    "reopen within", "How long a customer's message opens a resolved ticket again: 14 days without it.",
    example: "14 days", TimeForms.duration.grammar)
  static let thanks = Key(
    "thanks need nothing", "Whether a mere thank-you opens nothing and waits for no answer: no without it.",
    example: "yes", yesOrNo)
  static let words = Key(
    "thanks", "Words of such messages, beside the usual ones.", example: "[ta, nice-one]",
    Grammar<[String]>.oneOrList(of: NameForms.word.grammar))
  static let hold = Key(
    "hold stops resolution",
    "Whether the time to the resolution stands still while somebody else has the next step: no without it.",
    example: "yes", yesOrNo)
  static let community = Key(
    "community counts", "Whether somebody else's public answer is a first response: no without it.", example: "yes",
    yesOrNo)
  static let resolving = Key(
    "resolving counts", "Whether resolving without a word is a first response: no without it.", example: "no",
    yesOrNo)
  static let warn = Key(
    "warn before", "How long before a due time the owner is warned, in office hours.", example: "[2 hours, 30 minutes]",
    Grammar<[PlainDuration]>.oneOrList(of: TimeForms.duration.grammar))
  static let goal = Key(
    "goal", "Within what customers are answered while somebody is on shift: reported, never escalated.",
    example: "20 minutes", TimeForms.duration.grammar)
  static let silence = Key(
    "silence", "What becomes of a ticket whose customer does not answer; nothing without it.",
    example: "{ every: 3 days, text: Shall we close this, heads up: lead }",
    SilenceSection.grammar)

  static let yesOrNo = Grammar<Bool>.choice(["yes": true, "no": false])

  static let section = Section(
    "states", "the states", "What messages and time do to tickets.",
    keys: [
      reopen.listed, thanks.listed, words.listed, hold.listed, community.listed, resolving.listed, warn.listed,
      goal.listed, silence.listed,
    ])

  static let grammar = section.grammar { fields, _ -> StateRules? in
    var rules = StateRules()
    if let span = fields(reopen) { rules.reopenWithin = span }
    rules.thanksNeedNothing = fields(thanks) ?? false
    rules.thanks = fields(words) ?? []
    rules.holdStopsResolution = fields(hold) ?? false
    rules.communityCounts = fields(community) ?? false
    rules.resolvingCounts = fields(resolving) ?? false
    rules.warnBefore = fields(warn) ?? []
    rules.goal = fields(goal)
    rules.silence = fields(silence)
    return rules
  }
}

/// The `silence:` of a queue's states (C21, C22).
enum SilenceSection {
  static let every = Key(
    "every", "From the last message to the first follow-up, from each to the next, and from the last to the close.",
    example: "3 days", required: true,
    TimeForms.duration.grammar.positive("write how long an answer is waited for: 3 days"))
  static let followUps = Key(
    "follow ups", "How often the customer is asked again before the close: 2 without it.", example: "2",
    NumberForms.followUps.grammar)
  static let text = Key(
    "text", "What is written each time.", example: "Are you still there?", required: true,
    NameForms.sentence.grammar)
  static let headsUp = Key(
    "heads up",
    "Who is told, with the last follow-up, that the ticket is about to be closed; account: the customer's own people.",
    example: "lead", Recipients.one.map { HeadsUp.recipient($0) }.or(["account": .account]))

  enum HeadsUp: Sendable {
    case recipient(Recipient)
    case account

    var recipient: Recipient? { if case .recipient(let to) = self { to } else { nil } }
    var isAccount: Bool { if case .account = self { true } else { false } }
  }

  static let section = Section(
    "silence", "the silence rule", "What becomes of a ticket whose customer does not answer.",
    keys: [every.listed, followUps.listed, text.listed, headsUp.listed])

  static let grammar = section.grammar { fields, _ -> SilenceRule? in
    let (every, count, text, headsUp) = (fields(every), fields(followUps), fields(text), fields(headsUp))
    guard let every, let text else { return nil }
    return SilenceRule(
      followUps: count ?? 2, every: every, text: text, headsUp: headsUp?.recipient,
      tellsAccount: headsUp?.isAccount)
  }
}
