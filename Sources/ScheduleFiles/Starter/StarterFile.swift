import Scheduling
import Timekeeping

/// The team file that `watchbill init` writes: ten lines where every answer is the default, without problems, and a model
/// to go on from.
package enum StarterFile {
  package static func text(_ answers: StarterAnswers) -> String {
    let lines = head(answers) + officeHours(answers) + duty(answers) + queue(answers)
    return lines.joined(separator: "\n") + "\n"
  }

  private static func head(_ answers: StarterAnswers) -> [String] {
    let members = answers.members.map { answers.known.contains($0) ? "\($0)" : "{ id: \($0) }" }
    return ["# yaml-language-server: $schema=schema.json", "team: \(answers.team)"]
      + (answers.name.map { ["name: \(quoted($0))"] } ?? [])
      + ["zone: \(answers.zone)", "members: [\(members.joined(separator: ", "))]"]
  }

  private static func officeHours(_ answers: StarterAnswers) -> [String] {
    answers.hours == .always ? [] : ["office hours:", "  office: \(answers.hours)"]
  }

  // MARK: The duty

  private static func duty(_ answers: StarterAnswers) -> [String] {
    switch answers.filling {
    case .rotation: rotation(answers)
    case .slots: slots(answers)
    }
  }

  private static func rotation(_ answers: StarterAnswers) -> [String] {
    let members = answers.members.map(\.text).joined(separator: ", ")
    let turns = "id: week, members: [\(members)], every: 1 week, handoff: mon 09:00, from: \(firstMonday(answers))"
    // In brackets a comma ends a value, so hours with one stand in quotes.
    let text = "\(answers.hours)"
    let value = PlainScalar.isSafe(text, inFlow: true) ? text : "\"\(text)\""
    let hours = answers.hours == .always ? "" : ", hours: \(value)"
    return ["duties:", "  primary:", "    layers:", "      - { \(turns)\(hours) }"]
  }

  /// The Monday of the handoff that was last: whoever sets up on a Monday before nine has somebody on duty at once.
  private static func firstMonday(_ answers: StarterAnswers) -> CivilDate {
    ISOWeek(containing: answers.from.adding(seconds: -9 * 3600).date).monday
  }

  private static func slots(_ answers: StarterAnswers) -> [String] {
    [
      "duties:", "  desk:", "    slots: \(shifts(answers.hours))", "    same member: week",
      "rules: { rest: 11 hours }",
    ]
  }

  /// Windows that people can stand: those of more than six hours in halves, the whole day in three.
  private static func shifts(_ hours: WeeklyHours) -> WeeklyHours {
    WeeklyHours(
      hours.windows.flatMap { window in
        let length = window.end - window.start
        let parts = length > 12 * 60 ? 3 : length > 6 * 60 ? 2 : 1
        let edges = (0...parts).map { window.start + length * $0 / parts / 60 * 60 }
        return (0..<parts).compactMap { part in
          let end = part == parts - 1 ? window.end : edges[part + 1]
          return split(window.weekday, edges[part], end)
        }
      })
  }

  /// A part after midnight belongs to the day after.
  private static func split(_ day: Weekday, _ start: Int, _ end: Int) -> WeeklyWindow? {
    start < 1440
      ? WeeklyWindow(weekday: day, start: start, end: end)
      : WeeklyWindow(weekday: day.advanced(by: 1), start: start - 1440, end: end - 1440)
  }

  // MARK: The queue

  /// With the priorities that senders may name: without them a ticket is normal, whatever it says.
  private static func queue(_ answers: StarterAnswers) -> [String] {
    let promise = ", office hours: office, targets: { first response: 4 business hours }"
    return [
      "priorities: [urgent, high, normal, low]  # most urgent first; normal where nobody says",
      "queues: { general: { when: otherwise\(answers.hours == .always ? "" : promise) } }",
    ]
  }

  /// In double quotes, so that no character of the name means anything in YAML.
  private static func quoted(_ name: String) -> String {
    if PlainScalar.isSafe(name, inFlow: false) { return name }
    let escaped = name.unicodeScalars.map { scalar in
      switch scalar {
      case "\"", "\\": "\\\(scalar)"
      case "\u{0}"..<" ": " "
      default: String(scalar)
      }
    }
    return "\"\(escaped.joined())\""
  }
}
