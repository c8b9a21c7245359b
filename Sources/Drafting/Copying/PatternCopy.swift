import Scheduling
import Timekeeping

/// Who stood what in one period, carried over to the same places of another: the same duty, day, time and place.
///
/// A pattern of whole weeks is repeated over a longer period and always begins on its own weekday; any other pattern is
/// copied day by day to a period of its length. What hard rules forbid there is left out, each with the reason.
package struct PatternCopy: Sendable {
  /// By slot of the new period.
  package let kept: [ShiftID: MemberID]
  /// Slots of the new period that nobody could be copied to, in order of time.
  package let missed: [MissedCopy]

  /// `holders` says who stood the slots of `pattern`. Throws when the schedule names a zone whose table is not there.
  package init(
    of pattern: DraftPeriod, _ holders: [ShiftID: MemberID], to input: DraftingInput
  ) throws(ZoneProblem) {
    let places = Self.places(holders)
    let empty = try Drafter.draft(input, holding: [:])
    var kept: [ShiftID: MemberID] = [:]
    var missed: [ShiftID: MissedCopy] = [:]
    for next in empty.assignments {
      guard let handle = SlotHandle(next.slot.id), let date = pattern.source(of: next.slot.date, in: input.period)
      else { continue }
      if let member = places[Place(handle, on: date)] {
        kept[next.slot.id] = member
      } else {
        missed[next.slot.id] = MissedCopy(next, nil, "nobody stood it on \(Wording.day(date))")
      }
    }
    while true {
      let draft = Draft(
        team: empty.team, period: empty.period, assignments: empty.assignments.map { $0.held(by: kept[$0.slot.id]) })
      let broken = try DraftCheck.violations(draft, input).filter { kept[$0.slot] != nil }
      if broken.isEmpty { break }
      for violation in broken {
        guard let member = kept.removeValue(forKey: violation.slot),
          let slot = empty.assignments.first(where: { $0.slot.id == violation.slot })
        else { continue }
        missed[violation.slot] = MissedCopy(slot, member, violation.sentence)
      }
    }
    self.kept = kept
    self.missed = empty.assignments.compactMap { missed[$0.slot.id] }.sorted { $0.isBefore($1) }
  }

  private static func places(_ holders: [ShiftID: MemberID]) -> [Place: MemberID] {
    Dictionary(
      holders.sorted { $0.key < $1.key }.compactMap { id, member in
        SlotHandle(id).map { (Place($0, on: $0.date), member) }
      },
      uniquingKeysWith: { first, _ in first })
  }

  /// What makes two slots of different days the same.
  private struct Place: Hashable {
    let duty: String
    let date: CivilDate
    let time: CivilTime
    let place: Int

    init(_ handle: SlotHandle, on date: CivilDate) {
      (duty, time, place) = (handle.duty, handle.time, handle.place)
      self.date = date
    }
  }
}

/// A slot to which nobody could be copied.
package struct MissedCopy: Sendable, Hashable, Codable {
  package let slot: ShiftID
  /// `desk 08:00-12:00 on Mon 12 Jan`.
  package let label: String
  package let interval: Interval
  /// Who stood it in the pattern; nil for nobody.
  package let member: MemberID?
  /// A sentence without a full stop.
  package let because: String

  fileprivate init(_ next: DraftAssignment, _ member: MemberID?, _ because: String) {
    (slot, label, interval) = (next.slot.id, next.label, next.slot.interval)
    (self.member, self.because) = (member, because)
  }

  fileprivate func isBefore(_ other: MissedCopy) -> Bool { (interval.start, slot) < (other.interval.start, other.slot) }
}

extension DraftPeriod {
  /// The day of this pattern that `date` of `period` is copied from; nil when the two do not fit.
  fileprivate func source(of date: CivilDate, in period: DraftPeriod) -> CivilDate? {
    guard days % 7 == 0 else { return fits(period) ? from + (date - period.from) : nil }
    let offset = (date - from) % days
    return from + (offset < 0 ? offset + days : offset)
  }

  /// Whether this pattern can be copied to `period`.
  package func fits(_ period: DraftPeriod) -> Bool { days % 7 == 0 || days == period.days }
}
