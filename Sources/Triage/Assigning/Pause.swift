import Scheduling
import Timekeeping

/// A member's own switch: no tickets for now, with the reason (K1 filter 3, C8). Shifts and pages go on.
package struct Pause: Sendable, Hashable, Codable {
  package var member: MemberID
  package var from: Timestamp
  /// When it ends by itself; nil: when the member resumes.
  package var until: Timestamp?
  package var reason: String

  package init(member: MemberID, from: Timestamp, until: Timestamp? = nil, reason: String) {
    self.member = member
    self.from = from
    self.until = until
    self.reason = reason
  }

  package func holds(at instant: Timestamp) -> Bool { from <= instant && (until.map { instant < $0 } ?? true) }
}
