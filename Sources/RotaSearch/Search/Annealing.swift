/// Simulated annealing that never leaves what the hard rules allow: slots go to another member, change places, or push
/// one slot out of the way.
struct Annealing {
  let board: Board
  private var dice: Dice
  private var heat = Heat(1)
  private var best: Int
  private var bestHolders: [Int32]

  init(_ board: Board, seed: UInt64) {
    self.board = board
    dice = Dice(seed: seed)
    best = board.objective
    bestHolders = Array(board.holder)
  }

  /// Makes about `proposals` proposals while it cools from `hot` to `cold`, in points; ends at the best draft seen.
  mutating func run(proposals: Int, hot: Double, cold: Double, isOver: () -> Bool) {
    let steps = Heat.steps(from: hot, to: cold)
    heat = Heat(hot)
    for _ in 0..<steps where !isOver() {
      for _ in 0..<max(1, proposals / steps) { propose() }
      heat.cool()
    }
    if board.objective != best { board.load(holders: bestHolders) }
  }

  @inline(__always)
  private mutating func accepts(_ delta: Int) -> Bool { delta <= 0 || dice.unit() < heat.chance(delta) }

  @inline(__always)
  private mutating func keep() {
    if board.objective < best {
      best = board.objective
      bestHolders.withUnsafeMutableBufferPointer { _ = $0.update(fromContentsOf: board.holder) }
    }
  }

  private mutating func propose() {
    let slot = dice.below(board.slotCount)
    let first = Int(board.takerStart[slot])
    let count = Int(board.takerStart[slot + 1]) - first
    if count == 0 { return }
    let chosen = board.takers[first + dice.below(count)]
    let taker = Int(chosen.member)
    let giver = Int(board.holder[slot])
    if taker == giver { return }
    let (clashing, pushed) = board.clashing(taker, slot)
    if clashing > 1 { return }
    var other = pushed
    if clashing == 0, board.lineCount[taker] > 0, dice.next() & 1 == 0 {
      other = Int(board.line[taker * board.capacity + dice.below(Int(board.lineCount[taker]))])
    }
    if other >= 0 {
      exchange(slot, from: giver, to: taker, for: other)
    } else {
      move(slot, from: giver, to: taker, Int(chosen.choice))
    }
  }

  @inline(__always)
  private mutating func move(_ slot: Int, from giver: Int, to taker: Int, _ choice: Int) {
    var delta = board.priceOfTaking(choice, slot)
    if giver >= 0 { delta += board.priceOfDropping(slot) }
    guard accepts(delta) else { return }
    if giver >= 0 { _ = board.drop(giver, slot) }
    _ = board.take(taker, slot, choice)
    if board.hasPatterns, !keepPatterns([giver, taker]) {
      _ = board.drop(taker, slot)
      if giver >= 0 { _ = board.take(giver, slot) }
      return
    }
    if delta < 0 { keep() }
  }

  private func keepPatterns(_ members: [Int]) -> Bool { members.allSatisfy(board.keepsPattern) }

  /// `taker` gets `slot` and gives up `other`, which goes to `giver`, to somebody else, or stays open.
  @inline(__always)
  private mutating func exchange(_ slot: Int, from giver: Int, to taker: Int, for other: Int) {
    var delta = board.drop(taker, other)
    if giver >= 0 { delta += board.drop(giver, slot) }
    delta += board.take(taker, slot)
    var receiver = -1
    if delta < Int(SearchProblem.forbidden) {
      receiver = newHolder(of: other, giver: giver, not: taker)
      if receiver >= 0 { delta += board.take(receiver, other) }
      if accepts(delta), !board.hasPatterns || keepPatterns([giver, taker, receiver]) {
        if delta < 0 { keep() }
        return
      }
    }
    if receiver >= 0 { _ = board.drop(receiver, other) }
    _ = board.drop(taker, slot)
    if giver >= 0 { _ = board.take(giver, slot) }
    _ = board.take(taker, other)
  }

  @inline(__always)
  private mutating func newHolder(of slot: Int, giver: Int, not taker: Int) -> Int {
    if giver >= 0, dice.next() & 3 != 0, board.may(giver, slot), board.clashing(giver, slot).count == 0 { return giver }
    let first = Int(board.takerStart[slot])
    let count = Int(board.takerStart[slot + 1]) - first
    var tries = 4
    while tries > 0 {
      let member = Int(board.takers[first + dice.below(count)].member)
      if member != taker, board.clashing(member, slot).count == 0 { return member }
      tries -= 1
    }
    return -1
  }
}
