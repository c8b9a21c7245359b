import Timekeeping

/// A version of the schedule and the time it holds (rule T11).
struct ScheduleSpan: Sendable {
  var schedule: Schedule
  var validity: Interval
}

extension TimelineInput {
  /// The versions with the time each holds; the first one also answers for the time before it.
  var spans: [ScheduleSpan] {
    versions.enumerated().compactMap { index, version in
      let from = index == 0 ? Timestamp.distantPast : version.from
      let until = index + 1 < versions.count ? versions[index + 1].from : .distantFuture
      return Interval(from, until).map { ScheduleSpan(schedule: version.schedule, validity: $0) }
    }
  }
}
