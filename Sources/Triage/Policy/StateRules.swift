import Scheduling
import Timekeeping

/// What messages and time do to the states and clocks of a queue's tickets (rules K8 and K9).
package struct StateRules: Sendable, Hashable, Codable {
  /// A customer's message on a resolved ticket opens it again for this long; later ones begin a new, linked one.
  package var reopenWithin = PlainDuration(.hours(14 * 24))
  /// True when a mere "thank you" neither opens a ticket again nor waits for an answer (D54).
  package var thanksNeedNothing = false
  /// Words of such messages, beside the usual ones.
  package var thanks: [String] = []
  /// True when the time to the resolution stands still while somebody else has the next step (C30).
  package var holdStopsResolution = false
  /// True when somebody else's public answer counts as the first response (E4).
  package var communityCounts = false
  /// True when resolving without a word counts as the first response (A14).
  package var resolvingCounts = false
  /// How long before a due time its owner is warned, in the time of the queue's office hours (rule O8).
  package var warnBefore: [PlainDuration] = []
  /// What we try for while somebody is on shift (D31): reported, and never escalated.
  package var goal: PlainDuration?
  /// Off without it: nothing is closed because it is old (E9).
  package var silence: SilenceRule?

  package init(
    reopenWithin: PlainDuration = PlainDuration(.hours(14 * 24)), thanksNeedNothing: Bool = false,
    thanks: [String] = [], holdStopsResolution: Bool = false, communityCounts: Bool = false,
    resolvingCounts: Bool = false, warnBefore: [PlainDuration] = [], goal: PlainDuration? = nil,
    silence: SilenceRule? = nil
  ) {
    self.reopenWithin = reopenWithin
    self.thanksNeedNothing = thanksNeedNothing
    self.thanks = thanks
    self.holdStopsResolution = holdStopsResolution
    self.communityCounts = communityCounts
    self.resolvingCounts = resolvingCounts
    self.warnBefore = warnBefore
    self.goal = goal
    self.silence = silence
  }
}

/// What becomes of a ticket whose customer stopped answering (C21, C22).
package struct SilenceRule: Sendable, Hashable, Codable {
  /// How often the customer is asked again before the ticket is closed.
  package var followUps: Int
  /// From the last message to the first, from each to the next, and from the last one to the close.
  package var every: PlainDuration
  /// What is written each time.
  package var text: String
  /// Told, with the last follow-up, that the ticket is about to be closed; nobody without it.
  package var headsUp: Recipient?
  /// True when the customer's own people are told then (C22); the lead where the customer has none.
  package var tellsAccount: Bool?

  package init(
    followUps: Int = 2, every: PlainDuration, text: String, headsUp: Recipient? = nil, tellsAccount: Bool? = nil
  ) {
    self.followUps = followUps
    self.every = every
    self.text = text
    self.headsUp = headsUp
    self.tellsAccount = tellsAccount
  }

  /// The close reason of tickets that it ends.
  package static let reason = "no answer"
}

/// How tickets of a queue end (C19–C24, E11).
package struct ClosingRules: Sendable, Hashable, Codable {
  /// In the order of the file; any sentence will do where there is none.
  package var reasons: [CloseReason] = []
  package var improvement: Ask = .never
  /// True when a ticket stays open until its linked bug is done (A29).
  package var bugBlocks: Bool = true
  /// The best answer to "how much effort was it?"; nil asks nobody (E22, C32).
  package var effortScale: Int?
  /// The kinds of improvement that its tickets may lead to; nil for the usual ones (E12).
  package var kinds: [Improvement.Kind]?
  /// True when what is resolved is closed as soon as no message opens it again any more (K9); nil: it stays resolved.
  package var closesByItself: Bool?
  /// When and how customers are asked how easy it was; nil asks nobody (C32).
  package var survey: SurveyRule?

  package init(
    reasons: [CloseReason] = [], improvement: Ask = .never, bugBlocks: Bool = true, effortScale: Int? = nil,
    kinds: [Improvement.Kind]? = nil, closesByItself: Bool? = nil, survey: SurveyRule? = nil
  ) {
    self.reasons = reasons
    self.improvement = improvement
    self.bugBlocks = bugBlocks
    self.effortScale = effortScale
    self.kinds = kinds
    self.closesByItself = closesByItself
    self.survey = survey
  }

  package var improvementKinds: [Improvement.Kind] { kinds ?? Improvement.Kind.usual }

  /// Whether "what could be better?" must be answered when a ticket ends; `none` is an answer.
  package enum Ask: String, Sendable, Hashable, Codable, CaseIterable {
    case never, required
  }
}

/// The question to a customer how easy it was for them to get help, once for each ticket (C32, E22).
package struct SurveyRule: Sendable, Hashable, Codable {
  package var after: Moment
  /// What is written before the link; nil for our own words.
  package var text: String?

  package init(after: Moment, text: String? = nil) {
    self.after = after
    self.text = text
  }

  /// Closed tickets are asked about in any case, those that were resolved first where it says so.
  package enum Moment: String, Sendable, Hashable, Codable, CaseIterable {
    case resolved, closed
  }

  package static let usualText = "How easy was it for you to get help? Your answer takes a moment:"
  /// The best answer where the queue names no scale.
  package static let usualScale = 7
}

/// A reason that a ticket of a queue may end with.
package struct CloseReason: Sendable, Hashable, Codable {
  package var name: String
  /// A link is needed, such as the feature request that was filed (C24).
  package var needsLink: Bool
  /// What the link must be, any one of them; nil takes every link.
  package var linkKinds: [LinkedItem.Kind]?
  /// The customer must have said so (C20).
  package var needsConfirmation: Bool

  package init(
    name: String, needsLink: Bool = false, linkKinds: [LinkedItem.Kind]? = nil, needsConfirmation: Bool = false
  ) {
    self.name = name
    self.needsLink = needsLink
    self.linkKinds = linkKinds
    self.needsConfirmation = needsConfirmation
  }
}

extension Queue {
  /// What the queue says of states, or what holds everywhere.
  package var stateRules: StateRules { states ?? StateRules() }
  package var closingRules: ClosingRules { closing ?? ClosingRules() }
}
