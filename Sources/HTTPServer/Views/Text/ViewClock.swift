import Timekeeping
import Workflows

/// Writes instants as the readers of one zone say them, as seen from `now`.
///
/// The zone is the one that who is on was decided with: there is one table of zones in the program.
struct ViewClock: Sendable {
  let now: Timestamp
  /// As a reader knows it: `Europe/London`, or `UTC`.
  let zoneName: String
  private let zone: Zone
  private let isAbsolute: Bool

  /// `absolute` labels say the whole date and the zone each time.
  init(zone: Zone, now: Timestamp, absolute: Bool = false) {
    self.now = now
    self.zone = zone
    isAbsolute = absolute
    zoneName = zone.id == .utc ? "UTC" : zone.id.name
  }

  func civil(_ instant: Timestamp) -> CivilDateTime { zone.civil(at: instant) }

  var today: CivilDate { civil(now).date }

  /// `UTC+01:00` at `now`; nil where the zone's name already says it.
  var offset: String? {
    guard zoneName != "UTC" else { return nil }
    let minutes = (civil(now).secondsSinceEpoch - now.seconds) / 60
    return "UTC" + (minutes < 0 ? "−" : "+") + padded(Int(abs(minutes) / 60)) + ":" + padded(Int(abs(minutes) % 60))
  }

  func moment(_ instant: Timestamp) -> Moment {
    Moment(stamp: instant.description, label: label(instant), hint: distance(to: instant))
  }

  /// `today 14:00`, `tomorrow 09:00`, `Mon 30 Nov 09:00`; with the year where it is another one.
  func label(_ instant: Timestamp) -> String {
    let wall = civil(instant)
    if isAbsolute { return "\(DateWords.short(wall.date)) \(wall.date.parts.year) \(wall.time) \(zoneName)" }
    switch wall.date - today {
    case 0: return "today \(wall.time)"
    case 1: return "tomorrow \(wall.time)"
    case -1: return "yesterday \(wall.time)"
    default:
      let year = wall.date.parts.year == today.parts.year ? "" : " \(wall.date.parts.year)"
      return "\(DateWords.short(wall.date))\(year) \(wall.time)"
    }
  }

  /// `in 2 h 10 min`, `in a minute`, `5 min ago`, `now`: what is still to come is never called now.
  func distance(to instant: Timestamp) -> String {
    guard let span = Self.span(instant - now) else { return instant > now ? "in a minute" : "now" }
    return instant > now ? "in \(span)" : "\(span) ago"
  }

  /// `3 days 4 h`, `2 h 10 min`, `25 min`; nil below a minute.
  static func span(_ duration: Duration) -> String? {
    let minutes = Int(abs(duration.components.seconds)) / 60
    let (days, hours, rest) = (minutes / 1440, minutes / 60 % 24, minutes % 60)
    if minutes == 0 { return nil }
    if days > 0 { return (days == 1 ? "1 day" : "\(days) days") + (hours == 0 ? "" : " \(hours) h") }
    if hours == 0 { return "\(rest) min" }
    return "\(hours) h" + (rest == 0 ? "" : " \(rest) min")
  }
}

/// An instant in a view: for programs, for people, and how far away.
struct Moment: Sendable {
  var stamp: String
  var label: String
  var hint: String
}
