import Timekeeping

/// A zone as an event names it: one of the database, or one that the file defines itself.
enum EventZone: Hashable {
  case table(Zone)
  case written(WrittenZone)

  static let utc = EventZone.table(.utc)

  /// The instant at which the wall clock reads `wall`, by RFC 5545, 3.3.5: of a repeated time the first, of one that
  /// is skipped the instant by the offset before the gap.
  func instant(_ wall: CivilDateTime) -> Timestamp {
    switch self {
    case .written(let zone): return zone.instant(wall)
    case .table(let zone):
      let first = zone.first(wall)
      guard zone.civil(at: first) > wall else { return first }
      let before = zone.offset(at: Timestamp(seconds: first.seconds - 1))
      return Timestamp(seconds: wall.secondsSinceEpoch - Int64(before))
    }
  }

  func wall(_ instant: Timestamp) -> CivilDateTime {
    switch self {
    case .table(let zone): zone.civil(at: instant)
    case .written(let zone): CivilDateTime(secondsSinceEpoch: instant.seconds + zone.offset(at: instant))
    }
  }
}
