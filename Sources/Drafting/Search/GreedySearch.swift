import Scheduling

/// Fills the slots one line after the other, the hardest to fill first, each with whoever costs least.
///
/// Equal prices are decided by the smaller balance, then by the order of the file. What is published and still allowed
/// is where the search starts, so that a redraft moves as little as the weights ask for.
struct GreedySearch {
  private(set) var draft: PartialDraft
  private var open: [OpenLine]

  init(_ problem: DraftProblem) {
    draft = PartialDraft(problem)
    open = []
  }

  /// The draft of a problem: greedy, then repaired and improved within fixed limits.
  static func run(_ problem: DraftProblem) -> PartialDraft {
    var repair = LocalRepair(draft: greedy(problem))
    repair.run()
    return repair.draft
  }

  /// The first half of `run`: every choice is final.
  static func greedy(_ problem: DraftProblem) -> PartialDraft {
    var search = GreedySearch(problem)
    search.keepPublished()
    search.fill()
    return search.draft
  }

  /// Starts from the published rota as far as it is still allowed.
  private mutating func keepPublished() {
    guard draft.problem.weights.change > 0 else { return }
    for (slot, facts) in draft.problem.slots.enumerated() {
      guard let member = draft.problem.members.firstIndex(where: { $0.member.id == facts.published }),
        draft.mayTake(member, slot)
      else { continue }
      draft.assign(member, to: slot)
    }
  }

  private mutating func fill() {
    open = draft.problem.lines.compactMap { line in
      let slots = line.filter { draft.holder[$0] == nil }
      return slots.isEmpty ? nil : openLine(slots)
    }
    while let hardest = open.indices.min(by: { open[$0].isHarder(than: open[$1]) }) {
      let line = open.remove(at: hardest)
      guard let member = cheapest(for: line) else { continue }
      let part = draft.part(of: line.slots, for: member)
      for slot in part { draft.assign(member, to: slot) }
      refresh(draft.problem.touched(by: member))
      let rest = line.slots.filter { !part.contains($0) }
      if !rest.isEmpty { open.append(openLine(rest)) }
    }
  }

  private mutating func openLine(_ slots: [Int]) -> OpenLine {
    OpenLine(slots: slots, coverage: draft.problem.members.indices.map { draft.part(of: slots, for: $0).count })
  }

  /// Looks again at how much of each open line `members` may take.
  private mutating func refresh(_ members: [Int]) {
    for index in open.indices {
      for member in members { open[index].set(member, draft.part(of: open[index].slots, for: member).count) }
    }
  }

  /// Of those who may take the most of the line, who costs least; nil when nobody may take any of it.
  private mutating func cheapest(for line: OpenLine) -> Int? {
    let most = line.coverage.max() ?? 0
    guard most > 0 else { return nil }
    var best: (price: Int, deviation: Int, member: Int)?
    for member in line.coverage.indices where line.coverage[member] == most {
      let price = draft.price(of: draft.part(of: line.slots, for: member), for: member) ?? .max
      let candidate = (price: price, deviation: draft.deviation(of: member), member: member)
      if best.map({ candidate < $0 }) ?? true { best = candidate }
    }
    return best?.member
  }
}

/// The open slots of a line, and how many of them each member may take.
struct OpenLine {
  let slots: [Int]
  private(set) var coverage: [Int]
  /// How many members may take all of them.
  private(set) var takers: Int

  init(slots: [Int], coverage: [Int]) {
    self.slots = slots
    self.coverage = coverage
    takers = coverage.count { $0 == slots.count }
  }

  mutating func set(_ member: Int, _ count: Int) {
    takers += (count == slots.count ? 1 : 0) - (coverage[member] == slots.count ? 1 : 0)
    coverage[member] = count
  }

  /// Fewer members who may take it whole, then more slots, then the order of the file.
  func isHarder(than other: OpenLine) -> Bool {
    (takers, -slots.count, slots[0]) < (other.takers, -other.slots.count, other.slots[0])
  }
}

extension PartialDraft {
  /// Those of `slots` that `member` may take one after the other.
  mutating func part(of slots: [Int], for member: Int) -> [Int] {
    if slots.count == 1 { return mayTake(member, slots[0]) ? slots : [] }
    var part: [Int] = []
    for slot in slots where mayTake(member, slot) {
      assign(member, to: slot)
      part.append(slot)
    }
    for slot in part { clear(slot) }
    return part
  }

  /// What it costs that `member` takes `slots` one after the other; nil when one of them is forbidden.
  mutating func price(of slots: [Int], for member: Int) -> Int? {
    var taken: [Int] = []
    var sum: Int? = 0
    for slot in slots {
      guard let price = price(member, slot) else {
        sum = nil
        break
      }
      sum = sum.map { $0 + price }
      assign(member, to: slot)
      taken.append(slot)
    }
    for slot in taken { clear(slot) }
    return sum
  }
}

extension DraftProblem {
  /// The members for whom something may be forbidden, or no longer so, once `member` takes or gives up a slot.
  func touched(by member: Int) -> [Int] {
    var touched: [Int] = [member]
    for rule in liveRules {
      for other in rule.touched(by: member, in: self) where !touched.contains(other) { touched.append(other) }
    }
    return touched
  }
}
