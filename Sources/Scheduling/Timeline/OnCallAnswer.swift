import Timekeeping

/// The answer to "who is on for this duty now": who, since and until when, why, and who is next.
package struct OnCallAnswer: Sendable, Hashable {
  /// The duty that was asked for.
  package var asked: DutyID
  /// Everyone on; empty when neither the duty nor its fallbacks are held.
  package var holders: [Holder]
  /// When one of them answers no more, or on another duty, and where nobody does, when somebody does: that others join
  /// them ends nobody's time. Nil when it does not happen in the timeline's window.
  package var until: Timestamp?
  /// Those of `holders` who go on answering at `until`; nil when nobody does.
  package var stays: Stays?
  /// Who comes on next for the duty itself, or comes back to it from leave within a shift; a shift that follows one of
  /// the same member changes nothing. Where nobody answers now: who does next, also as a fallback.
  package var next: Next?

  package init(
    asked: DutyID, holders: [Holder], until: Timestamp? = nil, stays: Stays? = nil, next: Next? = nil
  ) {
    self.asked = asked
    self.holders = holders
    self.until = until
    self.stays = stays
    self.next = next
  }

  package struct Holder: Sendable, Hashable {
    package var member: MemberID
    /// The duty they are on for: the one asked for, or the fallback that stands in.
    package var duty: DutyID
    package var interval: Interval
    package var because: String

    package init(member: MemberID, duty: DutyID, interval: Interval, because: String) {
      self.member = member
      self.duty = duty
      self.interval = interval
      self.because = because
    }
  }

  package struct Stays: Sendable, Hashable {
    package var members: [MemberID]
    /// When one of them answers no more, or on another duty; nil when it does not happen in the timeline's window.
    package var until: Timestamp?

    package init(members: [MemberID], until: Timestamp?) {
      self.members = members
      self.until = until
    }
  }

  package struct Next: Sendable, Hashable {
    /// Everyone who does at that instant, each once.
    package var members: [MemberID]
    package var at: Timestamp

    package init(members: [MemberID], at: Timestamp) {
      self.members = members
      self.at = at
    }
  }
}

extension OnCallTimeline {
  /// Who answers for `duty` at `instant`: its holders, else those of the first fallback that is held (rule T9).
  ///
  /// The answer is whole for instants inside the window.
  package func who(_ duty: DutyID, at instant: Timestamp) -> OnCallAnswer {
    let held = standing(for: duty, at: instant)
    let people = held.map { held in
      OnCallAnswer.Holder(
        member: held.member, duty: held.duty, interval: held.interval, because: because(held, asked: duty))
    }
    let until = change(of: duty, after: instant)
    return OnCallAnswer(
      asked: duty, holders: people, until: until, stays: until.flatMap { stays(held, on: duty, after: $0) },
      next: (held.isEmpty ? until.flatMap { first(on: duty, at: $0) } : nil) ?? next(duty, after: instant))
  }

  /// Those who begin to answer at `change`, as nobody did before.
  private func first(on duty: DutyID, at change: Timestamp) -> OnCallAnswer.Next? {
    let people = standing(for: duty, at: change)
    return people.isEmpty ? nil : OnCallAnswer.Next(members: people.map(\.member).uniqued, at: change)
  }

  /// The shifts of those who answer for `duty` at `instant`: its own, else those of the first fallback that is held;
  /// nil when there are none, as for a duty that shadows another. A binary search in each table; it allocates nothing.
  package func onCall(_ duty: DutyID, at instant: Timestamp) -> OnDuty? {
    guard let place = duties.firstIndex(where: { $0.duty.id == duty }) else { return onCall(absent: duty, at: instant) }
    for standing in chains[plan.span(at: instant)].chains[place] {
      let held = duties[Int(standing)].on(at: instant)
      if !held.isEmpty { return held }
    }
    return nil
  }

  /// Of a duty that only another version has, and which nobody holds in the window: a fallback may still answer.
  private func onCall(absent duty: DutyID, at instant: Timestamp) -> OnDuty? {
    schedule(at: instant).fallbackChain(from: duty).lazy
      .compactMap { self.duty($0.id)?.on(at: instant) }.first { !$0.isEmpty }
  }

