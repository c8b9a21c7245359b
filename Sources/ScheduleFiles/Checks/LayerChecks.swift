import Scheduling
import Timekeeping

/// How the layers of a duty follow one another. A layer ends at midnight, and begins with its handoff: between the two
/// nobody is on, and no gap is told, since neither asks for anybody then.
struct LayerChecks {
  let team: TeamDefinition
  let root: YAMLNode
  let context: Context

  func run() {
    for duty in team.schedule.duties {
      for layer in duty.layers {
        if let next = next(after: layer, in: duty) { warn(duty, layer, next) }
      }
    }
  }

  /// The layer that begins on the first day without `layer`, at a time before which both have hours on that day, where
  /// nothing else is in force until then.
  private func next(after layer: Layer, in duty: Duty) -> Layer? {
    guard let day = layer.rotation.until.map({ $0 + 1 }) else { return nil }
    let others = duty.layers.filter { $0.id != layer.id }
    guard !others.contains(where: { $0.mayHold(atStartOf: day) }) else { return nil }
    return others.first { next in
      next.rotation.from == day && [layer, next].allSatisfy { $0.hasHours(on: day, before: next.rotation.handoffTime) }
    }
  }

  private func warn(_ duty: Duty, _ layer: Layer, _ next: Layer) {
    let day = next.rotation.from
    let help =
      "write `until: \(day + 1)`" + (next.rank > layer.rank ? "" : ", and `rank: \(layer.rank + 1)` in '\(next.id)'")
    context.warning(
      place(duty, layer),
      "'\(layer.id)' ends with \(day - 1), and '\(next.id)' begins on \(day) at \(next.rotation.handoffTime): nobody is on "
        + "between them",
      "\(help): the higher rank wins where both hold")
  }

  private func place(_ duty: Duty, _ layer: Layer) -> Place {
    let node = Outline(root).node(of: layer, in: duty)
    return node?["until"]?.place ?? node?.place ?? .start
  }
}

extension Layer {
  /// True where the layer is in force at the first instant of `day`; its hours are not looked at.
  fileprivate func mayHold(atStartOf day: CivilDate) -> Bool {
    let hasBegun = rotation.from < day || rotation.from == day && rotation.handoffTime == .midnight
    return hasBegun && rotation.until.map { $0 >= day } ?? true
  }

  /// True where its hours have a part of `day` before `time`, in force or not.
  fileprivate func hasHours(on day: CivilDate, before time: CivilTime) -> Bool {
    guard let hours = heldHours else { return time > .midnight }
    return hours.windows(on: day).contains { $0.start < time.minutes }
      || hours.windows(on: day - 1).contains { $0.end > 1440 }
  }
}
