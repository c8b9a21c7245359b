import RotaSearch
import Scheduling
import Timekeeping

/// Where a search begins: what is published, as far as it is still allowed, and the cheapest for each slot besides.
///
/// The slots that fewest may take come first; equal prices are decided by the smaller balance, then by the order of the
/// file.
enum FirstDraft {
  /// `holders` says who had each slot before, by id.
  static func make(_ problem: DraftProblem, from holders: [ShiftID: MemberID]) -> DraftJudge {
    var judge = DraftJudge(problem)
    let byTime = problem.slots.indices.sorted {
      problem.slots[$0].slot.interval.isBefore(problem.slots[$1].slot.interval)
    }
    for slot in byTime {
      guard let id = holders[problem.slots[slot].slot.id],
        let member = problem.members.firstIndex(where: { $0.member.id == id }), judge.mayTake(member, slot)
      else { continue }
      judge.assign(member, to: slot)
    }
    fill(&judge)
    return judge
  }

  /// Gives each open slot that somebody may take to whoever costs least.
  static func fill(_ judge: inout DraftJudge) {
    let problem = judge.problem
    let takers = problem.slots.indices.map { slot in
      problem.members.indices.count { problem.mayTake[$0, slot] }
    }
    let order = { (open: [Int]) in open.sorted { (takers[$0], $0) < (takers[$1], $1) } }
    for slot in order(judge.openSlots) {
      if let member = cheapest(for: slot, judge) { judge.assign(member, to: slot) }
    }
    guard var starter = RunStarter(judge) else { return }
    for slot in order(judge.openSlots) where starter.judge.holder(slot) == nil { starter.start(at: slot) }
    judge = starter.judge
    for slot in order(judge.openSlots) {
      if let member = cheapest(for: slot, judge) { judge.assign(member, to: slot) }
    }
  }

  private static func cheapest(for slot: Int, _ judge: DraftJudge) -> Int? {
    var best: (price: Int, deviation: Int, member: Int)?
    for member in judge.problem.members.indices {
      guard let price = judge.price(member, slot) else { continue }
      let candidate = (price: price, deviation: judge.deviation(of: member), member: member)
      if best.map({ candidate < $0 }) ?? true { best = candidate }
    }
    return best?.member
  }
}
