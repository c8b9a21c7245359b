import RotaSearch
import Scheduling
import Timekeeping

/// Writes a `SearchForm`, member by member.
struct SearchFormWriter {
  private let draft: DraftProblem
  private let slotAt: [Int]
  private let placeOf: [Int32]
  private var clash: BitTable
  private var constant: Int
  private(set) var isExact = true
  /// Rules of which some cases are too large for the search, each once.
  private(set) var leftOut: [String] = []

  init(_ draft: DraftProblem, slotAt: [Int], placeOf: [Int32]) {
    self.draft = draft
    self.slotAt = slotAt
    self.placeOf = placeOf
    constant = draft.constant
    clash = BitTable(size: slotAt.count)
    for a in slotAt.indices {
      for b in slotAt.indices where draft.conflicts[slotAt[a], slotAt[b]] { clash[a, b] = true }
    }
  }

  mutating func write() -> SearchProblem {
    let able = draft.members.indices.map { member in slotAt.filter { isOpen($0, to: member) } }
    addClashes(able)
    let members = draft.members.indices.map { member($0, able[$0]) }
    return SearchProblem(slots: slots, members: members, clash: clash, couplings: couplings(able), constant: constant)
  }

  /// Whether nothing fixed keeps the slot from the member, nor a limit that what is fixed has used up.
  private func isOpen(_ slot: Int, to member: Int) -> Bool {
    guard draft.mayTake[member, slot], !draft.tiesOf[slot].contains(where: { draft.ties[$0].forbids(member, slot) })
    else { return false }
    return draft.sumsOf[member][slot].allSatisfy { entry in
      let tally = draft.sums[member][entry.sum].tally
      return tally.cost.price(tally.start + entry.weight) != nil
    }
  }

  private var slots: [SearchSlot] {
    guard let first = slotAt.first else { return [] }
    let origin = draft.slots[first].slot.interval.start
    let monday = ISOWeek(containing: draft.period.from).monday
    return slotAt.map { index in
      let slot = draft.slots[index].slot
      return SearchSlot(
        start: Int32((slot.interval.start - origin).components.seconds / 60),
        end: Int32((slot.interval.end - origin).components.seconds / 60), day: Int32(slot.date - monday),
        under: Int32(clamping: draft.openCost(index)))
    }
  }

  // MARK: Clashes

  /// Two slots of which no member who may take both can have both, because a limit holds only one of them, clash.
  private mutating func addClashes(_ able: [[Int]]) {
    var broken: [Int: Int] = [:]
    for (member, slots) in able.enumerated() {
      let mine = Set(slots)
      for (a, b) in pairsBeyondLimits(of: member, mine) { broken[a * slotAt.count + b, default: 0] += 1 }
    }
    let takes = able.map(Set.init)
    for key in broken.keys.sorted() {
      let (a, b) = (key / slotAt.count, key % slotAt.count)
      guard takes.count(where: { $0.contains(a) && $0.contains(b) }) == broken[key] else { continue }
      clash[Int(placeOf[a]), Int(placeOf[b])] = true
      clash[Int(placeOf[b]), Int(placeOf[a])] = true
    }
  }

  /// Pairs of slots, the smaller index first, each once.
  private func pairsBeyondLimits(of member: Int, _ mine: Set<Int>) -> [(Int, Int)] {
    var found: Set<[Int]> = []
    for sum in draft.sums[member] {
      guard case .most(let most) = sum.tally.cost else { continue }
      let weights = sum.tally.weights.filter { mine.contains($0.slot) }.sorted { $0.weight > $1.weight }
      let room = most - sum.tally.start
      for (place, a) in weights.enumerated() {
        for b in weights[(place + 1)...] {
          if a.weight + b.weight <= room { break }
          found.insert([min(a.slot, b.slot), max(a.slot, b.slot)])
        }
      }
    }
    return found.sorted { ($0[0], $0[1]) < ($1[0], $1[1]) }.map { ($0[0], $0[1]) }
  }

  // MARK: Members

