extension ISOWeek {
  /// From Monday's first instant to the next Monday's on the wall of `zone`, half-open; nil where a zone skips it all.
  package func interval(in zone: Zone) -> Interval? {
    Interval(zone.startOfDay(monday), zone.startOfDay(monday + 7))
  }

  /// Every week that has a part of `time` on the wall of `zone`, in order.
  package static func touched(by time: Interval, in zone: Zone) -> [ISOWeek] {
    let last = ISOWeek(containing: zone.civil(at: time.end - .milliseconds(1)).date)
    var weeks = [ISOWeek(containing: zone.civil(at: time.start).date)]
    while let latest = weeks.last, latest < last { weeks.append(latest.next) }
    return weeks
  }
}
