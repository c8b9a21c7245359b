import Triage
import Workflows

/// One letter of a ticket and how far it came: an answer, a post, or something filed.
struct LetterLine: Sendable {
  let letterID: String
  let letterWhat: String
  /// Nil for the desk itself.
  let letterBy: String?
  let letterSource: String
  let letterState: String
  /// A class of the style sheet: `sent`, `failed`, `over` or `waiting`.
  let letterMood: String
  let letterAt: Moment
  let letterTries: String
  /// Why it waits, was refused or cancelled.
  let letterWhy: Sentence?
  /// The words of what was filed: all others stand in the conversation already.
  let filedText: String?

  init(_ letter: LetterSummary, clock: ViewClock) {
    letterID = letter.id
    letterWhat = Self.name(letter.purpose)
    letterBy = letter.author
    letterSource = letter.source
    letterState = letter.state
    letterMood = Self.mood(letter.state)
    letterAt = clock.moment(letter.created)
    letterTries = letter.attempts == 1 ? "1 attempt" : "\(letter.attempts) attempts"
    letterWhy = letter.why.map { Sentence($0, clock: clock) }
    filedText = letter.purpose == Letter.Purpose.filing.rawValue ? letter.text : nil
  }

  private static func name(_ purpose: String) -> String {
    switch Letter.Purpose(rawValue: purpose) {
    case .reply: "Answer to the customer"
    case .post: "Post in the team's channel"
    case .filing: "Filing"
    case nil: purpose
    }
  }

  private static func mood(_ state: String) -> String {
    switch state {
    case "sent": "sent"
    case "refused": "failed"
    case "cancelled": "over"
    default: "waiting"
    }
  }
}
