import Timekeeping

/// The time a duty has to be filled, as the version in force says it, and what is left open of it.
struct RequiredTime {
  let duty: DutyPlan
  let plan: TimelinePlan
  /// What the builder found out on its way.
  var known: [TimelineBuilder.OpenHours] = []

  /// What of the required time in `window` nobody fills, in order (rule T9: a gap is always reported); `filled` is sorted
  /// and apart. A duty that shadows another need not be filled.
  func gaps(in window: Interval, filled: [Interval]) throws(ZoneProblem) -> [Gap] {
    var settled: [Interval] = []
    var waiting: [Interval] = []
    for span in duty.spans {
      guard let part = span.validity.intersection(window), let definition = span.duty, !definition.isShadow else {
        continue
      }
      if let pattern = definition.slots {
        try slots(of: pattern, in: part, &settled, &waiting)
      } else {
        for layer in span.layers { require(layer, in: part, &settled) }
      }
    }
    let wanted = settled.merged
    let gaps = wanted.without(filled).map { Gap(duty: duty.id, interval: $0, reason: .nobody) }
    if waiting.isEmpty { return gaps }
    let later = waiting.merged.without((filled + wanted).merged)
    return (gaps + later.map { Gap(duty: duty.id, interval: $0, reason: .notPublished) }).sorted {
      $0.interval.start < $1.interval.start
    }
  }

  /// A slot belongs to the period it starts in.
  private func slots(
    of pattern: SlotPattern, in part: Interval, _ settled: inout [Interval], _ waiting: inout [Interval]
  ) throws(ZoneProblem) {
    let zone = try plan.zones.zone(pattern.zone)
    let periods = plan.input.published.map(\.interval).filter { $0.overlaps(part) || $0.end >= part.start - .hours(72) }
    for slot in pattern.heldHours.occurrences(overlapping: part, zone: zone) {
      guard let time = slot.interval.intersection(part) else { continue }
      if periods.contains(where: { $0.contains(slot.interval.start) }) {
        settled.append(time)
      } else {
        waiting.append(time)
      }
    }
  }

  private func require(_ layer: LayerPlan, in part: Interval, _ wanted: inout [Interval]) {
    guard let force = layer.force?.intersection(part) else { return }
    var open = [force]
    if let hours = layer.hours {
      let found = known.first { $0.layer === layer && $0.span.intersection(force) == force }
      open = (found?.times ?? times(hours, force, layer.zone)).compactMap { $0.intersection(force) }
    }
    wanted += layer.layer.rotation.pauses.isEmpty ? open : open.without(layer.rests.merged)
  }
}

extension RequiredTime {
  private func times(_ hours: DatedHours, _ span: Interval, _ zone: Zone) -> [Interval] {
    var times: [Interval] = []
    var walk = ZoneWalk(zone)
    hours.open(around: span, &walk, into: &times)
    return times
  }
}

extension [Interval] {
  /// The union; one walk where they are sorted already.
  var merged: [Interval] {
    guard indices.dropFirst().allSatisfy({ self[$0 - 1].end < self[$0].start }) else { return union }
    return self
  }

  /// What is left without `others`; both are sorted and apart.
  func without(_ others: [Interval]) -> [Interval] {
    var left: [Interval] = []
    var next = 0
    for interval in self {
      while next < others.count, others[next].end <= interval.start { next += 1 }
      var from = interval.start
      var place = next
      while place < others.count, others[place].start < interval.end {
        if let rest = Interval(from, others[place].start) { left.append(rest) }
        from = Swift.max(from, others[place].end)
        place += 1
      }
      if let rest = Interval(from, interval.end) { left.append(rest) }
    }
    return left
  }
}
