extension PartialDraft {
  /// Whether `member` may take `slot`, which is open, next to everything else.
  package func mayTake(_ member: Int, _ slot: Int) -> Bool {
    passes(member, slot) && !problem.liveRules.contains { $0.judge(member, slot, in: self).isForbidden }
  }

  /// What it would cost that `member` takes `slot`, which is open; nil when it is forbidden.
  package func price(_ member: Int, _ slot: Int) -> Int? {
    guard passes(member, slot) else { return nil }
    var price = problem.placeCost(member, slot)
    for rule in problem.liveRules {
      switch rule.judge(member, slot, in: self) {
      case .fine: continue
      case .cost(let points, _): price += points
      case .forbidden: return nil
      }
    }
    return price
  }

  /// What was compiled before the search.
  private func passes(_ member: Int, _ slot: Int) -> Bool {
    problem.mayTake[member, slot] && !problem.conflicts.meets(slot, held, member)
  }

  /// The first reason why `member` may not take `slot`, which is open; nil when they may.
  package func obstacle(_ member: Int, _ slot: Int) -> Reason? {
    if let block = problem.block(member, slot) { return block }
    for rule in problem.rules where rule.scope != .place {
      if case .forbidden(let reason) = rule.judge(member, slot, in: self) { return reason }
    }
    return nil
  }

  /// What each rule charges for `member` in `slot`, which is open.
  package func charges(_ member: Int, _ slot: Int) -> [(points: Int, reason: Reason)] {
    problem.rules.compactMap { rule in
      if case .cost(let points, let reason) = rule.judge(member, slot, in: self) { (points, reason) } else { nil }
    }
  }

  /// The cost of the draft as it stands, in points; less is better.
  package var objective: Int {
    let places = holder.indices.reduce(0) { sum, slot in
      sum + (holder[slot].map { problem.placeCost($0, slot) } ?? problem.openCost(slot))
    }
    return problem.liveRules.reduce(places) { $0 + $1.total(in: self) }
  }
}
