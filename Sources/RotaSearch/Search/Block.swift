/// A part of a draft that is solved anew while the rest stays as it is.
struct Block: Sendable {
  /// Ascending.
  var members: [Int]
  /// Ascending. Where a slot takes one member only, it is held by one of `members`, or open.
  var slots: [Int32]

  /// All that there is.
  static func whole(_ problem: SearchProblem) -> Block {
    Block(members: Array(problem.members.indices), slots: problem.slots.indices.map(Int32.init))
  }
}

/// What came of solving a block.
struct BlockOutcome: Sendable {
  /// Better lines, if there are any and they were found.
  var answer: BlockAnswer?
  /// What the block costs at least, in `Pricer.scale`ths.
  var bound = Int64.min
  /// The lines that were looked at.
  var columns: [LineProgram.Column] = []
}

/// Better lines for a block's members.
struct BlockAnswer: Sendable {
  var block: Block
  /// By place in the block's members.
  var lines: [[Int32]]

  /// `draft` with the block's slots as they are in the answer: what else has changed since stays.
  func applied(to draft: Lines) -> Lines {
    var draft = draft
    let free = Set(block.slots)
    for (member, line) in zip(block.members, lines) {
      draft.slots[member] = (draft.slots[member].filter { !free.contains($0) } + line.filter(free.contains)).sorted()
    }
    return draft
  }
}
