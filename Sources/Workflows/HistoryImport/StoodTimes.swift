import Scheduling
import Timekeeping

/// When whom stood which duty, and what says so: found by the day, so that a long table is read in one go.
struct StoodTimes {
  private struct Day: Hashable {
    let member: MemberID
    let duty: DutyID
    /// Since 1970, in UTC.
    let number: Int64
  }

  private var days: [Day: [(interval: Interval, source: String)]] = [:]

  mutating func add(_ member: MemberID, _ duty: DutyID, _ interval: Interval, said source: String) {
    for day in touched(member, duty, interval) { days[day, default: []].append((interval, source)) }
  }

  /// What says that the member stood the duty in a part of `interval`; the first that does.
  func said(_ member: MemberID, _ duty: DutyID, _ interval: Interval) -> String? {
    for day in touched(member, duty, interval) {
      if let found = days[day]?.first(where: { $0.interval.overlaps(interval) }) { return found.source }
    }
    return nil
  }

  private func touched(_ member: MemberID, _ duty: DutyID, _ interval: Interval) -> [Day] {
    let last = interval.end - .milliseconds(1)
    return (number(interval.start)...number(last)).map { Day(member: member, duty: duty, number: $0) }
  }

  /// Before 1970 days would be counted twice around it; nobody kept a rota then that is imported.
  private func number(_ instant: Timestamp) -> Int64 { instant.milliseconds / 86_400_000 }
}
