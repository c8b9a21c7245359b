import Timekeeping

/// When an event begins, or one of the dates it lists: a day, or a time on the wall of a zone.
enum Moment: Hashable {
  case day(CivilDate)
  case time(CivilDateTime, EventZone)

  /// The wall clock of the moment; midnight for a day.
  var wall: CivilDateTime {
    switch self {
    case .day(let date): CivilDateTime(date, .midnight)
    case .time(let wall, _): wall
    }
  }

  /// Nil for a day, which is no instant.
  var instant: Timestamp? {
    guard case .time(let wall, let zone) = self else { return nil }
    return zone.instant(wall)
  }

  var zone: EventZone? {
    guard case .time(_, let zone) = self else { return nil }
    return zone
  }

  /// What `other` writes as a text that stays the same whatever zone it is written in.
  var key: String {
    let isDay = zone == nil
    let wall = instant.map { CivilDateTime(secondsSinceEpoch: $0.seconds) } ?? wall
    let (year, month, day) = wall.date.parts
    let date = padded(year * 10_000 + month * 100 + day, 8)
    if isDay { return date }
    let second = wall.secondOfDay
    return date + "T" + padded(second / 3600 * 10_000 + second / 60 % 60 * 100 + second % 60, 6) + "Z"
  }
}

extension [EventZone] {
  /// The day that an instant stands for where days are meant: Exchange writes the midnight that it begins with, as an
  /// instant. Nil when it is midnight in none of these zones.
  func day(beginningAt instant: Timestamp) -> CivilDate? {
    for zone in self {
      let wall = zone.wall(instant)
      if wall.secondOfDay == 0 { return wall.date }
    }
    return nil
  }
}
