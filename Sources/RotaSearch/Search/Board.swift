/// A draft that changes quickly: who holds which slot, with every member's totals kept, in flat memory.
///
/// Each slot has at most one holder here. Trying and undoing a change costs some tens of nanoseconds.
final class Board {
  let problem: SearchProblem
  let slotCount: Int
  let memberCount: Int
  /// By member and slot: the choice's number, or -1.
  let choiceOf: UnsafeMutableBufferPointer<Int32>
  let choices: UnsafeMutableBufferPointer<BoardChoice>
  let entries: UnsafeMutableBufferPointer<BoardEntry>
  let tallies: UnsafeMutableBufferPointer<BoardTally>
  let costs: UnsafeMutableBufferPointer<Int32>
  let holder: UnsafeMutableBufferPointer<Int32>
  /// The holder's choice, for held slots.
  let holding: UnsafeMutableBufferPointer<Int32>
  let under: UnsafeMutableBufferPointer<Int32>
  /// By slot: where the choices of those who may take it begin in `takers`.
  let takerStart: UnsafeMutableBufferPointer<Int32>
  let takers: UnsafeMutableBufferPointer<BoardTaker>
  let line: UnsafeMutableBufferPointer<Int32>
  let lineCount: UnsafeMutableBufferPointer<Int32>
  let capacity: Int
  let clash: UnsafeMutableBufferPointer<UInt64>
  let clashStride: Int
  let reach: Int32
  /// Whether something is asked of runs of days.
  let hasPatterns: Bool
  private(set) var objective: Int

  init(_ problem: SearchProblem) {
    self.problem = problem
    slotCount = problem.slots.count
    memberCount = problem.members.count
    let layout = BoardLayout(problem)
    choiceOf = .copy(layout.choiceOf)
    choices = .copy(layout.choices)
    entries = .copy(layout.entries)
    tallies = .copy(layout.tallies)
    costs = .copy(layout.costs)
    holder = .copy(Array(repeating: -1, count: slotCount))
    holding = .copy(Array(repeating: -1, count: slotCount))
    under = .copy(problem.slots.map(\.under))
    takerStart = .copy(layout.takerStart)
    takers = .copy(layout.takers)
    capacity = layout.capacity
    line = .copy(Array(repeating: 0, count: memberCount * capacity))
    lineCount = .copy(Array(repeating: 0, count: memberCount))
    clash = .copy(problem.clash.words)
    clashStride = problem.clash.stride
    reach = Int32(problem.reach)
    hasPatterns = problem.members.contains { $0.days != nil }
    objective = problem.constant + problem.slots.reduce(0) { $0 + $1.cost(0) }
    for tally in layout.tallies where tally.count > 0 {
      objective += Int(layout.costs[Int(tally.start + tally.total)])
    }
  }

  deinit {
    for buffer in [choiceOf, costs, holder, holding, under, takerStart, line, lineCount] { buffer.deallocate() }
    choices.deallocate()
    entries.deallocate()
    tallies.deallocate()
    takers.deallocate()
    clash.deallocate()
  }

  var lines: Lines {
    Lines(
      slots: (0..<memberCount).map { member in (0..<Int(lineCount[member])).map { line[member * capacity + $0] } })
  }

  /// Puts the draft into what `holders` says, slot by slot.
  func load(holders: [Int32]) {
    for slot in 0..<slotCount where holder[slot] >= 0 { _ = drop(Int(holder[slot]), slot) }
    for slot in 0..<slotCount where holders[slot] >= 0 { _ = take(Int(holders[slot]), slot) }
  }

  /// Puts the draft into `lines`, which must be allowed.
  func load(_ lines: Lines) {
    for slot in 0..<slotCount where holder[slot] >= 0 { _ = drop(Int(holder[slot]), slot) }
    for (member, slots) in lines.slots.enumerated() {
      for slot in slots { _ = take(member, Int(slot)) }
    }
  }

  /// Whether the member's runs of days are as they must be.
  func keepsPattern(_ member: Int) -> Bool {
    guard member >= 0, let pattern = problem.members[member].days else { return true }
    let base = member * capacity
    return pattern.allows((base..<base + Int(lineCount[member])).map { problem.slots[Int(line[$0])].day })
  }

  @inline(__always)
  func may(_ member: Int, _ slot: Int) -> Bool { choiceOf[member * slotCount + slot] >= 0 }

  @inline(__always)
  func clashes(_ a: Int, _ b: Int) -> Bool { clash[a * clashStride + b >> 6] >> UInt64(b & 63) & 1 == 1 }

