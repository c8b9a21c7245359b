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

/// Where the lists of one duty's layers stand in each version (rule T5).
struct RotationCursors {
  /// One list per span, in the order of the file.
  let bySpan: [[RotationCursor]]

  init(duty: DutyID, spans: [ScheduleSpan], zones: ZoneTables) throws(ZoneProblem) {
    var bySpan: [[RotationCursor]] = []
    for span in spans {
      var cursors: [RotationCursor] = []
      for layer in span.schedule.duty(duty)?.layers ?? [] {
        let zone = try zones.zone(layer.zone)
        let before = bySpan.last?.first { $0.layer.id == layer.id }
        let next = before.map { RotationCursor(layer, zone: zone, after: $0, at: span.validity.start) }
        cursors.append(next ?? RotationCursor(layer, zone: zone))
      }
      bySpan.append(cursors)
    }
    self.bySpan = bySpan
  }

  /// The longest a turn of any version can be, in days.
  var longestDays: Int { bySpan.flatMap { $0.map(\.turns.longestDays) }.max() ?? 0 }
}
