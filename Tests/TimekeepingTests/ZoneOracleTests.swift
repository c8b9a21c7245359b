import Foundation
import TestSupport
import Testing
import Timekeeping

/// Foundation has its own copy of the database, which may be of another version.
private let sameVersion = SystemZones.version == TimeZone.timeZoneDataVersion

/// Foundation is used in tests only, as a second opinion.
@Suite("Zones against Foundation's", .enabled(if: sameVersion, "Foundation has other zone data"))
struct ZoneOracleTests {
  private let from = Date(timeIntervalSince1970: 0)
  private let until = Date(timeIntervalSince1970: 2_145_916_800)  // 2038-01-01

  /// Debian builds these two with their own past; Foundation links them to Athens and Lisbon.
  private let linkedElsewhere = ["EET", "WET"]

  @Test("Every zone has the same offsets on both sides of every change of either, 1970–2037")
  func offsets() throws {
    var compared = 0
    var differing: [String] = []
    for name in SystemZones.names where !linkedElsewhere.contains(name) {
      guard let theirs = TimeZone(identifier: name) else { continue }
      let ours = try SystemZones.zone(name)
      let instants = changes(of: theirs) + changes(of: ours)
      let wrong = instants.first { offset(ours, $0) != theirs.secondsFromGMT(for: $0) }
      compared += 1
      if let wrong {
        differing.append("\(name) at \(wrong): \(offset(ours, wrong)), not \(theirs.secondsFromGMT(for: wrong))")
      }
    }
    #expect(compared > 400)
    #expect(differing == [])
  }

  private func offset(_ zone: Zone, _ date: Date) -> Int {
    zone.offset(at: Timestamp(seconds: Int64(date.timeIntervalSince1970)))
  }

  /// Each change and the second before it.
  private func changes(of zone: TimeZone) -> [Date] {
    var found = [from]
    var next = zone.nextDaylightSavingTimeTransition(after: from)
    while let change = next, change < until {
      found += [change - 1, change]
      next = zone.nextDaylightSavingTimeTransition(after: change)
    }
    return found
  }

  private func changes(of zone: Zone) -> [Date] {
    var found: [Date] = []
    var next = zone.nextTransition(after: Timestamp(seconds: 0))
    while let change = next, Double(change.seconds) < until.timeIntervalSince1970 {
      found += [change.seconds - 1, change.seconds].map { Date(timeIntervalSince1970: Double($0)) }
      next = zone.nextTransition(after: change)
    }
    return found
  }
}