  /// The slots of the member that clash with `slot`: how many (2 stands for more), and one of them.
  @inline(__always)
  func clashing(_ member: Int, _ slot: Int) -> (count: Int, first: Int) {
    let base = member * capacity
    let low = Int32(slot) - reach
    let high = Int32(slot) + reach
    var found = (count: 0, first: -1)
    for position in base..<base + Int(lineCount[member]) {
      let other = line[position]
      if other > high { break }
      guard other >= low, clashes(slot, Int(other)) else { continue }
      if found.count == 1 { return (2, found.first) }
      found = (1, Int(other))
    }
    return found
  }

  @inline(__always)
  private func cost(_ tally: BoardTally, _ total: Int32) -> Int32 {
    total < tally.count ? costs[Int(tally.start + total)] : SearchProblem.forbidden
  }

  /// What taking the slot of `choice` would change, for a member who holds nothing that clashes.
  @inline(__always)
  func priceOfTaking(_ choice: Int, _ slot: Int) -> Int {
    let facts = choices[choice]
    var delta = facts.cost - under[slot]
    for index in Int(facts.first)..<Int(facts.end) {
      let tally = tallies[Int(entries[index].tally)]
      delta += cost(tally, tally.total + entries[index].weight) - cost(tally, tally.total)
    }
    return Int(delta)
  }

  /// What giving up a held slot would change.
  @inline(__always)
  func priceOfDropping(_ slot: Int) -> Int {
    let facts = choices[Int(holding[slot])]
    var delta = under[slot] - facts.cost
    for index in Int(facts.first)..<Int(facts.end) {
      let tally = tallies[Int(entries[index].tally)]
      delta += cost(tally, tally.total - entries[index].weight) - cost(tally, tally.total)
    }
    return Int(delta)
  }

  /// Gives a slot that nobody holds to a member who may take it beside the others; says what that changes, which is at
  /// least `SearchProblem.forbidden` when a limit is broken.
  @inline(__always)
  func take(_ member: Int, _ slot: Int) -> Int { take(member, slot, Int(choiceOf[member * slotCount + slot])) }

  /// The same with the number of the member's choice.
  @inline(__always)
  func take(_ member: Int, _ slot: Int, _ choice: Int) -> Int {
    let facts = choices[choice]
    var delta = facts.cost - under[slot]
    for index in Int(facts.first)..<Int(facts.end) {
      let at = Int(entries[index].tally)
      let tally = tallies[at]
      let next = tally.total + entries[index].weight
      tallies[at].total = next
      delta += cost(tally, next) - cost(tally, tally.total)
    }
    holder[slot] = Int32(truncatingIfNeeded: member)
    holding[slot] = Int32(truncatingIfNeeded: choice)
    insert(Int32(truncatingIfNeeded: slot), member)
    objective += Int(delta)
    return Int(delta)
  }

  /// Takes a slot away from its holder.
  @inline(__always)
  func drop(_ member: Int, _ slot: Int) -> Int {
    let facts = choices[Int(holding[slot])]
    var delta = under[slot] - facts.cost
    for index in Int(facts.first)..<Int(facts.end) {
      let at = Int(entries[index].tally)
      let tally = tallies[at]
      let next = tally.total - entries[index].weight
      tallies[at].total = next
      delta += cost(tally, next) - cost(tally, tally.total)
    }
    holder[slot] = -1
    remove(Int32(truncatingIfNeeded: slot), member)
    objective += Int(delta)
    return Int(delta)
  }

  @inline(__always)
  private func insert(_ slot: Int32, _ member: Int) {
    let base = member * capacity
    var position = base + Int(lineCount[member])
    while position > base, line[position - 1] > slot {
      line[position] = line[position - 1]
      position -= 1
    }
    line[position] = slot
    lineCount[member] += 1
  }

  @inline(__always)
  private func remove(_ slot: Int32, _ member: Int) {
    let end = member * capacity + Int(lineCount[member])
    var position = member * capacity
    while line[position] != slot { position += 1 }
    while position + 1 < end {
      line[position] = line[position + 1]
      position += 1
    }
    lineCount[member] -= 1
  }
}

extension UnsafeMutableBufferPointer {
  /// New memory with the elements of `array`; the receiver gives it back.
  static func copy(_ array: [Element]) -> Self {
    let buffer = Self.allocate(capacity: Swift.max(1, array.count))
    _ = buffer.initialize(from: array)
    return buffer
  }
}
