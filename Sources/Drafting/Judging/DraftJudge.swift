import Scheduling
import Timekeeping

/// A draft as it stands, and what its rules say of any change: who may take a slot, what that costs and why.
///
/// Taking and giving up a slot costs a few additions, so that one can try and undo. It answers the same questions for
/// the check before publishing, for explanations and for the search's start, by the very rules that the search keeps.
package struct DraftJudge: Sendable {
  package let problem: DraftProblem
  private var holders: [Int]
  private var slotsOf: [[Int]]
  /// By member: the totals of `DraftProblem.sums`.
  private(set) var totals: [[Int]]
  private(set) var tieTotals: [Int]

  package init(_ problem: DraftProblem) {
    self.problem = problem
    holders = Array(repeating: -1, count: problem.slots.count)
    slotsOf = problem.members.map { _ in [] }
    totals = problem.sums.map { $0.map(\.tally.start) }
    tieTotals = problem.ties.map { _ in 0 }
  }

  /// The member of a slot; nil while it is open.
  package func holder(_ slot: Int) -> Int? { holders[slot] < 0 ? nil : holders[slot] }

  /// The member's slots in ascending order.
  package func slots(of member: Int) -> [Int] { slotsOf[member] }

  /// Open slots in ascending order.
  package var openSlots: [Int] { holders.indices.filter { holders[$0] < 0 } }

  /// The members of a line, once each, in the order of its slots.
  package func holders(ofLine line: Int) -> [Int] {
    var found: [Int] = []
    for slot in problem.lines[line] {
      if let member = holder(slot), !found.contains(member) { found.append(member) }
    }
    return found
  }

  /// Gives an open slot to `member`; whether that is allowed is the caller's business.
  package mutating func assign(_ member: Int, to slot: Int) {
    holders[slot] = member
    let position = slotsOf[member].firstIndex { $0 > slot } ?? slotsOf[member].endIndex
    slotsOf[member].insert(slot, at: position)
    count(slot, for: member, times: 1)
  }

  /// Opens a slot again.
  package mutating func clear(_ slot: Int) {
    guard let member = holder(slot) else { return }
    holders[slot] = -1
    slotsOf[member].removeAll { $0 == slot }
    count(slot, for: member, times: -1)
  }

  private mutating func count(_ slot: Int, for member: Int, times: Int) {
    for entry in problem.sumsOf[member][slot] { totals[member][entry.sum] += times * entry.weight }
    for tie in problem.tiesOf[slot] { tieTotals[tie] += times * problem.ties[tie].weight(member, slot) }
  }

  /// How far the member is over (or, below zero, under) a fair share, in hundredths of weighted hours.
  package func deviation(of member: Int) -> Int {
    let fairness = problem.fairness
    return slotsOf[member].reduce(fairness.earned[member] - fairness.fair[member]) {
      $0 + problem.slots[$1].weighted
    }
  }
}

// MARK: Verdicts

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

  private func change(of entry: SumEntry, _ member: Int) -> Int? {
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
    let held = Set(slotsOf[member].flatMap { rule.days(of: problem.slots[$0]) } + days)
    return rule.limits.fault(around: days, in: problem.period) { held.contains($0) || fixed.contains($0) }
  }

  private func runVerdict(_ rule: any RunRule, _ member: Int, _ slot: Int) -> Verdict {
    guard let fault = fault(in: rule, member, slot) else { return .fine }
    return rule.forbidden(rule.sentence(problem.members[member], fault))
  }

  /// Nil when the tie forbids it: the member would add to what is too much, or fill the place of somebody who makes room.
  private func change(ofTie index: Int, _ member: Int, _ slot: Int) -> Int? {
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

extension RuleTie {
  /// Whether somebody in `slot` makes room for others.
  func makesRoom(_ slot: Int) -> Bool { tie.parts.contains { $0.slot == slot && $0.weight < 0 } }
}

/// What a rule charges, and its reason.
package struct Charge: Sendable, Hashable, Codable {
  package let points: Int
  package let reason: Reason

  package init(points: Int, reason: Reason) {
    self.points = points
    self.reason = reason
  }
}

// MARK: Cost of the whole

extension DraftJudge {
  /// The cost of the draft as it stands, in points; less is better.
  package var objective: Int { openPoints + problem.constant + problem.rules.indices.reduce(0) { $0 + rulePoints($1) } }

  /// What the open slots cost.
  package var openPoints: Int { openSlots.reduce(0) { $0 + problem.openCost($1) } }

  /// What a rule charges for the whole draft, the constant of `DraftProblem.constant` aside.
  private func rulePoints(_ rule: Int) -> Int {
    var points = 0
    if problem.rules[rule] is any PlaceRule {
      for (slot, member) in holders.enumerated() where member >= 0 {
        points += problem.fixedVerdict(problem.rules[rule], member, slot).charge
      }
    }
    for (member, sums) in problem.sums.enumerated() {
      for (index, sum) in sums.enumerated() where sum.rule == rule {
        points += sum.tally.cost.price(totals[member][index]) ?? 0
      }
    }
    for (index, tie) in problem.ties.enumerated() where tie.rule == rule {
      points += tie.tie.price(tieTotals[index]) ?? 0
    }
    return points
  }

  /// What each rule charges for the whole draft, rules that charge nothing left out; with the open slots it is the
  /// objective.
  package var parts: [RulePart] {
    problem.rules.indices.compactMap { rule in
      let own = problem.rules[rule] is SameMemberWeek ? problem.constant : 0
      let points = rulePoints(rule) + own
      return points == 0 ? nil : RulePart(rule: problem.rules[rule].name, points: points)
    }
  }
}

/// What one rule charges for a whole draft.
package struct RulePart: Sendable, Hashable, Codable {
  package let rule: String
  package let points: Int

  package init(rule: String, points: Int) {
    self.rule = rule
    self.points = points
  }
}
