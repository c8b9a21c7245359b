import RotaSearch

/// What the rules say of a member taking an open slot next to the rest of the draft.
extension DraftJudge {
  /// Whether `member` may take `slot`, which is open, next to everything else.
  package func mayTake(_ member: Int, _ slot: Int) -> Bool { price(member, slot) != nil }

  /// What it would cost that `member` takes `slot`, which is open; nil when it is forbidden.
  package func price(_ member: Int, _ slot: Int) -> Int? {
    guard problem.mayTake[member, slot], !slotsOf[member].contains(where: { problem.conflicts[slot, $0] }) else {
      return nil
    }
    var price = problem.placeCost(member, slot)
    for entry in problem.sumsOf[member][slot] {
      guard let change = change(of: entry, member) else { return nil }
      price += change
    }
    for tie in problem.tiesOf[slot] {
      guard let change = change(ofTie: tie, member, slot) else { return nil }
      price += change
    }
    let runs = problem.rules.lazy.compactMap { $0 as? any RunRule }
    return runs.contains { fault(in: $0, member, slot) != nil } ? nil : price
  }

  /// What `rule`, which is one of the problem's, says.
  package func verdict(_ rule: Int, _ member: Int, _ slot: Int) -> Verdict {
    switch problem.rules[rule] {
    case let pair as any PairRule: pairVerdict(pair, member, slot)
    case is any TallyRule: sumVerdict(rule, member, slot)
    case let run as any RunRule: runVerdict(run, member, slot)
    case is any TeamRule: tieVerdict(rule, member, slot)
    default: problem.fixedVerdict(problem.rules[rule], member, slot)
    }
  }

  /// The first reason why `member` may not take `slot`, which is open; nil when they may.
  package func obstacle(_ member: Int, _ slot: Int) -> Reason? {
    problem.rules.indices.lazy.compactMap { verdict($0, member, slot).obstacle }.first
  }

  /// Every rule's reason why `member` may not take `slot`, which is open.
  package func obstacles(
    _ member: Int, _ slot: Int, where isAsked: (any RotaRule) -> Bool = { _ in true }
  ) -> [Reason] {
    problem.rules.indices.compactMap { isAsked(problem.rules[$0]) ? verdict($0, member, slot).obstacle : nil }
  }

  /// What keeps whoever holds `slot` from it, next to all the rest; nothing of an open one.
  mutating func obstaclesToHolder(of slot: Int, where isAsked: (any RotaRule) -> Bool) -> [Reason] {
    guard let member = holder(slot) else { return [] }
    clear(slot)
    defer { assign(member, to: slot) }
    return obstacles(member, slot, where: isAsked)
  }

  /// What each rule charges for `member` in `slot`, which is open.
  package func charges(_ member: Int, _ slot: Int) -> [Charge] {
    problem.rules.indices.compactMap { rule in
      guard case .cost(let points, let reason) = verdict(rule, member, slot) else { return nil }
      return Charge(points: points, reason: reason)
    }
  }

  /// Fixed shifts first, then the member's slots in the draft.
  private func pairVerdict(_ rule: any PairRule, _ member: Int, _ slot: Int) -> Verdict {
    let fixed = problem.fixedVerdict(rule, member, slot)
    if fixed.isForbidden { return fixed }
    let taken = problem.slots[slot]
    let held = slotsOf[member].lazy.map { problem.slots[$0].commitment }
    guard let other = held.first(where: { rule.clash(taken.commitment, $0) }) else { return .fine }
    return rule.forbidden(rule.sentence(problem.members[member], taking: taken, beside: other))
  }

  /// What a sum charges more with the slot of `entry`; nil when it forbids it.
  func change(of entry: SumEntry, _ member: Int) -> Int? {
    let tally = problem.sums[member][entry.sum].tally
    let total = totals[member][entry.sum]
    return tally.cost.price(total + entry.weight).map { $0 - (tally.cost.price(total) ?? 0) }
  }

  private func sumVerdict(_ rule: Int, _ member: Int, _ slot: Int) -> Verdict {
    var points = 0
    var words: String?
    for entry in problem.sumsOf[member][slot] where problem.sums[member][entry.sum].rule == rule {
      let tally = problem.sums[member][entry.sum].tally
      let total = totals[member][entry.sum]
      let change = change(of: entry, member)
      if change == 0 { continue }
      let moment = TallyMoment(
        member: problem.members[member], slot: problem.slots[slot], before: total, after: total + entry.weight,
        judge: self)
      let sentence = tally.sentence(moment)
      guard let change else { return problem.rules[rule].forbidden(sentence ?? "a limit is reached") }
      guard let sentence else { continue }
      points += change
      words = words ?? sentence
    }
    return words.map { problem.rules[rule].cost(points, $0) } ?? .fine
  }

  private func fault(in rule: any RunRule, _ member: Int, _ slot: Int) -> RunFault? {
    let days = rule.days(of: problem.slots[slot])
    if days.isEmpty { return nil }
    let fixed = rule.fixedDays(of: problem.members[member])
    let stood = Set(slotsOf[member].flatMap { rule.days(of: problem.slots[$0]) } + days)
    return rule.limits.fault(around: days, in: problem) { stood.contains($0) || fixed.contains($0) }
  }

  /// Whether the runs of days of what `member` holds are lawful: they may not be once one of the days is somebody else's.
  func keepsRuns(_ member: Int) -> Bool {
    problem.rules.lazy.compactMap { $0 as? any RunRule }.allSatisfy { rule in
      let days = Set(slotsOf[member].flatMap { rule.days(of: problem.slots[$0]) })
      let fixed = rule.fixedDays(of: problem.members[member])
      return rule.limits.fault(around: days.sorted(), in: problem) {
        days.contains($0) || fixed.contains($0)
      } == nil
    }
  }

  private func runVerdict(_ rule: any RunRule, _ member: Int, _ slot: Int) -> Verdict {
    guard let fault = fault(in: rule, member, slot) else { return .fine }
    return rule.forbidden(rule.sentence(problem.members[member], fault))
  }

  /// Nil when the tie forbids it: the member would add to what is too much, or fill the place of somebody who makes room.
  func change(ofTie index: Int, _ member: Int, _ slot: Int) -> Int? {
    let tie = problem.ties[index]
    let weight = tie.weight(member, slot)
    let before = tieTotals[index]
    guard let after = tie.tie.price(before + weight) else { return weight > 0 || tie.makesRoom(slot) ? nil : 0 }
    return after - (tie.tie.price(before) ?? after)
  }

  private func tieVerdict(_ rule: Int, _ member: Int, _ slot: Int) -> Verdict {
    var points = 0
    var words: String?
    for index in problem.tiesOf[slot] where problem.ties[index].rule == rule {
      let change = change(ofTie: index, member, slot)
      if change == 0 { continue }
      let tie = problem.ties[index].tie
      let present = Set(tie.parts.filter { holders[$0.slot] == $0.member && $0.member != member }.map(\.member))
      let sentence = tie.sentence(
        TeamMoment(
          member: problem.members[member], slot: problem.slots[slot],
          present: present.sorted().map { problem.members[$0] }))
      guard let change else { return problem.rules[rule].forbidden(sentence) }
      points += change
      words = words ?? sentence
    }
    return words.map { problem.rules[rule].cost(points, $0) } ?? .fine
  }
}
