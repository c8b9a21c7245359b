import Scheduling
import Timekeeping

/// What a feed is asked to hold beside what its subject says; the defaults suit most.
package struct FeedOptions: Sendable, Hashable, Codable {
  /// More subjects in the same calendar; an event of several of them stands once.
  package var also: [FeedSubject]
  package var content: Content
  /// How long before a shift begins an app should remind of it, at most `mostReminders`.
  package var remindBefore: [PlainDuration]
  package var days: Days
  /// Nil leaves it to each duty.
  package var showAs: ShowAs?
  /// Shifts of the next weeks that were removed stay for some days as cancelled.
  package var showsCancelled: Bool

  package static let mostSubjects = 20
  package static let mostReminders = 5

  package init(
    also: [FeedSubject] = [], content: Content = .shifts, remindBefore: [PlainDuration] = [], days: Days = Days(),
    showAs: ShowAs? = nil, showsCancelled: Bool = false
  ) {
    self.also = also
    self.content = content
    self.remindBefore = remindBefore
    self.days = days
    self.showAs = showAs
    self.showsCancelled = showsCancelled
  }

  package enum Content: String, Sendable, Hashable, Codable, CaseIterable {
    case shifts
    /// Required time that nobody fills, instead of shifts.
    case gaps
  }

  /// How far it reaches, in whole days of UTC (feeds.md, section 6).
  package struct Days: Sendable, Hashable, Codable {
    package var back: Int
    package var ahead: Int

    package static let backRange = 0...400
    package static let aheadRange = 30...730
    package static let usual = Days()

    package init(back: Int = 90, ahead: Int = 365) {
      self.back = back
      self.ahead = ahead
    }
  }

  /// True for a feed that shows exactly what its subject says.
  package var isPlain: Bool { also.isEmpty && content == .shifts }
}
