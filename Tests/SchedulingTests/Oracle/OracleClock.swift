import Foundation
import Scheduling
import Timekeeping

/// A zone's wall clock as Foundation's own tables have it, for checking ours against: nothing of `Zone` is used.
///
/// The changes of the clock are found by looking every six hours and halving; the rules of T3 are then read off, stretch
/// by stretch. All numbers are seconds, of UTC or of the wall, since 1970-01-01.
struct OracleClock: Sendable {
  /// The instants, and what the clock is ahead of UTC from then on, in order.
  private let stretches: [(from: Int64, offset: Int64)]

  init(_ name: String, from: Int64, to: Int64) throws {
    guard let zone = TimeZone(identifier: name) else { throw TextProblem("no zone \(name)", help: "") }
    func offset(_ instant: Int64) -> Int64 {
      Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval(instant))))
    }
    var found = [(from: Int64.min / 4, offset: offset(from))]
    var (before, here) = (from, found[0].offset)
    for instant in stride(from: from + 21_600, through: to, by: 21_600) {
      let there = offset(instant)
      if there != here {
        var (low, high) = (before, instant)
        while high - low > 1 {
          let middle = (low + high) / 2
          if offset(middle) == here { low = middle } else { high = middle }
        }
        found.append((from: high, offset: there))
      }
      (before, here) = (instant, there)
    }
    stretches = found
  }

  /// When the clock is changed.
  var changes: [Int64] { stretches.dropFirst().map(\.from) }

  func offset(at instant: Int64) -> Int64 { stretches.last { $0.from <= instant }?.offset ?? 0 }

  /// What the clock shows.
  func reading(at instant: Int64) -> Int64 { instant + offset(at: instant) }

  /// The first instant at which the clock shows `wall` or later (rule T3).
  func first(_ wall: Int64) -> Int64 {
    for index in stretches.indices {
      let instant = max(stretches[index].from, wall - stretches[index].offset)
      if index + 1 == stretches.count || instant < stretches[index + 1].from { return instant }
    }
    return wall
  }

  /// The last instant at which the clock shows `wall`; where it never does, the first at which it shows more (rule T3).
  func last(_ wall: Int64) -> Int64 {
    for index in stretches.indices.reversed() {
      let instant = wall - stretches[index].offset
      let isOver = index + 1 < stretches.count && instant >= stretches[index + 1].from
      if instant >= stretches[index].from, !isOver { return instant }
    }
    return first(wall)
  }
}
