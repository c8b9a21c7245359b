/// Follows a member's worked and free days one by one, so far as a `DayPattern` asks.
///
/// A state packs: the length of the run, whether it is a run of work, whether it began with the horizon, whether the
/// day in hand is worked, and the weekends.
struct DayMachine: Sendable {
  let pattern: DayPattern
  let countsWeekends: Bool

  init(_ pattern: DayPattern) {
    self.pattern = pattern
    countsWeekends = pattern.mostWeekends < (pattern.horizon + 1) / 7 + 1
  }

  struct State {
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
