import Scheduling
import Timekeeping
import Triage

/// The `closing:` of a queue: what its tickets may end with (C19–C24, E11, E22).
enum ClosingSection {
  static let reasons = Key(
    "reasons", "The close reasons, each with what it needs; any sentence will do without them.",
    example: "[fixed, { name: confirmed, needs: confirmation }]",
    Grammar<[CloseReason]>.list(of: CloseReasonSection.reason, example: "[fixed, confirmed]"))
  static let improvement = Key(
    "improvement", "Whether a close must say what could be better; `none` is an answer. Never without it.",
    example: "required",
    Grammar<ClosingRules.Ask>.choice(["required": .required, "never": .never]))
  static let bugBlocks = Key(
    "bug blocks", "Whether a ticket stays open until its linked bug is done: yes without it.", example: "yes",
    StatesSection.yesOrNo)
  static let scale = Key(
    "effort scale", "The best answer to how easy it was made for the customer.", example: "7",
    NumberForms.effortScale.grammar)

  static let kinds = Key(
    "improvement kinds", "What tickets may lead to; docs, product and message without it.",
    example: "[docs, api-response]", Grammar<[String]>.oneOrList(of: NameForms.word.grammar))
  static let byItself = Key(
    "by itself", "Whether what is resolved is closed when no message opens it again any more: no without it.",
    example: "yes", StatesSection.yesOrNo)
  static let survey = Key(
    "survey", "When the customer is asked how easy it was, and how; never without it.", example: "closed",
    SurveySection.grammar)

  static let section = Section(
    "closing", "the closing", "How tickets end.",
    keys: [
      reasons.listed, improvement.listed, kinds.listed, bugBlocks.listed, scale.listed, byItself.listed, survey.listed,
    ])

  static let grammar = section.grammar { fields, context -> ClosingRules? in
    let given = fields(reasons) ?? []
    for name in given.map(\.name).repeated {
      context.error(fields.place(of: reasons), "close reason '\(name)' is given twice", "delete one of the two")
    }
    return ClosingRules(
      reasons: given, improvement: fields(improvement) ?? .never, bugBlocks: fields(bugBlocks) ?? true,
      effortScale: fields(scale), kinds: fields(kinds)?.uniqued.map { Improvement.Kind(rawValue: $0) },
      closesByItself: fields(byItself), survey: fields(survey))
  }
}

/// The `survey:` of a closing: `closed`, or a group with our words (C32, E22).
enum SurveySection {
  static let after = Key(
    "after", "At which end the customer is asked.", example: "closed", required: true, moment)
  static let text = Key(
    "text", "What is written before the link.", example: "How easy was it to get help?", NameForms.sentence.grammar)

  static let section = Section(
    "survey", "the survey", "When the customer is asked how easy it was, and how.", keys: [after.listed, text.listed])

  static let grammar = Grammar<SurveyRule>.either(
    text: moment.map { SurveyRule(after: $0) },
    group: section.grammar { fields, _ -> SurveyRule? in
      let (after, text) = (fields(after), fields(text))
      return after.map { SurveyRule(after: $0, text: text) }
    }, wanted: "closed, resolved, or a group such as `{ after: closed, text: … }`")

  private static let moment = Grammar<SurveyRule.Moment>.choice(["closed": .closed, "resolved": .resolved])
}

/// One close reason: its name, or a group with what it needs.
enum CloseReasonSection {
  static let name = Key(
    "name", "What it is called.", example: "feature filed", required: true, NameForms.title.grammar)
  static let needs = Key(
    "needs", "What must be given with it: any link, or one to a bug, feature or task; of several any one.",
    example: "feature",
    Grammar<[Need]>.oneOrList(
      of: Grammar<Need>.choice([
        "link": .link, "confirmation": .confirmation, "bug": .work(.bug), "feature": .work(.feature),
        "task": .work(.task),
      ])))

  enum Need: Sendable, Equatable {
    case link, confirmation
    /// A link to something that was filed.
    case work(LinkedItem.Kind)
  }

  static let section = Section(
    "close-reason", "a close reason", "A reason that a ticket may end with.", keys: [name.listed, needs.listed])

  static let reason = Grammar<CloseReason>.either(
    text: NameForms.title.grammar.map { CloseReason(name: $0) },
    group: section.grammar { fields, _ in
      let needs = fields(needs) ?? []
      let kinds: [LinkedItem.Kind] = needs.compactMap { if case .work(let kind) = $0 { kind } else { nil } }
      return fields(name).map {
        CloseReason(
          name: $0, needsLink: needs.contains(.link) || !kinds.isEmpty, linkKinds: kinds.isEmpty ? nil : kinds,
          needsConfirmation: needs.contains(.confirmation))
      }
    }, wanted: "a name, or a group such as `{ name: confirmed, needs: confirmation }`")
}

extension [String] {
  /// Those that come more than once, each once.
  fileprivate var repeated: [String] {
    enumerated().filter { self[..<$0.offset].contains($0.element) }.map(\.element).uniqued
  }
}
