import Timekeeping

/// What a member wants to be told, and when.
package struct NoticeSettings: Sendable, Hashable, Codable {
  /// Topics the member said no to, in the order of the file.
  package var unwanted: [NoticeTopic]
  /// When their digest leaves on a working day, on the wall of their zone; nil means 09:00.
  package var digestAt: CivilTime?
  /// Hours on the wall of their zone in which no notice reaches them; nil means none. Pages are no notices.
  package var quiet: WeeklyHours?

  package init(unwanted: [NoticeTopic] = [], digestAt: CivilTime? = nil, quiet: WeeklyHours? = nil) {
    self.unwanted = unwanted
    self.digestAt = digestAt
    self.quiet = quiet
  }

  /// Where a member says nothing: everything but what others settle among themselves.
  package static let usual = NoticeSettings(unwanted: [.swapsOfOthers])

  package static let usualDigest = CivilTime(minutes: 9 * 60) ?? .midnight
}
