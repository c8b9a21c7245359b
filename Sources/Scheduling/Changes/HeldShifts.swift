import Timekeeping

/// What a member stands and would stand, sorted, so that a change of years is checked in one walk.
struct HeldShifts {
  /// By start; those that would be taken know the part they are.
  private let shifts: [(shift: Shift, part: ShiftPart?)]
  private let longest: Duration

  init(_ held: [Shift], taking parts: [ShiftPart], member: MemberID) {
    let taken = parts.map { (shift: $0.shift(of: member), part: Optional($0)) }
    // Of two that begin together what is held comes first.
    shifts = (held.map { (shift: $0, part: ShiftPart?.none) } + taken).enumerated().sorted { a, b in
      let (one, other) = (a.element.shift.interval.start, b.element.shift.interval.start)
      return one == other ? a.offset < b.offset : one < other
    }.map(\.element)
    longest = shifts.map(\.shift.interval.duration).max() ?? .zero
  }

  /// Those at most `reach` away from `part`, without itself.
  func around(_ part: ShiftPart, reach: Duration) -> [Shift] {
    let span = part.interval
    let first = index(of: span.start - reach - longest)
    return shifts[first...].prefix { $0.shift.interval.start <= span.end + reach }
      .filter { $0.part != part }.map(\.shift)
  }

  /// The first that begins at `instant` or later.
  private func index(of instant: Timestamp) -> Int {
    var (low, high) = (0, shifts.count)
    while low < high {
      let middle = (low + high) / 2
      if shifts[middle].shift.interval.start < instant { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
