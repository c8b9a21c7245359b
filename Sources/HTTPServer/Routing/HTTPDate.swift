import Foundation
import Timekeeping

/// Dates in HTTP headers: `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110, 5.6.7).
enum HTTPDate {
  private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
  private static let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]

  static func text(_ instant: Timestamp) -> String {
    let wall = CivilDateTime(secondsSinceEpoch: instant.seconds)
    let (year, month, day) = wall.date.parts
    return
      "\(days[wall.date.weekday.rawValue]), \(padded(day)) \(months[month - 1]) \(padded(year, 4)) \(wall.clock) GMT"
  }
}
