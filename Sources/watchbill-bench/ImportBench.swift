import Calendars
import Foundation
import Timekeeping

/// Reading others' calendars: each shared file that is here, then one at the limit of size and one full of rules that
/// never end. Each has to take less than 100 ms and 64 MiB; the reference is the time to copy the bytes once.
struct ImportBench {
  private static let limit = Duration.milliseconds(100)

  func run() async throws {
    let zones = try Self.zones()
    guard let window = Interval(Timestamp(seconds: 1_780_000_000), Timestamp(seconds: 1_814_560_000)) else { return }
    print("reading others' calendars")
    for (name, bytes) in Self.files() + Self.hostile() {
      try await measure(name, bytes, window: Self.window(of: name) ?? window, zones: zones)
    }
    print("  peak memory of the whole run: \(Self.peak() / 1024) MiB")
  }

  private func measure(_ name: String, _ bytes: [UInt8], window: Interval, zones: ZoneTables) async throws {
    var events = 0
    let before = Self.peak()
    let time = await Measured.median(3) {
      let read = try? ImportedCalendar(bytes, window: window, zone: .utc, zones: zones)
      events = read?.events.count ?? 0
    }
    // The sum is kept, or the optimiser would leave the pass out.
    var sum: UInt64 = 0
    let copy = await Measured.median(3) { sum = bytes.reduce(sum) { $0 &+ UInt64($1) } }
    precondition(sum > 0)
    let grown = (Self.peak() - before) / 1024
    let verdict = time < Self.limit && grown < 64 ? "" : "  OVER THE LIMIT"
    Measured.line(
      "  \(name) (\(bytes.count) B, \(events) events, +\(grown) MiB)\(verdict)", time, reference: "one pass", copy)
  }

  /// The year around what a shared file holds differs from file to file; the years 2002 to 2030 hold them all.
  private static func window(of name: String) -> Interval? {
    name.contains("--") ? Interval(Timestamp(seconds: 1_010_000_000), Timestamp(seconds: 1_893_000_000)) : nil
  }

  private static func files() -> [(String, [UInt8])] {
    let named = ProcessInfo.processInfo.environment["WATCHBILL_SHARED"] ?? "../shared"
    let folder = named + "/cases/ics-import"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasSuffix(".ics") }.sorted().compactMap { name in
      FileManager.default.contents(atPath: folder + "/" + name).map { (name, [UInt8]($0)) }
    }
  }

  private static func zones() throws -> ZoneTables {
    let names = [
      "America/Los_Angeles", "America/New_York", "Australia/Sydney", "Europe/Berlin", "Europe/Kiev", "Europe/Paris",
      "Pacific/Auckland",
    ]
    return ZoneTables(
      try names.map { name in
        let data = try Data(contentsOf: URL(fileURLWithPath: "/usr/share/zoneinfo/" + name))
        return try Zone(id: try ZoneID(text: name), tzif: [UInt8](data))
      })
  }

  private static func hostile() -> [(String, [UInt8])] {
    func file(_ events: [String]) -> [UInt8] {
      let inner = events.map { "BEGIN:VEVENT\r\n\($0)\r\nEND:VEVENT\r\n" }.joined()
      return Array("BEGIN:VCALENDAR\r\n\(inner)END:VCALENDAR\r\n".utf8)
    }
    let bombs = (0..<1_000).map { "UID:\($0)\r\nDTSTART:20260601T000000Z\r\nRRULE:FREQ=SECONDLY" }
    let year = (0..<500).map {
      "UID:y\($0)\r\nDTSTART;TZID=Europe/Berlin:20260601T090000\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY;COUNT=100"
    }
    return [("1000 rules that never end", file(bombs)), ("500 series of 100 days", file(year))]
  }

  /// The most memory this process ever held, in KiB.
  private static func peak() -> Int {
    let text = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = text.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return line?.split { !$0.isNumber }.first.flatMap { Int($0) } ?? 0
  }
}
