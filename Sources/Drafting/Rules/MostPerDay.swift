import Scheduling
import Timekeeping

/// A member stands at most so much time on one day of the team's zone, what is fixed in any team included (rule T14).
///
/// A slot over midnight counts on each of its days. Fixed shifts of a duty that may be stood alongside do not count.
struct MostPerDay: RotaRule {
  let name = "most-per-day"
  let scope = RuleScope.draft
  /// In seconds.
  let limit: Int

  func judge(_ member: Int, _ slot: Int, in draft: PartialDraft) -> Verdict {
    for part in draft.problem.slots[slot].days {
      let total = draft.seconds(of: member, on: part.date) + part.seconds
      guard total > limit else { continue }
      return forbidden(
        "\(draft.problem.members[member].name) would stand \(Wording.hours(.seconds(total))) on "
          + "\(Wording.day(part.date)), more than \(Wording.hours(.seconds(limit)))")
    }
    return .fine
  }
}
