/// How many days can still be worked at most, from every state of a `DayMachine` at the beginning of every day.
struct DayOutlook: Sendable {
  private let machine: DayMachine
  private let lengths: Int
  private let states: Int
  /// By day and state; -1 where nothing leads to the end.
  private var most: [Int16]

  /// `isFree` says by day whether there is anything to work. O(days × states): some milliseconds for a year.
  init(_ machine: DayMachine, isFree: [Bool]) {
    self.machine = machine
    let pattern = machine.pattern
    let horizon = Int(pattern.horizon)
    lengths = Int(max(pattern.mostInARow, pattern.leastFree)) + 1
    states = lengths * 8 * (machine.countsWeekends ? Int(pattern.mostWeekends) + 1 : 1)
    most = Array(repeating: 0, count: states * (horizon + 1))
    for day in (0..<horizon).reversed() {
      for state in 0..<states { most[day * states + state] = from(state, Int32(day), isFree[day]) }
    }
  }

  private func from(_ state: Int, _ day: Int32, _ isFree: Bool) -> Int16 {
    let code = code(state)
    var best: Int16 = -1
    if let next = machine.night(code, after: day) { best = ahead(day + 1, next) }
    guard isFree, let works = machine.working(code, day: day), let next = machine.night(works, after: day) else {
      return best
    }
    let after = ahead(day + 1, next)
    return after < 0 ? best : max(best, after + 1)
  }

  /// From the beginning of `day` in the state `code`; -1 when there is no way to the end.
  func ahead(_ day: Int32, _ code: Int32) -> Int16 { most[Int(day) * states + index(code)] }

  private func index(_ code: Int32) -> Int {
    let state = DayMachine.State(code)
    let flags = (state.works ? 4 : 0) + (state.exempt ? 2 : 0) + (state.weekend ? 1 : 0)
    return (Int(state.weekends) * 8 + flags) * lengths + min(Int(state.length), lengths - 1)
  }

  private func code(_ index: Int) -> Int32 {
    var state = DayMachine.State(length: Int32(index % lengths))
    let flags = index / lengths % 8
    (state.works, state.exempt, state.weekend) = (flags & 4 != 0, flags & 2 != 0, flags & 1 != 0)
    state.weekends = Int32(index / lengths / 8)
    return state.code
  }
}
