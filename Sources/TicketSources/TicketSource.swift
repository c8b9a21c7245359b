import ProviderExchange
import Timekeeping
import Triage

/// One vocabulary in which tickets arrive and are answered: bytes and headers in, a value out; a letter in, a request
/// out; and nothing else.
///
/// To add one: a file in `Kinds/`, a line in ``AllTicketSources``, and its test.
package protocol TicketSource: Sendable {
  /// Its name in the settings: `kind: github`.
  static var kind: String { get }
  /// The largest body it takes, in bytes; the edge should stop reading there.
  static var bodyLimit: Int { get }

  init()

  /// Checks who sent `delivery` before looking at what it says.
  ///
  /// - Parameters:
  ///   - settings: its secrets, any of which counts, and what it is to take.
  ///   - now: for senders whose signature says when it was made.
  func receive(_ delivery: Delivery, as settings: SourceSettings, at now: Timestamp) -> Intake

  /// Refuses whoever the headers alone give away, before anything is read of what they send; nil where the sender is
  /// known, and where only the body tells.
  ///
  /// - Parameter headers: a delivery without its body.
  func refusal(ofHeaders headers: Delivery, as settings: SourceSettings) -> Intake?

  /// Whether the headers alone show who sends, once they are not refused: such senders wait for no stranger.
  func isKnown(byHeaders headers: Delivery) -> Bool

  /// What keeps letters of this purpose from leaving with these settings, and how to mend it; nil when nothing does.
  ///
  /// Asked before words are promised to anybody, also where the tokens themselves are not at hand.
  func obstacle(to purpose: Letter.Purpose, as settings: SourceSettings) -> LetterProblem?

  /// Why no answer can reach this customer of an item, and what to do; nil where one can, or the item alone decides.
  func obstacle(toReach customer: Party?) -> LetterProblem?

  /// Whether an answer on this item is read by others than the customer.
  func isRead(byOthersOn item: String) -> Bool

  /// Whether this channel is a conversation of one person with the app, which is nobody else's to know of.
  func isDirect(_ channel: String) -> Bool

  /// Whether words can be sent to customers through it at all.
  static var answersCustomers: Bool { get }

  /// Whether it says when an item is over.
  static var endsItems: Bool { get }

  /// Whether an answer reaches one person alone, whoever else wrote on the item.
  static var answersOnePerson: Bool { get }

  /// How many characters a letter's text may have.
  static var letterLimit: Int { get }

  /// What to send for `letter` (rule K11). The same letter gives the same id and words each time.
  ///
  /// - Parameter thread: what was said on the ticket in this source, by the ids it has there, the oldest first.
  /// - Throws: when this letter can never be sent this way; it then counts as refused.
  func request(
    for letter: Letter, thread: [String], as settings: SourceSettings, now: Timestamp
  ) throws(LetterProblem) -> ProviderRequest

  /// `request` once more, at the place where `response` says that the item is now; nil where it says no such thing, or
  /// names a place that is not the provider's. Asked once for each attempt.
  func again(
    _ request: ProviderRequest, for letter: Letter, after response: ProviderResponse, as settings: SourceSettings
  ) -> ProviderRequest?

  /// What the response means for the letter. `now` is when it came.
  ///
  /// The reference of `sent` is what the words are known by in the source now: of a message on an item `ITEM/MESSAGE`, as
  /// events name both; of a new item, such as the first post of a thread, its own id.
  func outcome(
    of response: ProviderResponse, to letter: Letter, as settings: SourceSettings, now: Timestamp
  ) -> PageOutcome
}

/// Without a second half of its own a source only brings tickets.
extension TicketSource {
  package static var letterLimit: Int { 65_536 }

  package static var answersCustomers: Bool { false }
  package static var endsItems: Bool { true }
  package static var answersOnePerson: Bool { false }
  package func obstacle(toReach customer: Party?) -> LetterProblem? { nil }
  package func isRead(byOthersOn item: String) -> Bool { false }
  package func isDirect(_ channel: String) -> Bool { false }
  package func refusal(ofHeaders headers: Delivery, as settings: SourceSettings) -> Intake? { nil }
  package func isKnown(byHeaders headers: Delivery) -> Bool { false }

  package func obstacle(to purpose: Letter.Purpose, as settings: SourceSettings) -> LetterProblem? {
    LetterProblem(
      "a source of kind \(Self.kind) cannot be answered from here", help: "write to the customer where they wrote")
  }

  package func request(
    for letter: Letter, thread: [String], as settings: SourceSettings, now: Timestamp
  ) throws(LetterProblem) -> ProviderRequest {
    throw obstacle(to: letter.purpose, as: settings)
      ?? LetterProblem("\(Self.kind) takes no letters", help: "report this")
  }

  package func again(
    _ request: ProviderRequest, for letter: Letter, after response: ProviderResponse, as settings: SourceSettings
  ) -> ProviderRequest? { nil }

  package func outcome(
    of response: ProviderResponse, to letter: Letter, as settings: SourceSettings, now: Timestamp
  ) -> PageOutcome {
    OutcomeTable.outcome(of: response, now: now)
  }
}
