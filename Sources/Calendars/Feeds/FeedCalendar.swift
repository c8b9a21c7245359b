import Timekeeping

/// A calendar that people subscribe to, as the bytes of one iCalendar file.
///
/// The bytes depend on nothing but these values, so an unchanged calendar keeps its ETag.
package struct FeedCalendar: Sendable, Hashable {
  /// What the calendar app calls it.
  package var name: String
  /// The version that stands in PRODID: `1.4.0`.
  package var productVersion: String
  /// How often apps are asked to look again, in hours (1–168).
  package var refreshHours: Int
  /// Written in this order.
  package var events: [FeedEvent]

  package init(name: String, productVersion: String, refreshHours: Int = 1, events: [FeedEvent]) {
    self.name = name
    self.productVersion = productVersion
    self.refreshHours = refreshHours
    self.events = events
  }

  /// RFC 5545 and 7986 with CRLF, UTC times and lines of at most 75 octets (feeds.md, 0).
  ///
  /// Without events it still has one component, as RFC 5545, 3.6 demands.
  package func bytes() -> [UInt8] { FeedWriter.write(self) }
}
