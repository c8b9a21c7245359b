import Timekeeping

/// The answer to "who is on for this duty now": who, since and until when, why, and who is next.
package struct OnCallAnswer: Sendable, Hashable {
  /// The duty that was asked for.
  package var asked: DutyID
  /// Everyone on; empty when neither the duty nor its fallbacks are held.
  package var holders: [Holder]
  /// When the answer changes; nil beyond the timeline's window.
  package var until: Timestamp?
  package var next: Next?

  package init(asked: DutyID, holders: [Holder], until: Timestamp? = nil, next: Next? = nil) {
    self.asked = asked
    self.holders = holders
    self.until = until
    self.next = next
  }

  package struct Holder: Sendable, Hashable {
    package var member: MemberID
    /// The duty they are on for: the one asked for, or the fallback that stands in.
    package var duty: DutyID
    package var interval: Interval
    package var because: String
  }

  package struct Next: Sendable, Hashable {
    package var member: MemberID
    package var at: Timestamp
  }
}

extension OnCallTimeline {
  /// Who answers for `duty` at `instant`: its holders, else those of the first fallback that is held (rule T9).
  package func who(_ duty: DutyID, at instant: Timestamp) -> OnCallAnswer {
    let chain = schedule.fallbackChain(from: duty)
    let standing = chain.first { !(self.duty($0.id)?.holders(at: instant).isEmpty ?? true) }
    let people = standing.map { holders(of: $0, asked: duty, at: instant) } ?? []
    let until = change(of: chain.map(\.id), after: instant)
    return OnCallAnswer(asked: duty, holders: people, until: until, next: next(duty, after: instant))
  }

  private func holders(of duty: Duty, asked: DutyID, at instant: Timestamp) -> [OnCallAnswer.Holder] {
    (self.duty(duty.id)?.holders(at: instant) ?? []).map { held in
      let why = held.cause.sentence(zone: zone) { name($0) }
      let because = duty.id == asked ? why : "nobody is on \(asked), and \(duty.id) is its fallback; \(why)"
      return OnCallAnswer.Holder(member: held.member, duty: duty.id, interval: held.interval, because: because)
    }
  }

  /// The first instant after `instant` at which a shift of one of `duties` starts, ends or meets its leave.
  private func change(of duties: [DutyID], after instant: Timestamp) -> Timestamp? {
    duties.compactMap { duty($0) }.flatMap(\.shifts).flatMap { held in
      [held.interval.start, held.interval.end, held.conflict?.interval.start, held.conflict?.interval.end]
    }
    .compactMap { $0 }.filter { $0 > instant && $0 < window.end }.min()
  }

  private func next(_ duty: DutyID, after instant: Timestamp) -> OnCallAnswer.Next? {
    let upcoming = self.duty(duty)?.shifts.first { $0.interval.start > instant }
    return upcoming.map { OnCallAnswer.Next(member: $0.member, at: $0.interval.start) }
  }

  /// The member's name, or the id of somebody the schedule no longer names.
  package func name(_ member: MemberID) -> String { schedule.member(member)?.name ?? member.text }

  /// The line that stands in feeds, exports and `watchbill shifts` alike: "Ana Ngata on call: Field support (Desk)".
  package func summary(of shift: Shift) -> String {
    let title = schedule.duty(shift.duty)?.title ?? shift.duty.text
    return "\(name(shift.member)) on call: \(schedule.name) (\(title))"
  }
}
