import Timekeeping

/// One member, one half-open interval, one duty; `id` survives a change of person or time.
package struct Shift: Sendable, Hashable, Codable {
  package let id: ShiftID
  package var team: TeamID
  package var duty: DutyID
  package var member: MemberID
  package var interval: Interval

  package init(id: ShiftID, team: TeamID, duty: DutyID, member: MemberID, interval: Interval) {
    self.id = id
    self.team = team
    self.duty = duty
    self.member = member
    self.interval = interval
  }
}

/// A shift's identity: its origin (duty, layer or slot pattern, nominal wall-clock start, place), and for a
/// part made by a change the id of that change.
///
/// It is readable on purpose and holds no person's name, so it can stand as the UID in a feed (RFC 7986, 5.3).
package struct ShiftID: Sendable, Hashable, Comparable, Codable, CustomStringConvertible {
  package let text: String

  package init(text: String) { self.text = text }

  package init(
    team: TeamID, duty: DutyID, source: String, nominal: CivilDateTime, place: Int, part: String? = nil
  ) {
    let date = nominal.date.description.filter { $0 != "-" }
    let clock = nominal.clock.filter { $0 != ":" }.prefix(4)
    text = "\(team).\(duty).\(source).\(date)T\(clock).\(place)" + (part.map { "_\($0)" } ?? "")
  }

  /// The identity of a part of this shift that a change made.
  package func part(_ change: String) -> ShiftID { ShiftID(text: "\(text)_\(change)") }

  /// True for a part of `other` that a change made or left.
  package func isPart(of other: ShiftID) -> Bool { text.hasPrefix("\(other)_") }

  /// True for what is left of `other` after a change took time out of it, in whoever's hands all of it is now.
  package func isRest(of other: ShiftID) -> Bool { text.hasPrefix("\(other)_after-") }

  /// Of `shifts` the one with this id, else the longest-named one of which this is a part, else one of the same origin.
  package func nearest(among shifts: [Shift]) -> Shift? {
    let within = shifts.filter { $0.id == self || isPart(of: $0.id) }
    let best = within.max { $0.id.text.utf8.count < $1.id.text.utf8.count }
    return best ?? shifts.first { $0.id.origin == origin }
  }

  /// The identity without the part that a change made of it; ids of teams and duties have no `_`.
  package var origin: ShiftID { text.firstIndex(of: "_").map { ShiftID(text: String(text[..<$0])) } ?? self }

  /// True for another shift of the same origin and place that begins on the same day of the wall: an edit moved the one
  /// to the other (rule T12), as the timeline sees it for a change that was agreed already.
  package func isMoved(from other: ShiftID) -> Bool {
    guard self != other, let mine = withoutClock, let theirs = other.withoutClock else { return false }
    return mine == theirs
  }

  /// All of it but the time of day, which is the same for shifts that an edit may have moved into one another; nil for a
  /// text that has none.
  package var withoutClock: String? {
    var words = text.split(separator: ".", maxSplits: 4, omittingEmptySubsequences: false)
    guard words.count == 5, let clock = words[3].firstIndex(of: "T") else { return nil }
    words[3] = words[3][..<clock]
    return words.joined(separator: ".")
  }

  package static func < (a: ShiftID, b: ShiftID) -> Bool { a.text < b.text }
  package var description: String { text }

  package init(from decoder: any Decoder) throws {
    text = try decoder.singleValueContainer().decode(String.self)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}
