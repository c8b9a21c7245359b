import Scheduling
import Timekeeping
import Triage

/// Something on its way, and what has become of it so far.
package struct Outgoing<Payload: OutboxPayload>: Sendable, Hashable {
  package let payload: Payload
  package var state: OutboxState
  /// How often a sender has taken it.
  package var attempts: Int
  /// Not taken by a sender before this.
  package var notBefore: Timestamp
  package var claimEpoch: Int?
  package var claimUntil: Timestamp?
  package var lastOutcome: PageOutcome?
  /// Sent although an acknowledgement was committed while it was on the wire (rule K6).
  package var crossed: Bool
  /// Why it was cancelled or refused, or is not to be tried again after the attempt that is under way.
  package var cause: String?
}

/// A page on its way.
package typealias OutboxRow = Outgoing<Page>

/// A message on its way.
package typealias MessageRow = Outgoing<Message>

/// A letter on its way.
package typealias LetterRow = Outgoing<Letter>

extension Outgoing where Payload == Letter {
  package var letter: Letter { payload }
}

extension Outgoing where Payload == Page {
  package var page: Page { payload }
}

extension Outgoing where Payload == Message {
  package var message: Message { payload }
}

/// How many more may be claimed over a channel, by its name.
package typealias ChannelRoom = (String) -> Int

/// Where a page or a message stands.
package enum OutboxState: String, Sendable, Hashable, CaseIterable {
  case ready
  /// A sender of this epoch has it.
  case claimed
  /// It may or may not have arrived: sent again with the same id.
  case unknown
  case sent
  /// Its channel will never take it; the desk goes on with somebody else (reliability notes, I6).
  case failed
  case cancelled
}

/// One attempt to send a page and what came of it.
package struct PageAttempt: Sendable, Hashable {
  package let number: Int
  package let at: Timestamp
  package let outcome: PageOutcome
}
