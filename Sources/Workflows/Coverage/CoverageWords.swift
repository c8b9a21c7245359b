import Scheduling
import Timekeeping

/// Findings as sentences for a lead. When they hold is told beside them, in the reader's zone.
struct CoverageWords {
  let timeline: OnCallTimeline

  func sentence(_ finding: CoverageFinding) -> String {
    let who = finding.members.map { timeline.name($0) }.joined(separator: ", ")
    return switch finding.kind {
    case .gap: "nobody is on \(title(finding.duty))\(answer(finding))"
    case .away: "\(who) is away and nobody took the shift over\(answer(finding))"
    case .noContact:
      "\(who) stands \(counted(finding.count, "shift")) and has no contact on a channel that this server has"
    case .together: "\(who) is on \(title(finding.duty)) and on \(other(finding)) at once"
    case .rest:
      "\(who) has \(rest(finding)) between \(other(finding)) and \(title(finding.duty)): less than \(hours(finding.limit))"
    case .weekMaximum:
      "\(who) stands \(hours(finding.amount)) in \(week(finding)): more than \(hours(finding.limit))"
    case .weekendsInARow: "\(who) stands the weekend of \(week(finding)) and the one before"
    case .doubleCover: "\(who) are on \(title(finding.duty)) together: more people than it asks for"
    case .notPublished:
      "\(counted(finding.count, "period")) of \(title(finding.duty)), \(hours(finding.amount)), to be published"
    }
  }

  private func answer(_ finding: CoverageFinding) -> String {
    guard let standIn = finding.standIn else { return ", and nobody stands in" }
    let names = standIn.members.prefix(3).map { timeline.name($0) }.joined(separator: ", ")
    return "; \(title(standIn.duty)) answers (\(names)\(standIn.members.count > 3 ? ", …" : ""))"
  }

  private func title(_ duty: DutyID?) -> String {
    duty.map { timeline.duty($0)?.duty.title ?? $0.text } ?? "a duty"
  }

  private func other(_ finding: CoverageFinding) -> String {
    guard let other = finding.other else { return "another duty" }
    return other.team == finding.team ? title(other.duty) : "\(other.team)/\(other.duty)"
  }

  private func rest(_ finding: CoverageFinding) -> String {
    finding.amount == .zero ? "no rest" : "only \(hours(finding.amount))"
  }

  private func hours(_ time: Duration?) -> String { (time ?? .zero).hoursText + " h" }

  private func week(_ finding: CoverageFinding) -> String {
    ISOWeek(containing: timeline.zone.civil(at: finding.interval.start).date).description
  }

  private func counted(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
}

extension Duration {
  /// In hours with at most one digit after the point, half a tenth rounded away from zero: `37.5`.
  package var hoursText: String {
    let milliseconds = wholeMilliseconds
    let tenths = (abs(milliseconds) + 180_000) / 360_000
    let sign = milliseconds < 0 && tenths > 0 ? "-" : ""
    return tenths % 10 == 0 ? "\(sign)\(tenths / 10)" : "\(sign)\(tenths / 10).\(tenths % 10)"
  }
}