  private mutating func member(_ index: Int, _ able: [Int]) -> SearchMember {
    var costs: [Int32: Int] = [:]
    for slot in able { costs[placeOf[slot]] = draft.placeCost(index, slot) }
    var tallies: [Tally] = []
    for sum in draft.sums[index] {
      if let tally = tally(sum.tally, &costs) { tallies.append(tally) }
    }
    for rule in draft.rules.compactMap({ $0 as? any RunRule }) {
      var writer = RunTallies(rule, draft: draft, member: index, able: able, placeOf: placeOf, clash: clash)
      tallies += writer.tallies()
      isExact = isExact && writer.isExact
      if writer.leavesOut, !leftOut.contains(rule.name) { leftOut.append(rule.name) }
    }
    let choices = able.map { Choice(slot: placeOf[$0], cost: Int32(clamping: costs[placeOf[$0]] ?? 0)) }
    return SearchMember(name: draft.members[index].member.id.text, choices: choices, tallies: tallies)
  }

  /// The sum with a table of what its totals cost; nil when it cannot bind, or when a single slot counts in it, whose
  /// cost takes it up.
  private mutating func tally(_ rule: RuleTally, _ costs: inout [Int32: Int]) -> Tally? {
    let counted = rule.weights.map { Tally.Weight(slot: placeOf[$0.slot], weight: Int32(clamping: $0.weight)) }
      .filter { costs[$0.slot] != nil }.sorted { $0.slot < $1.slot }
    let base = rule.cost.price(rule.start) ?? 0
    let most = counted.most(clash)
    if let single = counted.first, counted.count == 1 {
      constant += base
      costs[single.slot, default: 0] += (rule.cost.price(rule.start + most) ?? 0) - base
      return nil
    }
    let step = counted.reduce(0) { Self.commonDivisor($0, Int($1.weight)) }
    guard step > 0 else {
      constant += base
      return nil
    }
    let table = stride(from: 0, through: most, by: step).map { rule.cost.price(rule.start + $0) }
    if table.allSatisfy({ $0 == base }) {
      constant += base
      return nil
    }
    let shared = counted.map { Tally.Weight(slot: $0.slot, weight: $0.weight / Int32(step)) }
    let last = table.lastIndex { $0 != nil } ?? -1
    return Tally(
      weights: shared, costs: table[...last].map { $0.map { Int32(clamping: $0) } ?? SearchProblem.forbidden })
  }

  private static func commonDivisor(_ a: Int, _ b: Int) -> Int { b == 0 ? a : commonDivisor(b, a % b) }

  // MARK: Ties

  private func couplings(_ able: [[Int]]) -> [Coupling] {
    let takes = able.map(Set.init)
    return draft.ties.compactMap { tie in
      let parts = tie.tie.parts.filter { $0.weight != 0 && takes[$0.member].contains($0.slot) }
      let positive = parts.reduce(0) { $0 + max(0, $1.weight) }
      guard positive > tie.tie.most else { return nil }
      return Coupling(
        parts: parts.map {
          Coupling.Part(member: Int32($0.member), slot: placeOf[$0.slot], weight: Int32(clamping: $0.weight))
        }, most: Int32(clamping: tie.tie.most), over: tie.tie.over.map { Int32(clamping: $0) })
    }
  }
}

extension [Tally.Weight] {
  /// No line has a greater total: of slots that clash two by two it has one. The slots are in order of time, so only the
  /// latest such groups can grow.
  func most(_ clash: BitTable) -> Int {
    var groups: [(slots: [Int32], most: Int32)] = []
    for next in self {
      let fitting = groups.indices.suffix(8).first { groups[$0].slots.allSatisfy { clash[Int($0), Int(next.slot)] } }
      if let fitting {
        groups[fitting].slots.append(next.slot)
        groups[fitting].most = Swift.max(groups[fitting].most, next.weight)
      } else {
        groups.append(([next.slot], next.weight))
      }
    }
    return groups.reduce(0) { $0 + Int($1.most) }
  }
}
