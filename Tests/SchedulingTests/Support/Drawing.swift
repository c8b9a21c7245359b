import Scheduling
import Testing
import Timekeeping

/// A small text picture of one duty: a row per person and, where there are any, one for the gaps.
///
/// Each column is the instant at which it begins: `#` on, `x` on leave from a shift that is still theirs, `.` off.
struct Drawing {
  let timeline: OnCallTimeline
  var duty: String = "primary"
  var column: Duration = .hours(1)

  var text: String {
    guard let duty = timeline.duty(Sample.duty(duty)) else { return "no such duty" }
    let people = Set(duty.shifts.map(\.member)).sorted()
    let width = (people.map(\.text.count) + [3]).max() ?? 3
    var rows = people.map { person in (person.text, columns.map { mark(person, in: duty, at: $0) }) }
    if !duty.gaps.isEmpty { rows.append(("gap", columns.map { gap(in: duty, at: $0) })) }
    return rows.map { name, marks in
      name + String(repeating: " ", count: width - name.count + 1) + marks.joined()
    }.joined(separator: "\n")
  }

  private var columns: [Timestamp] {
    var instants: [Timestamp] = []
    var next = timeline.window.start
    while next < timeline.window.end {
      instants.append(next)
      next = next + column
    }
    return instants
  }

  private func mark(_ person: MemberID, in duty: DutyTimeline, at instant: Timestamp) -> String {
    let held = duty.shifts.filter { $0.member == person && $0.interval.contains(instant) }
    if held.count > 1 { return "2" }
    return held.first.map { $0.isAway(at: instant) ? "x" : "#" } ?? "."
  }

  private func gap(in duty: DutyTimeline, at instant: Timestamp) -> String {
    guard let gap = duty.gaps.first(where: { $0.interval.contains(instant) }) else { return "." }
    return gap.reason == .notPublished ? "?" : "#"
  }
}

/// Compares two pictures, and shows the one that was seen when they differ.
func expectPicture(_ seen: String, _ expected: String, sourceLocation: SourceLocation = #_sourceLocation) {
  #expect(seen == expected, "seen:\n\(seen)", sourceLocation: sourceLocation)
}
