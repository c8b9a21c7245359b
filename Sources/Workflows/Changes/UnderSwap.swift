import Scheduling
import Timekeeping

/// Whether a direct override would take off somebody who is on by swaps and take-overs only: those lie on top of overrides
/// (rule T8), so it would change nothing.
struct UnderSwap {
  let change: Override
  let book: RequestBook

  /// Names the swap, and what does what was meant.
  func refuse() throws {
    guard let gone = change.gone, let held = try heldBySwap(gone), let first = held.first else { return }
    let request = first.request ?? first.override
    throw OperatorProblem(
      .no, "\(gone) is on then only by \(request) (\(first.because)), and overrides lie under swaps and take-overs",
      help: help(gone, first, request))
  }

  private struct Held {
    let shift: TimelineShift
    let override: String
    let request: String?
    let isSwap: Bool
    let because: String
  }

  /// Nil where any of the member's time is of another origin.
  private func heldBySwap(_ gone: MemberID) throws -> [Held]? {
    let timeline = try book.desk.timeline(of: change.team, window: change.interval, world: book.world)
    let own = (timeline.duty(change.duty)?.shifts ?? []).filter { $0.member == gone }
    let held = own.compactMap { shift -> Held? in
      let (id, isSwap): (String, Bool)
      switch shift.cause {
      case .swapped(let override, _, _, _): (id, isSwap) = (override, true)
      case .tookOver(let override, _, _, _): (id, isSwap) = (override, false)
      default: return nil
      }
      return Held(
        shift: shift, override: id, request: book.world.overrides.first { $0.id == id }?.request, isSwap: isSwap,
        because: shift.cause.sentence(zone: timeline.zone) { timeline.name($0) })
    }
    return held.count == own.count ? held : nil
  }

  private func help(_ gone: MemberID, _ held: Held, _ request: String) -> String {
    let back = "take it back: watchbill \(held.isSwap ? "swap" : "cover") withdraw \(request)"
    guard case .replace(_, let into) = change.change else {
      return "offer it to colleagues: watchbill cover ask \(held.shift.id) --as \(gone); or \(back)"
    }
    let inside = held.shift.interval.intersection(change.interval) ?? change.interval
    let part = inside == held.shift.interval ? "" : " --from \(inside.start) --until \(inside.end)"
    return "let \(into) take it: watchbill take \(held.shift.id) --as \(into)\(part); or \(back)"
  }
}
