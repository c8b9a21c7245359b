import Drafting
import Scheduling
import Timekeeping
import Workflows

/// What differs between two rotas, as people read it.
struct ComparisonText {
  let comparison: DraftComparison
  let name: (MemberID) -> String

  static let header = ["slot", "start", "end", "change", "before", "after"]

  var rows: [[String]] {
    comparison.slots.map { slot in
      [slot.slot.text, slot.interval.start.description, slot.interval.end.description, slot.kind.rawValue]
        + [slot.before?.text ?? "", slot.after?.text ?? ""]
    }
  }

  func show(title: String) {
    let all = comparison.same + comparison.slots.count
    guard !comparison.slots.isEmpty else {
      return Terminal.line("\(title): all \(all) slots are the same\(points)")
    }
    Terminal.line("\(title): \(comparison.slots.count) of \(all) slots differ\(points)")
    for slot in comparison.slots { Terminal.line("  \(slot.sentence(name))") }
    let lines = TextTable.lines([["", "slots", "hours", "against a fair share"]] + comparison.members.map(cells))
    for line in lines { Terminal.line("  \(line)") }
  }

  private var points: String {
    guard let before = comparison.objectiveBefore, let after = comparison.objectiveAfter else { return "" }
    return before == after ? ", \(after) points as before" : ", \(after) points instead of \(before)"
  }

  private func cells(_ member: MemberDifference) -> [String] {
    let moves = [
      member.gains.isEmpty ? nil : "+\(member.gains.count)", member.loses.isEmpty ? nil : "-\(member.loses.count)",
    ]
    let shares = [member.deviationBefore, member.deviationAfter].map { $0.map { Wording.tenths($0) + " h" } ?? "?" }
    let hours = [member.minutesBefore, member.minutesAfter].map { Wording.tenths($0 * 100 / 60) }
    return [
      member.name, moves.compactMap { $0 }.joined(separator: " "), hours.joined(separator: " → "),
      member.deviationAfter == nil && member.deviationBefore == nil ? "" : shares.joined(separator: " → "),
    ]
  }
}
