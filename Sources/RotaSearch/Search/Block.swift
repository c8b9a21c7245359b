/// A part of a draft that is solved anew while the rest stays as it is.
struct Block: Sendable {
  /// Ascending.
  var members: [Int]
  /// Ascending. Where a slot takes one member only, it is held by one of `members`, or open.
  var slots: [Int32]
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
