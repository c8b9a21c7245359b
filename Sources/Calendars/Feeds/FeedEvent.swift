import Timekeeping

/// One event of a subscription feed: a shift as a calendar app shows it.
///
/// `uid` comes from the shift's identity and never from its times or its member; `sequence` and `changed` move together,
/// and only when this event changes, or apps keep the old times (feeds.md, 1). Two events of one feed must not share
/// a `uid`: most apps then show only one of them.
package struct FeedEvent: Sendable, Hashable {
  /// How a calendar app counts the event in somebody's free and busy time.
  package enum ShowAs: String, Sendable, Hashable, Codable, CaseIterable {
    case free, busy
  }

  package var uid: String
  /// Written in UTC to the second; less than a second is written as one second.
  package var interval: Interval
  /// One line; cut after `FeedLimits.summary` characters.
  package var summary: String
  /// May have several lines; left out when empty; cut after `FeedLimits.details` characters.
  package var details: String
  /// Left out when it is longer than `FeedLimits.url` bytes: half a link leads nowhere.
  package var url: String?
  package var categories: [String]
  package var showAs: ShowAs
  package var sequence: Int
  /// The last change of this event: its DTSTAMP and LAST-MODIFIED. Never "now", or each poll differs.
  package var changed: Timestamp
  package var created: Timestamp?
  /// How long before the start an app should remind; most apps let subscribers switch that off.
  package var remindBefore: [Duration]
  /// True for an event that does not take place any more: its times stay the true ones.
  package var isCancelled: Bool

  package init(
    uid: String, interval: Interval, summary: String, details: String = "", url: String? = nil,
    categories: [String] = [], showAs: ShowAs = .free, sequence: Int = 0, changed: Timestamp, created: Timestamp? = nil,
    remindBefore: [Duration] = [], isCancelled: Bool = false
  ) {
    self.uid = uid
    self.interval = interval
    self.summary = summary
    self.details = details
    self.url = url
    self.categories = categories
    self.showAs = showAs
    self.sequence = sequence
    self.changed = changed
    self.created = created
    self.remindBefore = remindBefore
    self.isCancelled = isCancelled
  }
}
