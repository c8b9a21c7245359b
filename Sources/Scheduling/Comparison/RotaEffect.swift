import Timekeeping

/// What an edit does to one team's rota over a window: who gains, loses and moves, and which gaps come and go.
package struct RotaEffect: Sendable, Hashable {
  package var window: Interval
  package var changes: [ShiftChange]
  /// Those whose time changes, in the order of their first change.
  package var people: [PersonEffect]
  /// Required time that was filled, or not required, and that nobody fills afterwards.
  package var gapsMade: [Gap]
  package var gapsClosed: [Gap]
  /// Time of duties at which other people are on than before, added up over the duties.
  package var timeMoved: Duration
  /// When somebody else is on for some duty than before, disjoint and in order.
  package var changedTime: [Interval]

  package var changesAnything: Bool { !changes.isEmpty || !gapsMade.isEmpty || !gapsClosed.isEmpty }
}

/// One member's time before and after, by union of intervals (rule T10).
package struct PersonEffect: Sendable, Hashable {
  package var member: MemberID
  package var shiftsBefore: Int
  package var shiftsAfter: Int
  package var hoursBefore: Duration
  package var hoursAfter: Duration
  /// Time on a duty that is theirs only afterwards.
  package var gained: Duration
  package var lost: Duration
  /// When something first changes for them.
  package var from: Timestamp
}

extension RotaEffect {
  /// Compares what `before` and `after` say of `window`; nil stands for a team that there is not.
  package init(before: OnCallTimeline?, after: OnCallTimeline?, window: Interval) {
    let old = StoodShifts(before, window: window)
    let new = StoodShifts(after, window: window)
    let gaps = (Self.gaps(before, window), Self.gaps(after, window))
    let differences = StoodShifts.differences(old, new)
    self.init(
      window: window, changes: ShiftComparison.changes(from: old.shifts, to: new.shifts),
      people: Self.people(old, new, differences), gapsMade: Self.gaps(in: gaps.1, not: gaps.0),
      gapsClosed: Self.gaps(in: gaps.0, not: gaps.1),
      timeMoved: Set(differences.map(\.duty)).reduce(.zero) { sum, duty in
        sum + differences.filter { $0.duty == duty }.flatMap { $0.gained + $0.lost }.covered
      }, changedTime: differences.flatMap { $0.gained + $0.lost }.union)
  }

  private static func people(
    _ old: StoodShifts, _ new: StoodShifts, _ differences: [StoodShifts.Difference]
  ) -> [PersonEffect] {
    Set(differences.map(\.member)).map { member in
      let own = differences.filter { $0.member == member }
      let first = own.flatMap { $0.gained + $0.lost }.map(\.start).min()
      let (before, after) = (old.shifts.filter { $0.member == member }, new.shifts.filter { $0.member == member })
      return PersonEffect(
        member: member, shiftsBefore: before.count, shiftsAfter: after.count,
        hoursBefore: before.map(\.interval).covered, hoursAfter: after.map(\.interval).covered,
        gained: own.flatMap(\.gained).covered, lost: own.flatMap(\.lost).covered, from: first ?? .distantPast)
    }.sorted { $0.from == $1.from ? $0.member < $1.member : $0.from < $1.from }
  }

  // MARK: Gaps

  /// Gaps of rotas that stand; what is still to be published is no gap.
  private static func gaps(_ timeline: OnCallTimeline?, _ window: Interval) -> [Gap] {
    (timeline?.coveringDuties ?? []).flatMap(\.gaps).compactMap { gap in
      guard gap.reason == .nobody, let part = gap.interval.intersection(window) else { return nil }
      return Gap(duty: gap.duty, interval: part, reason: gap.reason)
    }
  }

  private static func gaps(in some: [Gap], not others: [Gap]) -> [Gap] {
    let left = some.flatMap { gap -> [Gap] in
      let known = others.filter { $0.duty == gap.duty }.map(\.interval)
      return gap.interval.subtracting(known).map { Gap(duty: gap.duty, interval: $0, reason: gap.reason) }
    }
    return left.sorted { a, b in
      a.interval.start == b.interval.start ? a.duty < b.duty : a.interval.start < b.interval.start
    }
  }
}

/// A team's shifts cut to a window, with everybody's time on each duty.
struct StoodShifts {
  struct Difference {
    var duty: DutyID
    var member: MemberID
    var gained: [Interval]
    var lost: [Interval]
  }

  private struct Place: Hashable, Comparable {
    var duty: DutyID
    var member: MemberID

    static func < (a: Place, b: Place) -> Bool { a.duty == b.duty ? a.member < b.member : a.duty < b.duty }
  }

  let shifts: [Shift]
  private let times: [Place: [Interval]]

  init(_ timeline: OnCallTimeline?, window: Interval) {
    let shifts = (timeline?.shifts ?? []).compactMap { held -> Shift? in
      var shift = held.shift
      guard let part = shift.interval.intersection(window) else { return nil }
      shift.interval = part
      return shift
    }
    self.shifts = shifts
    times = Dictionary(grouping: shifts) { Place(duty: $0.duty, member: $0.member) }
      .mapValues { $0.map(\.interval).union }
  }

  /// Everybody whose time on a duty is not the same in both, by duty and member.
  static func differences(_ old: StoodShifts, _ new: StoodShifts) -> [Difference] {
    Set(old.times.keys).union(new.times.keys).sorted().compactMap { place in
      let (before, after) = (old.times[place] ?? [], new.times[place] ?? [])
      guard before != after else { return nil }
      return Difference(
        duty: place.duty, member: place.member, gained: SortedTime.without(after, before),
        lost: SortedTime.without(before, after))
    }
  }
}
