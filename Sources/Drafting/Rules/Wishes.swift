import Scheduling
import Timekeeping

/// What a member asked for and does not get costs the draft, as much as the wish weighs; each wish once.
struct Wishes: TallyRule {
  let name = "wishes"
  /// For a wish of weight 1.
  let price: Int

  func tallies(for member: Int, in problem: DraftProblem) -> [RuleTally] {
    let person = problem.members[member]
    return person.wishes.map { wish in
      let points = price * wish.weight
      let when = Wording.span(wish.interval, in: person.zone)
      let verb = wish.kind == .off ? "off" : "on"
      return RuleTally(
        weights: problem.weights { $0.slot.interval.overlaps(wish.interval) ? 1 : 0 },
        cost: wish.kind == .off ? .once(points) : .points { $0 > 0 ? 0 : points }
      ) { _ in
        "\(person.name) asked to be \(verb) \(when) (\(wish.id))"
      }
    }
  }
}
