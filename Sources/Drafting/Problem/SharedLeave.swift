import Scheduling
import Timekeeping

/// How long a member is on leave in the time over which hours are shared out, in minutes of days that have 1,440 each.
package struct SharedLeave: Sendable, Hashable {
  /// It lowers the member's share: what was not stood on it is nobody's debt.
  package var excused = 0
  /// The share stays, so that it is caught up; counted only where the rules say so in words.
  package var owed = 0

  package init(excused: Int = 0, owed: Int = 0) {
    self.excused = excused
    self.owed = owed
  }

  /// ` (7 days of leave excused, 2 days to catch up)`; empty where there was none.
  package var suffix: String {
    let parts = [
      excused == 0 ? nil : "\(Self.days(excused)) of leave excused",
      owed == 0 ? nil : "\(Self.days(owed))\(excused == 0 ? " of leave" : "") to catch up",
    ].compactMap { $0 }
    return parts.isEmpty ? "" : " (\(parts.joined(separator: ", ")))"
  }

  private static func days(_ minutes: Int) -> String {
    let tenths = (minutes * 10).divided(by: 1440)
    return tenths % 10 == 0 ? Wording.count(tenths / 10, "day") : "\(tenths / 10).\(tenths % 10) days"
  }
}

extension SharedLeave {
  /// Of `member` between two days on the wall of `zone`, the second exclusive.
  init(of member: MemberID, from start: CivilDate, until end: CivilDate, in input: DraftingInput, zone: Zone) {
    self.init()
    guard input.rules.sharesLeave, start < end else { return }
    let earned = Set(input.earnedLeave)
    let leave = input.leave.filter { $0.member == member }
    func intervals(_ how: LeaveInFairness) -> [Interval] {
      leave.filter { input.rules.fairness(ofEarned: earned.contains($0.id)) == how }.map(\.interval).union
    }
    let excused = intervals(.excused)
    let owed = intervals(.owed).flatMap { $0.subtracting(excused) }
    self.excused = Self.minutes(of: excused, from: start, until: end, zone)
    self.owed = Self.minutes(of: owed, from: start, until: end, zone)
  }

  /// Intervals that do not overlap; a day that a clock change made shorter or longer counts as any other.
  private static func minutes(of leave: [Interval], from start: CivilDate, until end: CivilDate, _ zone: Zone) -> Int {
    var away: [CivilDate: Int] = [:]
    for interval in leave {
      let first = max(start, zone.civil(at: interval.start).date)
      let last = min(end - 1, zone.civil(at: interval.end - .milliseconds(1)).date)
      guard first <= last else { continue }
      for date in first...last { away[date, default: 0] += milliseconds(of: interval, on: date, zone) }
    }
    return away.keys.sorted().reduce(0) { sum, date in
      let length = DateRange(date).interval(in: zone)?.milliseconds ?? 86_400_000
      return sum + ((away[date] ?? 0) * 1440).divided(by: length)
    }
  }

  private static func milliseconds(of interval: Interval, on date: CivilDate, _ zone: Zone) -> Int {
    DateRange(date).interval(in: zone)?.intersection(interval)?.milliseconds ?? 0
  }
}

extension DraftingRules {
  /// Whether the rules say what leave does to a fair share.
  var sharesLeave: Bool { leave != nil || earnedLeave != nil }

  /// Whether any leave lowers a fair share.
  var excusesLeave: Bool { leave == .excused || earnedLeave == .excused }

  /// What leave does; nil leaves shares as they are.
  func fairness(ofEarned isEarned: Bool) -> LeaveInFairness? { isEarned ? earnedLeave ?? leave : leave }
}
