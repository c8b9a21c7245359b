import Scheduling
import Timekeeping

/// One slot of a draft taken out of its holder's hands, so that everybody can be asked about it.
struct SlotQuestion {
  private let judge: DraftJudge
  private let slot: Int
  let holder: Int?
  /// What the holder costs; nil where the slot is open.
  let bill: Bill?
  /// So many members are named in one sentence.
  private static let named = 3

  private var problem: DraftProblem { judge.problem }
  private var facts: SlotFacts { problem.slots[slot] }

  init(_ draft: DraftJudge, _ slot: Int) {
    var judge = draft
    holder = draft.holder(slot)
    judge.clear(slot)
    self.judge = judge
    self.slot = slot
    bill = holder.map { judge.bill($0, slot) }
  }

  var charges: [Charge] { holder.map { judge.charges($0, slot) } ?? [] }
  /// Why the holder may not have the slot; nil where all is well.
  var obstacle: Reason? { holder.flatMap { judge.obstacle($0, slot) } }

  /// Everybody but the holder: who may take it by what it would cost, then who may not in the order of the file.
  var others: [Alternative] {
    let all = problem.members.indices.filter { $0 != holder }.map(alternative)
    let able = all.enumerated().filter { $0.element.obstacle == nil }
      .sorted { ($0.element.extra, $0.offset) < ($1.element.extra, $1.offset) }
    return able.map(\.element) + all.filter { $0.obstacle != nil }
  }

  /// Only those who may take it at the least prices, and those who would cost less but may not: in a large team the rest
  /// is long to tell and seldom asked.
  var nearest: [Alternative] {
    let own = bill?.total ?? 0
    let members = problem.members.indices.filter { $0 != holder }
    var able: [(price: Int, member: Int)] = []
    var cheaper: [Int] = []
    for member in members {
      if let price = judge.price(member, slot) {
        able.append((price, member))
      } else if judge.bill(member, slot).total < own {
        cheaper.append(member)
      }
    }
    let nearest = able.sorted { ($0.price, $0.member) < ($1.price, $1.member) }.prefix(Self.named).map(\.member)
    return (nearest + cheaper).map(alternative)
  }

  /// How many others may take the slot.
  var takers: Int { problem.members.indices.count { $0 != holder && judge.mayTake($0, slot) } }

  func alternative(_ member: Int) -> Alternative {
    let own = judge.bill(member, slot)
    let against = bill ?? Bill(rules: problem.rules.count)
    return Alternative(
      member: problem.members[member].member.id, name: problem.members[member].name,
      obstacle: judge.obstacle(member, slot), extra: own.total - against.total,
      differences: differences(member, own, against))
  }

  private func differences(_ member: Int, _ own: Bill, _ against: Bill) -> [RuleDifference] {
    let rules = problem.rules.indices.filter { own.points[$0] != against.points[$0] }
    let found = rules.map { rule in
      let points = own.points[rule] - against.points[rule]
      let dearer = points > 0 ? member : holder
      return RuleDifference(
        rule: problem.rules[rule].name, points: points, sentence: dearer.flatMap { sentence(rule, $0) })
    }
    return found.enumerated().sorted { ($1.element.points, $0.offset) < ($0.element.points, $1.offset) }.map(\.element)
  }

  private func sentence(_ rule: Int, _ member: Int) -> String? {
    if problem.rules[rule] is FairBalance {
      // What it would come to says more here than what it was before.
      let balance = Wording.deviation(judge.deviation(of: member) + facts.weighted)
      return "\(problem.members[member].name) would have \(balance)"
    }
    guard case .cost(_, let reason) = judge.verdict(rule, member, slot) else { return nil }
    return reason.sentence
  }
}

// MARK: Sentences

extension SlotQuestion {
  var whyOpen: [Reason] { OpenSlotReasons(judge, slot).reasons }

  /// What binds the holder, how they compare with the next best, and who would cost less and may not.
  ///
  /// Nothing is said of `former`, who had the slot before.
  func whyHolder(_ others: [Alternative], former: MemberID? = nil) -> [Reason] {
    guard let holder else { return [] }
    let next = others.first { $0.obstacle == nil }
    let how = obstacle == nil ? comparison(problem.members[holder].name, next) : successor(next)
    return judge.bonds(of: holder, to: slot) + [how] + cheaper(others.filter { $0.member != former })
  }

  /// Who could have the slot that its holder may not have after all.
  private func successor(_ next: Alternative?) -> Reason {
    guard let next else { return Reason(rule: "price", "nobody may take it as things are") }
    let sentence =
      takers == 1 ? "only \(next.name) may take it" : "of \(takers) who may take it, \(next.name) costs least"
    return Reason(rule: "price", sentence)
  }

  private func comparison(_ name: String, _ next: Alternative?) -> Reason {
    guard let next else { return Reason(rule: "price", "only \(name) may take it") }
    let several = "of \(takers + 1) who may take it, \(name)"
    let sentence =
      switch next.extra {
      case 1...: "\(several) costs least; \(next.text)"
      case 0: "\(several) costs as little as \(next.name)"
      default: "for this slot alone \(next.text), but not with all that hangs on it"
      }
    return Reason(rule: "price", sentence)
  }

  /// Who would cost less and may not, the cheapest first.
  private func cheaper(_ others: [Alternative]) -> [Reason] {
    let found = others.enumerated().filter { $0.element.obstacle != nil && $0.element.extra < 0 }
      .sorted { ($0.element.extra, $0.offset) < ($1.element.extra, $1.offset) }.map(\.element)
    return found.prefix(Self.named).map { Reason(rule: "price", $0.text) }
  }
}
