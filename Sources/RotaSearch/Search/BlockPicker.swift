/// Chooses parts of a draft that can be solved side by side: members whose lines cost more than they need to at the
/// bound's prices, beside those who hold what they miss, for a stretch of time.
struct BlockPicker {
  private let problem: SearchProblem
  private let draft: Lines
  /// By slot: who holds it, or -1.
  private var holder: [Int]
  /// By slot: whether it is in a block already.
  private var isTaken: [Bool]
  /// By member: what it misses at the bound's prices.
  private let missed: [[Int32]]
  /// By member: how likely it is chosen.
  private let weights: [Int]

  init(_ problem: SearchProblem, _ draft: Lines, _ regrets: Regrets?) {
    self.problem = problem
    self.draft = draft
    holder = Array(repeating: -1, count: problem.slots.count)
    isTaken = holder.map { _ in false }
    for (member, line) in draft.slots.enumerated() { for slot in line { holder[Int(slot)] = member } }
    missed =
      regrets.map { zip(draft.slots, $0.wanted).map { line, wanted in wanted.filter { !line.contains($0) } } } ?? []
    weights = problem.members.indices.map { member in
      let regret = regrets?.regret(member, draft.slots[member]) ?? 0
      return problem.members[member].choices.isEmpty ? 0 : regret + Int(Pricer.scale)
    }
  }

  /// Up to `count` blocks of the sizes asked for without a slot in common; a single one where members share slots.
  mutating func pick(_ count: Int, _ sizes: BlockSizes, dice: inout Dice) -> [Block] {
    if !problem.isPlain { return [anyMembers(sizes.size, &dice)] }
    var blocks: [Block] = []
    for _ in 0..<count {
      guard let first = drawn(&dice) else { break }
      let block = block(neighbours(of: first, sizes.size, &dice), sizes.slotsEach, &dice)
      if block.slots.count < 2 { continue }
      for slot in block.slots { isTaken[Int(slot)] = true }
      blocks.append(block)
    }
    return blocks
  }

  /// Some members, for stretches of at most `length` slots in a row that do not touch.
  func stretches(_ count: Int, of length: Int, _ size: Int, dice: inout Dice) -> [Block] {
    let room = problem.slots.count / count
    return (0..<count).compactMap { index in
      guard room > 0 else { return nil }
      let first = index * room + dice.below(max(1, room - length))
      let slots = (first..<min(first + min(length, room), problem.slots.count)).map(Int32.init)
      return Block(members: dice.shuffled(problem.members.count).prefix(size).sorted(), slots: slots)
    }
  }

  private func anyMembers(_ size: Int, _ dice: inout Dice) -> Block {
    let members = dice.shuffled(problem.members.count).prefix(size).sorted()
    return Block(members: members, slots: problem.slots.indices.map(Int32.init))
  }

  /// A member by chance, likelier one that misses much.
  private func drawn(_ dice: inout Dice) -> Int? {
    let sum = weights.reduce(0, +)
    guard sum > 0 else { return nil }
    var rest = dice.below(sum)
    return weights.firstIndex { weight in
      rest -= weight
      return rest < 0
    }
  }

  /// The member, and some who hold slots that it, or one of the first few of them, misses or could take.
  private func neighbours(of first: Int, _ size: Int, _ dice: inout Dice) -> [Int] {
    if size >= problem.members.count { return [first] + problem.members.indices.filter { $0 != first } }
    var chosen = [first]
    for _ in 0..<size * 40 where chosen.count < size {
      let other = holder[Int(candidate(of: chosen[dice.below(min(chosen.count, 3))], &dice))]
      if other >= 0, !chosen.contains(other) { chosen.append(other) }
    }
    return chosen
  }

  private func candidate(of member: Int, _ dice: inout Dice) -> Int32 {
    let missed = missed[member]
    if !missed.isEmpty, dice.next() & 3 != 0 { return missed[dice.below(missed.count)] }
    let choices = problem.members[member].choices
    return choices[dice.below(choices.count)].slot
  }

  /// The members' slots and open ones that they may take; of long horizons a stretch of time around something that the
  /// first one misses.
  private func block(_ members: [Int], _ slotsEach: Int, _ dice: inout Dice) -> Block {
    var slots: Set<Int32> = []
    for member in members {
      slots.formUnion(draft.slots[member].filter { !isTaken[Int($0)] })
      for choice in problem.members[member].choices where holder[Int(choice.slot)] == -1 && !isTaken[Int(choice.slot)] {
        slots.insert(choice.slot)
      }
    }
    let sorted = slots.sorted()
    let most = max(40, slotsEach * members.count)
    guard sorted.count > most else { return Block(members: members.sorted(), slots: sorted) }
    let wanted = missed[members[0]].filter { !isTaken[Int($0)] }
    let center = wanted.isEmpty ? sorted[dice.below(sorted.count)] : wanted[dice.below(wanted.count)]
    let middle = sorted.firstIndex { $0 >= center } ?? sorted.count
    let first = max(0, min(sorted.count - most, middle - dice.below(most)))
    return Block(members: members.sorted(), slots: Array(sorted[first..<first + most]))
  }
}
