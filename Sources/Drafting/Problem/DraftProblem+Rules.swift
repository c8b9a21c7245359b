import RotaSearch
import Scheduling
import Timekeeping

/// What the rules say of everything that can be known before a draft is made, put into tables.
extension DraftProblem {
  mutating func askRules() {
    askPlaces()
    askPairs()
    askSums()
    askTies()
  }

  /// Whether there is a slot that no lasting rule keeps from the member.
  func takesPart(_ member: Int) -> Bool {
    let lasting = rules.compactMap { $0 as? any PlaceRule }.filter(\.isLasting)
    return slots.contains { slot in
      !lasting.contains { $0.judge(members[member], slot, in: self).isForbidden }
    }
  }

  private mutating func askPlaces() {
    let fixed = rules.filter { $0 is any PlaceRule || $0 is any PairRule }
    for member in members.indices {
      for slot in slots.indices { ask(fixed, about: member, slot) }
    }
  }

  private mutating func ask(_ rules: [any RotaRule], about member: Int, _ slot: Int) {
    for rule in rules {
      switch fixedVerdict(rule, member, slot) {
      case .fine: continue
      case .cost(let points, _): placeCosts[member * slots.count + slot] += points
      case .forbidden: return
      }
    }
    mayTake[member, slot] = true
  }

  private mutating func askPairs() {
    let pairs = rules.compactMap { $0 as? any PairRule }
    let reach = pairs.map(\.reach).max() ?? .zero
    let order = slots.indices.sorted { slots[$0].slot.interval.isBefore(slots[$1].slot.interval) }
    let longest = slots.map(\.slot.interval.duration).max() ?? .zero
    for (place, a) in order.enumerated() {
      for b in order[(place + 1)...] {
        let distance = slots[b].slot.interval.start - slots[a].slot.interval.start
        if distance > longest + reach { break }
        guard pairs.contains(where: { $0.clash(slots[a].commitment, slots[b].commitment) }) else { continue }
        conflicts[a, b] = true
        conflicts[b, a] = true
      }
    }
  }

  private mutating func askSums() {
    sums = members.indices.map { member in
      rules.enumerated().flatMap { index, rule in
        ((rule as? any TallyRule)?.tallies(for: member, in: self) ?? [])
          .filter { !$0.weights.isEmpty }.map { MemberSum(rule: index, tally: $0) }
      }
    }
    sumsOf = sums.map { sums in
      var entries: [[SumEntry]] = Array(repeating: [], count: slots.count)
      for (index, sum) in sums.enumerated() {
        for (slot, weight) in sum.tally.weights { entries[slot].append(SumEntry(sum: index, weight: weight)) }
      }
      return entries
    }
  }

  private mutating func askTies() {
    for (index, rule) in rules.enumerated() {
      for tie in (rule as? any TeamRule)?.ties(in: self) ?? [] { ties.append(RuleTie(rule: index, tie: tie)) }
    }
    for (index, tie) in ties.enumerated() {
      for slot in Set(tie.tie.parts.map(\.slot)).sorted() { tiesOf[slot].append(index) }
    }
  }
}
