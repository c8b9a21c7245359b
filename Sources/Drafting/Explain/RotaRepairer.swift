import RotaSearch
import Scheduling
import Timekeeping

/// Mends a published rota: the same search as for a draft, begun from what is published, with changes so dear that
/// nothing else is worth one.
package enum RotaRepairer {
  /// A change outweighs all that fairness and wishes can say, an open slot a hundred changes.
  private static let change = 20_000
  private static let open = 2_000_000

  /// The repair of `input.published`. Slots that began before `now` stay as they are, lawful or not: nothing is posted to
  /// the past. Throws when the schedule names a zone whose table was not handed in.
  ///
  /// First only what must move is given to others, all else held where it is. When that leaves a slot open that somebody
  /// might take if others moved, the whole period is searched.
  package static func repair(
    _ input: DraftingInput, now: Timestamp, by search: DraftSearch
  ) throws(ZoneProblem) -> Repair {
    let (possible, dropped) = try input.droppingImpossible()
    let facts = try ProblemFacts(possible)
    var whole = problem(facts)
    whole.holdBegun(before: now)
    let held = whole.holdingAllThatMayStay()
    var found = Drafter.best(of: held, by: search, from: input.published)
    var isFewest = !leavesHope(found.judge, whole)
    if !isFewest {
      found = Drafter.best(of: whole, by: search, from: found.judge.membersBySlot)
      isFewest = found.account.isProved
    }
    let moved = MoveBack(DraftJudge(whole, holders: found.judge.membersBySlot), to: input.published).judge
    let usual = DraftProblem(facts, rules: StandardRules.rules(for: possible))
    var writer = RepairWriter(DraftJudge(usual, holders: moved.membersBySlot), input: possible, now: now)
    return writer.write(fingerprint: facts.fingerprint, isFewest: isFewest, dropped: dropped)
  }

  private static func problem(_ facts: ProblemFacts) -> DraftProblem {
    var settings = facts.input.rules
    settings.keepPublished = change
    settings.keepPublishedLater = nil
    var weights = DraftWeights(settings)
    weights.open = open
    (weights.change, weights.changeLater) = (change, change)
    let standard = StandardRules.rules(for: settings, others: facts.input.others, walls: facts.input.walls)
    let rules = standard + [FillingCounts(price: change)]
    return DraftProblem(facts, rules: rules, weights: weights)
  }

  /// Whether a slot is open that somebody may take next to what is fixed.
  private static func leavesHope(_ judge: DraftJudge, _ whole: DraftProblem) -> Bool {
    judge.openSlots.contains { slot in whole.members.indices.contains { whole.mayTake[$0, slot] } }
  }
}

extension DraftProblem {
  /// Leaves slots that began before `now` with whom they are published, and open ones open.
  fileprivate mutating func holdBegun(before now: Timestamp) {
    let places = placesOfMembers
    for slot in slots.indices where slots[slot].slot.interval.start < now {
      hold(slot, by: slots[slot].published.flatMap { places[$0] })
    }
  }

  /// The same problem in which each published slot that its member may keep is nobody else's.
  fileprivate func holdingAllThatMayStay() -> DraftProblem {
    let places = placesOfMembers
    var held = self
    for slot in slots.indices {
      guard let member = slots[slot].published.flatMap({ places[$0] }), mayTake[member, slot] else { continue }
      held.hold(slot, by: member)
    }
    return held
  }

  private mutating func hold(_ slot: Int, by member: Int?) {
    for other in members.indices { mayTake[other, slot] = other == member }
  }
}

/// Somebody in a slot that was open is a change too, if a welcome one.
private struct FillingCounts: PlaceRule {
  let name = "keep-published"
  let price: Int

  func judge(_ person: MemberFacts, _ slot: SlotFacts, in problem: DraftProblem) -> Verdict {
    slot.published == nil ? cost(price, "nobody stood it") : .fine
  }
}
