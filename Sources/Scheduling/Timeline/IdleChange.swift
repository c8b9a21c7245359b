import Timekeeping

/// An override that has no effect on the timeline, and why (rules T8 and T12): said wherever changes are shown.
package struct IdleChange: Sendable, Hashable {
  /// The override's id.
  package var override: String
  package var duty: DutyID
  package var interval: Interval
  package var reason: Reason

  package init(override: String, duty: DutyID, interval: Interval, reason: Reason) {
    self.override = override
    self.duty = duty
    self.interval = interval
    self.reason = reason
  }

  package enum Reason: Sendable, Hashable {
    /// The member whom it takes off is not on in that time (case D14).
    case notOn(MemberID)
    /// The member whom it adds is on already.
    case alreadyOn(MemberID)
    /// Nobody is on whom it could take off.
    case nobodyOn
    /// The schedule was edited, and the shift it followed is no more.
    case shiftGone(ShiftID)
  }

  /// A sentence for a lead: "o7 has no effect: Ana is not on then".
  package func sentence(name: (MemberID) -> String) -> String {
    switch reason {
    case .notOn(let member): "\(override) has no effect: \(name(member)) is not on then"
    case .alreadyOn(let member): "\(override) has no effect: \(name(member)) is on already"
    case .nobodyOn: "\(override) has no effect: nobody is on then"
    case .shiftGone(let shift): "\(override) has no effect: its shift \(shift) is no longer in the schedule"
    }
  }
}
