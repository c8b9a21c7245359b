import Scheduling
import Timekeeping

/// A member stands at most so much time in a calendar month of the team's zone, what is fixed in any team included.
///
/// A week that lies in two months counts in each with its own days.
struct MostPerMonth: RotaRule {
  let name = "most-per-month"
  let scope = RuleScope.draft
  /// In seconds.
  let limit: Int

  func judge(_ member: Int, _ slot: Int, in draft: PartialDraft) -> Verdict {
    let parts = draft.problem.slots[slot].days
    for part in parts where part.date == parts.first?.date || part.date.parts.day == 1 {
      let month = part.date.month
      let stood = month.reduce(0) { $0 + draft.seconds(of: member, on: $1) }
      let total = parts.filter { month.contains($0.date) }.reduce(stood) { $0 + $1.seconds }
      guard total > limit else { continue }
      return forbidden(
        "\(draft.problem.members[member].name) would stand \(Wording.hours(.seconds(total))) in "
          + "\(Wording.month(part.date)), more than \(Wording.hours(.seconds(limit)))")
    }
    return .fine
  }
}
