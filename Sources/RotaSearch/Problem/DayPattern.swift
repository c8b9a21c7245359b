/// What runs of worked and free days must look like. Runs that touch either end of the horizon may be shorter.
package struct DayPattern: Sendable, Hashable {
  package var horizon: Int32
  package var mostInARow: Int32
  package var leastInARow: Int32
  package var leastFree: Int32
  /// Most weekends with a worked day, where the horizon begins on a Monday.
  package var mostWeekends: Int32

  package init(horizon: Int32, mostInARow: Int32, leastInARow: Int32, leastFree: Int32, mostWeekends: Int32) {
    self.horizon = horizon
    self.mostInARow = mostInARow
    self.leastInARow = leastInARow
    self.leastFree = leastFree
    self.mostWeekends = mostWeekends
  }
}

extension DayPattern {
  /// Anything goes.
  static func free(horizon: Int32) -> DayPattern {
    DayPattern(horizon: horizon, mostInARow: horizon, leastInARow: 0, leastFree: 0, mostWeekends: horizon)
  }

  /// Whether the ascending days of a line keep to the pattern.
  package func allows(_ days: [Int32]) -> Bool {
    var previous: Range<Int32>?
    for run in Self.runs(days) {
      if let previous, run.lowerBound - previous.upperBound < leastFree { return false }
      if run.count > mostInARow { return false }
      if run.lowerBound > 0, run.upperBound < horizon, run.count < leastInARow { return false }
      previous = run
    }
    return Self.weekends(days) <= mostWeekends
  }

  /// Stretches of days without a free day between them.
  static func runs(_ days: [Int32]) -> [Range<Int32>] {
    var runs: [Range<Int32>] = []
    for day in days {
      if let last = runs.last, day <= last.upperBound {
        runs[runs.count - 1] = last.lowerBound..<max(last.upperBound, day + 1)
      } else {
        runs.append(day..<day + 1)
      }
    }
    return runs
  }

  /// How many weekends have a Saturday or Sunday in ascending `days`.
  static func weekends(_ days: [Int32]) -> Int32 {
    var count: Int32 = 0
    var last: Int32 = -1
    for day in days where day % 7 >= 5 && day / 7 != last {
      last = day / 7
      count += 1
    }
    return count
  }
}
