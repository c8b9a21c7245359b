/// A part of a draft that is solved anew while the rest stays as it is.
struct Block: Sendable {
  /// Ascending.
  var members: [Int]
  /// Ascending. Where a slot takes one member only, it is held by one of `members`, or open.
  var slots: [Int32]
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

/// Better lines for some members.
struct BlockAnswer: Sendable {
  var members: [Int]
  var lines: [[Int32]]

  func applied(to draft: Lines) -> Lines {
    var draft = draft
    for (member, line) in zip(members, lines) { draft.slots[member] = line }
    return draft
  }
}
