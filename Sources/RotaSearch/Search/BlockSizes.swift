/// How large blocks are: half as many members again after some rounds without success, then few again and for a longer
/// time.
struct BlockSizes {
  private let least: Int
  private let most: Int
  /// How many members a block has.
  private(set) var size: Int
  /// How many slots it has for each of them where the whole horizon is too long for one block.
  private(set) var slotsEach = 8
  private let patience: Int
  private var dull = 0
  private var tried = 0

  /// Where each slot takes one member, blocks are stretches of time for many members; few have long lines.
  init(_ problem: SearchProblem) {
    let members = problem.members.count
    least = min(problem.isPlain ? 16 : 6, members)
    most = min(32, members)
    patience = problem.isPlain ? 4 : 8
    size = problem.isPlain ? most : min(8, members)
  }

  /// Whether several sizes were tried since something came of one.
  var isSpent: Bool { tried >= patience * 4 }

  mutating func learn(hasImproved: Bool) {
    dull = hasImproved ? 0 : dull + 1
    tried = hasImproved ? 0 : tried + 1
    guard dull == patience else { return }
    dull = 0
    if size >= most { slotsEach = min(12, slotsEach + 2) }
    size = size >= most ? least : min(most, size * 3 / 2)
  }
}
