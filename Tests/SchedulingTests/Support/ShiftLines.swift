import Scheduling
import Timekeeping

/// A duty's shifts inside a timeline's window, a word or two each: `ana 08:00-08:30, ben 08:30-08:45`.
///
/// Parts of one member that touch are one; with several days in the window the day of the month stands before the time.
struct ShiftLines: CustomStringConvertible {
  let timeline: OnCallTimeline
  var duty: String = "primary"
  var zone: String = "Etc/UTC"
  var days = false

  var description: String {
    let shifts = timeline.duty(Sample.duty(duty))?.shifts ?? []
    let people = Set(shifts.map(\.member)).sorted()
    let parts = people.flatMap { member in
      let own = shifts.filter { $0.member == member }.compactMap { $0.interval.intersection(timeline.window) }
      return own.union.map { (member, $0) }
    }
    let ordered = parts.sorted { ($0.1.start, $0.0) < ($1.1.start, $1.0) }
    return ordered.map { "\($0.0) \(text($0.1.start))-\(text($0.1.end))" }.joined(separator: ", ")
  }

  private func text(_ instant: Timestamp) -> String {
    guard let zone = try? Sample.zone(zone) else { return "?" }
    let civil = zone.civil(at: instant)
    return days ? "\(civil.date.parts.day) \(civil.time)" : "\(civil.time)"
  }
}
