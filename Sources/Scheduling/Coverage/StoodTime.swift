import Timekeeping

/// When one member stands, as disjoint intervals in order: all of it, and the parts that ask for more.
struct StoodTime {
  var shifts = 0
  var all: [Interval] = []
  /// The time of each duty, added up: somebody on two at once counts twice here.
  var onDuties = Duration.zero
  var nights: [Interval] = []
  var weekends: [Interval] = []
  var holidays: [Interval] = []

  func joined(with other: StoodTime) -> StoodTime {
    StoodTime(
      shifts: shifts + other.shifts, all: (all + other.all).union, onDuties: onDuties + other.onDuties,
      nights: (nights + other.nights).union,
      weekends: (weekends + other.weekends).union, holidays: (holidays + other.holidays).union)
  }

  func load(of member: MemberID, fair: Duration?) -> MemberLoad {
    MemberLoad(
      member: member, shifts: shifts, hours: SortedTime.length(all), onDuties: onDuties,
      nights: SortedTime.length(nights),
      weekends: SortedTime.length(weekends), holidays: SortedTime.length(holidays), fair: fair)
  }
}

/// The nights, weekends and holidays of a window on somebody's wall.
struct SpecialTime {
  private let window: Interval
  private let dates: ClosedRange<CivilDate>

  /// Nights begin at 22:00 and end at 06:00.
  private static let (evening, morning) = (22 * 60, 6 * 60)

  init(window: Interval, zone: Zone) {
    self.window = window
    dates = zone.civil(at: window.start).date...zone.civil(at: window.end).date
  }

  func nights(in zone: Zone) -> [Interval] {
    ((dates.lowerBound - 1)...dates.upperBound).compactMap { date in
      let start = zone.first(CivilDateTime(date, minutes: Self.evening))
      return Interval(start, zone.first(CivilDateTime(date + 1, minutes: Self.morning)))
    }.clipped(to: window).union
  }

  func weekends(in zone: Zone) -> [Interval] {
    dates.filter { $0.weekday >= .sat }.compactMap { DateRange($0).interval(in: zone) }.clipped(to: window).union
  }

  func holidays(_ days: [CivilDate], in zone: Zone) -> [Interval] {
    days.filter(dates.contains).compactMap { DateRange($0).interval(in: zone) }.clipped(to: window).union
  }
}
