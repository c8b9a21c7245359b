import Timekeeping
import Triage

/// What a source said of an item before it said that the item began.
package struct EarlyEvent: Sendable, Hashable {
  package let event: SourceEvent
  package let received: Timestamp
}
