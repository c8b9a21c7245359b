import Timekeeping

/// A rule about a member's days one after the other: nights in a row, days at work, days off between.
package protocol RunRule: RotaRule {
  var limits: RunBounds { get }

  /// The days on which a member who takes `slot` is at it.
  func days(of slot: SlotFacts) -> [CivilDate]

  /// The days that are taken by what is fixed around the draft.
  func fixedDays(of member: MemberFacts) -> Set<CivilDate>

  /// What is said of a member whose days would break the rule, without a full stop.
  func sentence(_ member: MemberFacts, _ fault: RunFault) -> String
}

/// What runs of days must look like; nil asks nothing.
package struct RunBounds: Sendable, Hashable {
  package var mostInARow: Int?
  /// Asked of runs that begin and end inside the period, also on its first day where the day before is published.
  package var leastInARow: Int?
  /// Fewest free days between two runs.
  package var leastFree: Int?

  package init(mostInARow: Int? = nil, leastInARow: Int? = nil, leastFree: Int? = nil) {
    self.mostInARow = mostInARow
    self.leastInARow = leastInARow
    self.leastFree = leastFree
  }
}

/// How a member's days break a `RunRule`, each with the days in the run.
package enum RunFault: Sendable, Hashable {
  case tooMany(Int)
  case tooFew(Int)
  case tooLittleFree(Int)
}

extension RunBounds {
  /// The first fault around `days`, which the member is about to take; `isStood` says which days are taken with them.
  func fault(around days: [CivilDate], in draft: DraftProblem, where isStood: (CivilDate) -> Bool) -> RunFault? {
    for day in days {
      let run = Self.run(around: day, where: isStood)
      if let mostInARow, run.count > mostInARow { return .tooMany(run.count) }
      let isInside = run.lowerBound >= draft.firstRunDay && run.upperBound + 1 < draft.period.until
      if let leastInARow, run.count < leastInARow, isInside { return .tooFew(run.count) }
      if let free = free(beside: run, where: isStood) { return .tooLittleFree(free) }
    }
    return nil
  }

  /// How many days are free on a side of `run` that has too few before the next run.
  private func free(beside run: ClosedRange<CivilDate>, where isStood: (CivilDate) -> Bool) -> Int? {
    guard let leastFree, leastFree > 1 else { return nil }
    for free in 1..<leastFree where isStood(run.lowerBound - free - 1) || isStood(run.upperBound + free + 1) {
      return free
    }
    return nil
  }

  /// The days in a row that hold `day`.
  static func run(around day: CivilDate, where isStood: (CivilDate) -> Bool) -> ClosedRange<CivilDate> {
    var first = day
    while isStood(first - 1) { first = first - 1 }
    var last = day
    while isStood(last + 1) { last = last + 1 }
    return first...last
  }
}
