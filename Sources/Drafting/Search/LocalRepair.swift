/// Small changes to a draft, each of which makes it better: fill an open slot by moving one other, move a member's part
/// of a line to somebody for whom it costs less.
///
/// It ends after a fixed number of rounds and leaves no slot open that somebody may take.
struct LocalRepair {
  private(set) var draft: PartialDraft

  /// Enough for weeks of 45 slots to settle; each round looks at every slot once.
  private static let rounds = 6

  init(draft: PartialDraft) { self.draft = draft }

  mutating func run() {
    for _ in 0..<Self.rounds {
      let fit = fillOpen()
      let moved = makeRoom()
      let improved = improve()
      if !fit, !moved, !improved { break }
    }
    _ = fillOpen()
  }

  /// Gives each open slot to whoever may take it as things stand.
  private mutating func fillOpen() -> Bool {
    var changed = false
    for slot in draft.openSlots {
      guard let member = cheapest(for: [slot], among: Array(draft.problem.members.indices)) else { continue }
      draft.assign(member.member, to: slot)
      changed = true
    }
    return changed
  }

  /// Fills open slots by taking one slot from a member and giving it to another.
  private mutating func makeRoom() -> Bool {
    var changed = false
    for slot in draft.openSlots {
      guard let move = bestMove(for: slot) else { continue }
      draft.clear(move.given)
      draft.assign(move.taker, to: slot)
      draft.assign(move.receiver, to: move.given)
      changed = true
    }
    return changed
  }

  private struct Move {
    let taker: Int
    let given: Int
    let receiver: Int
    let cost: Int
  }

  private mutating func bestMove(for slot: Int) -> Move? {
    var best: Move?
    for taker in draft.problem.members.indices where draft.problem.mayTake[taker, slot] {
      for given in draft.slots(of: taker) {
        guard let move = move(taker, giving: given, for: slot), move.cost < best?.cost ?? .max else { continue }
        best = move
      }
    }
    return best
  }

  /// What comes of `taker` giving up `given` to stand `slot`; the draft is left as it was.
  private mutating func move(_ taker: Int, giving given: Int, for slot: Int) -> Move? {
    draft.clear(given)
    defer { draft.assign(taker, to: given) }
    guard let saved = draft.price(taker, given), let price = draft.price(taker, slot) else { return nil }
    draft.assign(taker, to: slot)
    defer { draft.clear(slot) }
    let others = draft.problem.members.indices.filter { $0 != taker }
    guard let receiver = cheapest(for: [given], among: others) else { return nil }
    return Move(taker: taker, given: given, receiver: receiver.member, cost: price + receiver.price - saved)
  }

  /// Moves whole parts of lines to members for whom they cost less.
  private mutating func improve() -> Bool {
    var changed = false
    for line in draft.problem.lines.indices {
      for holder in draft.holders(ofLine: line) where improve(line, heldBy: holder) { changed = true }
    }
    return changed
  }

  private mutating func improve(_ line: Int, heldBy holder: Int) -> Bool {
    let part = draft.problem.lines[line].filter { draft.holder[$0] == holder }
    for slot in part { draft.clear(slot) }
    let now = draft.price(of: part, for: holder) ?? .max
    let better = cheapest(for: part, among: Array(draft.problem.members.indices)).flatMap { $0.price < now ? $0 : nil }
    for slot in part { draft.assign(better?.member ?? holder, to: slot) }
    return better != nil
  }

  /// Who costs least for all of `slots`; equal prices go to the smaller balance, then by the order of the file.
  private mutating func cheapest(for slots: [Int], among members: [Int]) -> (price: Int, member: Int)? {
    var best: (price: Int, deviation: Int, member: Int)?
    for member in members {
      guard let price = draft.price(of: slots, for: member) else { continue }
      let candidate = (price: price, deviation: draft.deviation(of: member), member: member)
      if best.map({ candidate < $0 }) ?? true { best = candidate }
    }
    return best.map { ($0.price, $0.member) }
  }
}
