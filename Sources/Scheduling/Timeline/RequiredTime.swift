import Timekeeping

/// The time a duty has to be filled, as the version in force says it, and what is left open of it.
struct RequiredTime {
  let duty: DutyID
  let spans: [ScheduleSpan]
  let published: [PublishedRota]
  let zones: ZoneTables

  /// What of the required time in `window` nobody fills, in order (rule T9: a gap is always reported).
  func gaps(in window: Interval, filled: [Interval]) throws(ZoneProblem) -> [Gap] {
    var settled: [Interval] = []
    var waiting: [Interval] = []
    for span in spans {
      guard let part = span.validity.intersection(window), let definition = span.schedule.duty(duty),
        !definition.isShadow
      else { continue }
      if let pattern = definition.slots {
        let slots = try slots(of: pattern, in: part)
        settled += slots.published
        waiting += slots.waiting
      } else {
        settled += try layers(definition.layers, in: part)
      }
    }
    let gaps = open(settled.union, without: filled, .nobody)
    return (gaps + open(waiting.union, without: filled + settled, .notPublished)).sorted {
      $0.interval.start < $1.interval.start
    }
  }

  private func open(_ wanted: [Interval], without filled: [Interval], _ reason: Gap.Reason) -> [Gap] {
    wanted.flatMap { time in
      time.subtracting(filled.filter(time.overlaps)).map { Gap(duty: duty, interval: $0, reason: reason) }
    }
  }

  /// A slot belongs to the period it starts in.
  private func slots(
    of pattern: SlotPattern, in part: Interval
  ) throws(ZoneProblem) -> (published: [Interval], waiting: [Interval]) {
    let zone = try zones.zone(pattern.zone)
    var slots: (published: [Interval], waiting: [Interval]) = ([], [])
    for slot in pattern.hours.occurrences(overlapping: part, zone: zone) {
      guard let time = slot.interval.intersection(part) else { continue }
      if published.contains(where: { $0.interval.contains(slot.interval.start) }) {
        slots.published.append(time)
      } else {
        slots.waiting.append(time)
      }
    }
    return slots
  }

  private func layers(_ layers: [Layer], in part: Interval) throws(ZoneProblem) -> [Interval] {
    var wanted: [Interval] = []
    for layer in layers {
      let zone = try zones.zone(layer.zone)
      guard let force = layer.force(in: zone)?.intersection(part) else { continue }
      wanted += layer.hours?.intervals(in: force, zone: zone) ?? [force]
    }
    return wanted
  }
}