  /// The same as a list.
  package func answering(_ duty: DutyID, at instant: Timestamp) -> [TimelineShift] {
    onCall(duty, at: instant).map { Array($0) } ?? []
  }

  /// Those who answer; for a duty that shadows another, those who are on: they are shown, though nobody pages them.
  private func standing(for duty: DutyID, at instant: Timestamp) -> [TimelineShift] {
    let isShadow = schedule(at: instant).duty(duty)?.isShadow ?? false
    return isShadow ? self.duty(duty)?.holders(at: instant) ?? [] : answering(duty, at: instant)
  }

  private func because(_ held: TimelineShift, asked: DutyID) -> String {
    let why = held.cause.sentence { name($0) }
    let standing = held.duty
    return standing == asked ? why : "nobody is on \(asked), and \(standing) is its fallback; \(why)"
  }

  /// The first instant after `instant`, inside the window, at which one of those who answer does so no more.
  func change(of duty: DutyID, after instant: Timestamp) -> Timestamp? {
    end(of: whoAndWhat(duty, at: instant), on: duty, after: instant)
  }

  /// The first instant after `instant`, inside the window, at which one of `now` answers no more; of nobody, the first at
  /// which somebody does.
  private func end(of now: Set<String>, on duty: DutyID, after instant: Timestamp) -> Timestamp? {
    var next = turningPoint(after: instant)
    while let point = next, point < window.end {
      let then = whoAndWhat(duty, at: point)
      if now.isEmpty ? !then.isEmpty : !now.isSubset(of: then) { return point }
      next = turningPoint(after: point)
    }
    return nil
  }

  /// The next instant at which any duty changes hands, or another version begins.
  private func turningPoint(after instant: Timestamp) -> Timestamp? {
    var points = plan.spans.map(\.validity.start).filter { $0 > instant }
    for duty in duties {
      let next = duty.table.stretch(at: instant.milliseconds) + 1
      if next < duty.table.changes.count { points.append(Timestamp(milliseconds: duty.table.changes[next])) }
    }
    return points.min()
  }

  private func whoAndWhat(_ duty: DutyID, at instant: Timestamp) -> Set<String> {
    Set(standing(for: duty, at: instant).map(Self.words))
  }

  private static func words(_ held: TimelineShift) -> String { "\(held.member) \(held.duty)" }

  /// Those of `held` who still answer at `change`, and until when.
  private func stays(_ held: [TimelineShift], on duty: DutyID, after change: Timestamp) -> OnCallAnswer.Stays? {
    let then = whoAndWhat(duty, at: change)
    let staying = held.filter { then.contains(Self.words($0)) }
    guard !staying.isEmpty else { return nil }
    return OnCallAnswer.Stays(
      members: staying.map(\.member).uniqued, until: end(of: Set(staying.map(Self.words)), on: duty, after: change))
  }

  private func next(_ duty: DutyID, after instant: Timestamp) -> OnCallAnswer.Next? {
    let there = (self.duty(duty)?.shifts ?? []).flatMap(Presence.all(of:))
    func comesOn(_ coming: Presence) -> Bool { !there.contains { $0.goesOn(in: coming) } }
    let coming = there.filter { $0.interval.start > instant && $0.interval.start < window.end }
    let byStart = coming.sorted { $0.interval.start < $1.interval.start }
    guard let first = byStart.first(where: comesOn)?.interval.start else { return nil }
    let together = coming.filter { $0.interval.start == first && comesOn($0) }
    return OnCallAnswer.Next(members: together.map(\.member).uniqued, at: first)
  }

  /// The line that stands in feeds, exports and `watchbill shifts` alike: "Ana Ngata on call: Field support (Desk)".
  package func summary(of shift: Shift) -> String {
    let title = schedule.duty(shift.duty)?.title ?? shift.duty.text
    return "\(name(shift.member)) on call: \(schedule.name) (\(title))"
  }
}

/// A part of a shift in which its member is there.
private struct Presence {
  let member: MemberID
  let interval: Interval

  static func all(of shift: TimelineShift) -> [Presence] {
    shift.present.map { Presence(member: shift.member, interval: $0) }
  }

  /// True where `next` begins while its member is on already.
  func goesOn(in next: Presence) -> Bool {
    member == next.member && interval.start < next.interval.start && interval.end >= next.interval.start
  }
}
