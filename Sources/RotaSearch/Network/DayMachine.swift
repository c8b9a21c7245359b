/// Follows a member's worked and free days one by one, so far as a `DayPattern` asks.
///
/// A state packs: the length of the run, whether it is a run of work, whether it began with the horizon, whether the
/// day in hand is worked, and the weekends.
struct DayMachine: Sendable {
  let pattern: DayPattern
  fileprivate let countsWeekends: Bool

  init(_ pattern: DayPattern) {
    self.pattern = pattern
    countsWeekends = pattern.mostWeekends < (pattern.horizon + 1) / 7 + 1
  }

  fileprivate struct State {
    var length: Int32
    var works: Bool
    var exempt: Bool
    var today: Bool
    var weekend: Bool
    var weekends: Int32

    init(_ code: Int32) {
      length = code & 0x1FF
      works = code & 0x200 != 0
      exempt = code & 0x400 != 0
      today = code & 0x800 != 0
      weekend = code & 0x1000 != 0
      weekends = code >> 13
    }

    init(length: Int32) {
      self.length = length
      works = false
      exempt = false
      today = false
      weekend = false
      weekends = 0
    }

    var code: Int32 {
      length | (works ? 0x200 : 0) | (exempt ? 0x400 : 0) | (today ? 0x800 : 0) | (weekend ? 0x1000 : 0) | weekends
        << 13
    }
  }

  var start: Int32 { State(length: pattern.leastFree).code }

  /// The state with a shift on `day`; nil when the pattern forbids it.
  func working(_ code: Int32, day: Int32) -> Int32? {
    var state = State(code)
    if state.today { return nil }
    if state.works {
      if state.length >= pattern.mostInARow { return nil }
      state.length += 1
    } else {
      if state.length < pattern.leastFree { return nil }
      if pattern.mostInARow < 1 { return nil }
      state.length = 1
      state.works = true
      state.exempt = day == 0
    }
    if state.length >= pattern.leastInARow { state.exempt = false }
    state.today = true
    if countsWeekends, day % 7 >= 5, !state.weekend {
      if state.weekends >= pattern.mostWeekends { return nil }
      state.weekends += 1
      state.weekend = true
    }
    return state.code
  }

  /// The state on the day after `day`; nil when a run ended that was too short.
  func night(_ code: Int32, after day: Int32) -> Int32? {
    var state = State(code)
    if state.today {
      state.today = false
    } else if state.works {
      if state.length < pattern.leastInARow, !state.exempt { return nil }
      state = State(length: min(1, pattern.leastFree)).with(state.weekend, state.weekends)
    } else {
      state.length = min(state.length + 1, pattern.leastFree)
    }
    if day % 7 == 6 { state.weekend = false }
    return state.code
  }
}

extension DayMachine.State {
  fileprivate func with(_ weekend: Bool, _ weekends: Int32) -> Self {
    var copy = self
    copy.weekend = weekend
    copy.weekends = weekends
    return copy
  }
}

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
