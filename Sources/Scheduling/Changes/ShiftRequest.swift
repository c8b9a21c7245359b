import Timekeeping

/// Somebody asks others to stand a shift of theirs: nothing changes until one of them agrees (rule T12, case E42).
///
/// One model for a swap (with something in return), an open request (no return, first eligible colleague wins) and a
/// take-over (asked for by the taker, so that it is taken at once; rule T13).
package struct ShiftRequest: Sendable, Hashable, Codable {
  /// Such as `S-12`.
  package let id: String
  package var kind: Kind
  package var team: TeamID
  /// Who asked; for a take-over the taker.
  package var requester: MemberID
  /// Who is asked; nil means anybody eligible.
  package var asked: MemberID?
  /// What is still to be taken over, in order of time.
  package var given: [ShiftPart]
  /// What the requester stands in return, all held by `asked`.
  package var wanted: [ShiftPart]
  /// Who took what, in the order it was taken.
  package var takings: [Taking]
  package var state: State
  package var reason: String?
  /// The leave that made it, or that an offer goes on as, which keeps it open until the shift's end (rule T9).
  package var leave: String?
  package var made: Timestamp
  /// Who made it: `ana`, or `bo for ana` where a lead acted for her.
  package var by: String
  package var settled: Settlement?

  package init(
    id: String, kind: Kind, team: TeamID, requester: MemberID, asked: MemberID? = nil, given: [ShiftPart],
    wanted: [ShiftPart] = [], reason: String? = nil, leave: String? = nil, made: Timestamp, by: String
  ) {
    self.id = id
    self.kind = kind
    self.team = team
    self.requester = requester
    self.asked = asked
    self.given = given.ordered
    self.wanted = wanted.ordered
    self.takings = []
    self.state = .open
    self.reason = reason
    self.leave = leave
    self.made = made
    self.by = by
  }

  package enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
    case swap, cover, takeOver

    /// Where its overrides say they come from (rule T8).
    package var overrideKind: Override.Kind { self == .swap ? .swap : .takeOver }
  }

  package enum State: String, Sendable, Hashable, Codable, CaseIterable {
    case open, taken, declined, withdrawn, lapsed
  }

  /// A part that somebody took.
  package struct Taking: Sendable, Hashable, Codable {
    package var part: ShiftPart
    package var taker: MemberID
    package var at: Timestamp
    /// Who said so: the taker, or a lead for them.
    package var by: String
    /// The override that makes it true.
    package var override: String

    package init(part: ShiftPart, taker: MemberID, at: Timestamp, by: String, override: String) {
      self.part = part
      self.taker = taker
      self.at = at
      self.by = by
      self.override = override
    }
  }

  /// How it ended.
  package struct Settlement: Sendable, Hashable, Codable {
    package var at: Timestamp
    package var by: String

    package init(at: Timestamp, by: String) {
      self.at = at
      self.by = by
    }
  }

  /// Every part that is still open, the ones in return included.
  package var openParts: [ShiftPart] { state == .open ? given + wanted : [] }

  /// When it lapses if nobody takes it: at the start of its first open part.
  ///
  /// The time of somebody who cannot be there, and a shift that ran already when it was asked for, stay open to their
  /// end: whoever takes it later still helps. Nil once it is settled.
  package var lapses: Timestamp? {
    guard state == .open, let first = openParts.map(\.interval.start).min() else { return nil }
    return leave != nil || first <= made ? given.map(\.interval.end).max() : first
  }

  /// When it has to be looked at next: at the start of a shift whose holder is away, then when it lapses.
  package func nextLook(after now: Timestamp) -> Timestamp? {
    guard let lapses else { return nil }
    let starts = leave == nil ? [] : given.map(\.interval.start).filter { $0 > now && $0 < lapses }
    return starts.min() ?? lapses
  }

  /// The first open request among `others` that has a part of the same person's time (rule T12).
  package func collision(among others: [ShiftRequest]) -> ShiftRequest? {
    others.first { other in
      other.id != id && openParts.contains { mine in other.openParts.contains { $0.collides(with: mine) } }
    }
  }
}
