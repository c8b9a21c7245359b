import RotaSearch
import Scheduling
import Timekeeping

/// A `DraftProblem` as the search wants it: slots by time, sums with their tables, ties of members.
///
/// A draft costs the same in both. What cannot bind is left out, and sums are divided by what all their slots have in
/// common, so that the search has as little as possible to keep.
struct SearchForm {
  let problem: SearchProblem
  /// False where a rule is kept more strictly than it asks, or not in full; then a bound of the search says nothing.
  let isExact: Bool
  /// Rules that the search does not keep in full: what it finds may break them.
  let leftOut: [String]
  /// By the search's slot: the draft's; and the other way round.
  private let slotAt: [Int]
  private let placeOf: [Int32]

  init(_ draft: DraftProblem) {
    slotAt = draft.slots.indices.sorted { a, b in
      let (first, second) = (draft.slots[a].slot.interval, draft.slots[b].slot.interval)
      return first == second ? a < b : first.isBefore(second)
    }
    var places = Array(repeating: Int32(0), count: slotAt.count)
    for (place, slot) in slotAt.enumerated() { places[slot] = Int32(place) }
    placeOf = places
    var writer = SearchFormWriter(draft, slotAt: slotAt, placeOf: places)
    problem = writer.write()
    isExact = writer.isExact
    leftOut = writer.leftOut
  }

  /// A draft's lines.
  func lines(_ judge: DraftJudge) -> Lines {
    Lines(slots: judge.problem.members.indices.map { member in judge.slots(of: member).map { placeOf[$0] }.sorted() })
  }

  /// The draft that has `lines`.
  func draft(_ lines: Lines, of problem: DraftProblem) -> DraftJudge {
    var judge = DraftJudge(problem)
    for (member, line) in lines.slots.enumerated() {
      for place in line { judge.assign(member, to: slotAt[Int(place)]) }
    }
    return judge
  }
}
