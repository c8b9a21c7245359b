import Scheduling
import Timekeeping

/// Somebody else's calendar that is read again and again: its events become leave (rule T9).
package struct SubscribedCalendar: Sendable, Hashable {
  /// `CAL-1`, `CAL-2`, …
  package let id: String
  package var subject: Subject
  /// Often a secret: whoever has it reads the calendar.
  package var url: String
  /// How its events are taken, as JSON that Workflows reads.
  package var options: String
  package var added: Timestamp
  package var by: String
  package var removed: Timestamp?
  /// When it is read next.
  package var next: Timestamp
  /// The last attempt, and the last that succeeded.
  package var checked: Timestamp?
  package var good: Timestamp?
  /// Attempts in a row that failed, and why the last did.
  package var failures = 0
  package var problem: String?
  /// Since when it has held no event at all, where it held some before.
  package var emptied: Timestamp?
  package var etag: String?
  package var lastModified: String?
  /// What was made of the last good copy, as JSON that Workflows reads.
  package var report: String?

  /// Whose leave it holds.
  package enum Subject: Sendable, Hashable {
    /// Every event is this member's.
    case member(MemberID)
    /// Each event names the members of this team it is about.
    case team(TeamID)
  }

  package init(
    id: String, subject: Subject, url: String, options: String, added: Timestamp, by: String, next: Timestamp
  ) {
    self.id = id
    self.subject = subject
    self.url = url
    self.options = options
    self.added = added
    self.by = by
    self.next = next
  }
}

/// Which event of which calendar a leave came from.
package struct ImportedLeave: Sendable, Hashable {
  package var leave: String
  package var calendar: String
  package var uid: String
  /// Which repeat of the UID; empty for an event that stands alone.
  package var recurrence: String
  package var member: MemberID

  package init(leave: String, calendar: String, uid: String, recurrence: String, member: MemberID) {
    self.leave = leave
    self.calendar = calendar
    self.uid = uid
    self.recurrence = recurrence
    self.member = member
  }
}
