/// A dated place to fill.
package struct SearchSlot: Sendable {
  package var start: Int32
  package var end: Int32
  /// The day that a member who takes it works on, counted from the first of the horizon.
  package var day: Int32
  /// How many members it wants.
  package var need: Int32
  /// The price of each member missing.
  package var under: Int32
  /// The price of each member too many; nil when there may be none.
  package var over: Int32?

  package init(start: Int32, end: Int32, day: Int32, need: Int32 = 1, under: Int32, over: Int32? = nil) {
    self.start = start
    self.end = end
    self.day = day
    self.need = need
    self.under = under
    self.over = over
  }

  /// It takes one member and no more.
  package var isAlone: Bool { need == 1 && over == nil }

  /// What `count` members in the slot cost.
  package func cost(_ count: Int32) -> Int {
    if count < need { return Int(need - count) * Int(under) }
    if count == need { return 0 }
    return over.map { Int(count - need) * Int($0) } ?? Int(SearchProblem.forbidden)
  }
}
