import Timekeeping

/// A calendar of holidays as it was read for a team: which one, which copy of it, and how much it says.
///
/// It stands in the stored version, so that what was read can be told long afterwards and compared with what the
/// calendar says by then.
package struct HolidayCopy: Sendable, Hashable, Codable {
  /// As the team file names it: an address, or a file beside it.
  package var calendar: String
  /// When the copy of an address was fetched; nil for a file that people keep themselves.
  package var fetched: Timestamp?
  /// Of the days and their names: 16 hexadecimal digits, the same for the same days.
  package var sum: String
  /// How many days it names, and the first and last of them.
  package var days: Int
  package var first: CivilDate?
  package var last: CivilDate?

  package init(calendar: String, fetched: Timestamp? = nil, holidays: [Holiday]) {
    self.calendar = calendar
    self.fetched = fetched
    sum = Self.sum(holidays)
    let dates = Set(holidays.map(\.date)).sorted()
    days = dates.count
    first = dates.first
    last = dates.last
  }

  /// True for a calendar that is named by its address.
  package var isAddress: Bool { HolidayAddress.isAddress(calendar) }

  /// `16 days 2026-01-01 to 2027-12-28, sum 3f0c2a9be1d45570`, and for an address when its copy was fetched.
  package var summary: String {
    let count = "\(days) \(days == 1 ? "day" : "days")"
    let span = [first, last].compactMap { $0?.description }.joined(separator: " to ")
    let copy = fetched.map { ", copy of \(Zone.utc.civil(at: $0).date)" } ?? ""
    return "\([count, span].filter { !$0.isEmpty }.joined(separator: " ")), sum \(sum)\(copy)"
  }

  /// FNV-1a with 64 bits over the days in order.
  package static func sum(_ holidays: [Holiday]) -> String {
    var sum: UInt64 = 0xCBF2_9CE4_8422_2325
    for line in Set(holidays).map({ "\($0.date) \($0.name)\n" }).sorted() {
      for byte in line.utf8 { sum = (sum ^ UInt64(byte)) &* 0x100_0000_01B3 }
    }
    let digits = String(sum, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
