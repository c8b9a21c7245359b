import Timekeeping

/// A shift, or a part of one, that somebody gives away or takes.
package struct ShiftPart: Sendable, Hashable, Codable {
  /// The shift it is of; it stays the same when the shift is moved (rule T12).
  package var shift: ShiftID
  package var team: TeamID
  package var duty: DutyID
  /// Who holds it.
  package var member: MemberID
  package var interval: Interval
  /// The shift's own time when this was said: an end of `interval` that lies on an end of it moves with it (rule T12).
  package var whole: Interval

  package init(
    shift: ShiftID, team: TeamID, duty: DutyID, member: MemberID, interval: Interval, whole: Interval? = nil
  ) {
    self.shift = shift
    self.team = team
    self.duty = duty
    self.member = member
    self.interval = interval
    self.whole = whole ?? interval
  }

  package var isWhole: Bool { interval == whole }

  /// All of `shift`.
  package init(_ shift: Shift) {
    self.init(
      shift: shift.id, team: shift.team, duty: shift.duty, member: shift.member, interval: shift.interval)
  }

  /// The part inside `window`; nil when the two share no time (case E43).
  package func clipped(to window: Interval) -> ShiftPart? {
    guard let inside = interval.intersection(window) else { return nil }
    var part = self
    part.interval = inside
    return part
  }

  /// What is left without `window`: none, one or two parts.
  package func without(_ window: Interval) -> [ShiftPart] {
    interval.subtracting(window).compactMap(clipped)
  }

  /// The same part in the hands of `member`, as a shift.
  package func shift(of member: MemberID) -> Shift {
    Shift(id: shift, team: team, duty: duty, member: member, interval: interval)
  }

  /// Where this part lies now that its shift is `shift`: an end that lay on an end of the shift follows it, another keeps
  /// its time, and all is clipped to the shift.
  ///
  /// Nil when it is no longer its holder's, or when nothing of it is left; `shift` may be the same under the id that an
  /// edit gave it (`ShiftID.isMoved`), or what changes left of it.
  package func following(_ shift: Shift) -> ShiftPart? {
    let isCut = shift.id.isPart(of: self.shift)
    guard isCut || shift.id == self.shift || shift.id.isMoved(from: self.shift), shift.member == member else {
      return nil
    }
    let start = interval.start == whole.start ? shift.interval.start : interval.start
    let end = interval.end == whole.end ? shift.interval.end : interval.end
    guard let moved = Interval(start, end)?.intersection(shift.interval) else { return nil }
    var part = self
    part.interval = moved
    // What changes left is named after them, and is still of the shift that was meant.
    if isCut { return part }
    part.shift = shift.id
    part.whole = shift.interval
    return part
  }

  /// Whether the two are of one person's time (rule T12: two open requests may not overlap for one person).
  package func collides(with other: ShiftPart) -> Bool {
    member == other.member && interval.overlaps(other.interval)
  }
}

extension [ShiftPart] {
  /// By start, then the shift's id.
  package var ordered: [ShiftPart] {
    sorted { a, b in
      a.interval.start == b.interval.start ? a.shift < b.shift : a.interval.start < b.interval.start
    }
  }
}
