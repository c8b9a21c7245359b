import Timekeeping
import Triage

/// One vocabulary in which tickets arrive: bytes and headers in, a value out, and nothing else.
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
}
