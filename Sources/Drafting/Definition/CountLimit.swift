import Scheduling
import Timekeeping

/// The most of one kind that a member stands on a day, in a week or in a month: `nights per week: 3`.
///
/// A shift counts where it begins, on the wall of the team's zone; a night in the week and month of its morning; a
/// weekend in the month of its Saturday.
package struct CountLimit: Sendable, Hashable, Codable {
  package var kind: Kind
  package var span: Span
  package var most: Amount
  /// What each one more costs (for hours, each begun hour more); nil: there is never more.
  package var price: Int?

  package init(_ kind: Kind, per span: Span, most: Amount, price: Int? = nil) {
    self.kind = kind
    self.span = span
    self.most = most
    self.price = price
  }

  package enum Kind: Sendable, Hashable, Codable {
    /// Of any duty.
    case shifts
    /// Shifts of up to a day that touch 00:00 to 05:00.
    case nights
    /// Saturdays and Sundays with a weekend slot; both of one week are one weekend.
    case weekends
    /// Of one duty of the team.
    case duty(DutyID)
  }

  /// Monday to Sunday for a week, the calendar's month.
  package enum Span: String, Sendable, Hashable, Codable, CaseIterable {
    case day, week, month
  }

  package enum Amount: Sendable, Hashable, Codable {
    case count(Int)
    case time(PlainDuration)
  }
}
