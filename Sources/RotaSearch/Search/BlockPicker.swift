/// Chooses parts of a draft that can be solved side by side.
struct BlockPicker {
  private let problem: SearchProblem
  private let draft: Lines
  /// By slot: who holds it, -1 for nobody, -2 when it is open and in a block already.
  private var holder: [Int]
  private var used: Set<Int> = []

  init(_ problem: SearchProblem, _ draft: Lines) {
    self.problem = problem
    self.draft = draft
    holder = Array(repeating: -1, count: problem.slots.count)
    for (member, line) in draft.slots.enumerated() { for slot in line { holder[Int(slot)] = member } }
  }

  /// Up to `count` blocks of `size` members without a member or a slot in common; a single one where members share
  /// slots.
  mutating func pick(_ count: Int, size: Int, dice: inout Dice) -> [Block] {
    if !problem.isPlain { return [anyMembers(size, &dice)] }
    var blocks: [Block] = []
    while blocks.count < count, let members = neighbours(size, &dice) { blocks.append(block(members, &dice)) }
    return blocks
  }

  private func anyMembers(_ size: Int, _ dice: inout Dice) -> Block {
    let members = dice.shuffled(problem.members.count).prefix(size).sorted()
    return Block(members: members, slots: problem.slots.indices.map(Int32.init))
  }

  /// A member and some who hold slots that it, or one of the first few of them, could take.
  private mutating func neighbours(_ size: Int, _ dice: inout Dice) -> [Int]? {
    let free = problem.members.indices.filter { !used.contains($0) && !problem.members[$0].choices.isEmpty }
    guard free.count >= min(size, 2), !free.isEmpty else { return nil }
    var chosen = [free[dice.below(free.count)]]
    used.insert(chosen[0])
    for _ in 0..<size * 40 where chosen.count < size {
      let choices = problem.members[chosen[dice.below(min(chosen.count, 3))]].choices
      let other = holder[Int(choices[dice.below(choices.count)].slot)]
      if other >= 0, used.insert(other).inserted { chosen.append(other) }
    }
    return chosen.sorted()
  }

  /// The members' slots and open ones that they may take; of long horizons a stretch of time.
  private mutating func block(_ members: [Int], _ dice: inout Dice) -> Block {
    var slots: Set<Int32> = []
    for member in members {
      slots.formUnion(draft.slots[member])
      for choice in problem.members[member].choices where holder[Int(choice.slot)] == -1 {
        slots.insert(choice.slot)
        holder[Int(choice.slot)] = -2
      }
    }
    let sorted = slots.sorted()
    let length = max(1, members.reduce(0) { $0 + draft.slots[$1].count } / members.count)
    let most = max(40, 3_600 / length)
    guard sorted.count > most else { return Block(members: members, slots: sorted) }
    let first = dice.below(sorted.count - most + 1)
    return Block(members: members, slots: Array(sorted[first..<first + most]))
  }
}
