import Calendars
import Foundation
import LibicalReference
import Timekeeping

/// Reading others' calendars: each shared file that is here, then two hostile ones at the limits. Each has to take less
/// than 100 ms and 64 MiB; the reference is libical, which reads the same bytes without writing repeats out.
///
/// Each is read in a process of its own: its peak is that file's alone.
struct ImportBench {
  /// The program's first argument where it has to read one file; the file's place in the list is the second.
  static let word = "import"
  private static let limit = Duration.milliseconds(100)
  private static let memoryLimit = 64 * 1024

  func run() throws {
    print("reading others' calendars")
    for (place, file) in Self.all.enumerated() {
      // Of several runs the quickest: other work on the machine disturbs some.
      let facts = (0..<3).compactMap { _ in Self.facts(ofReading: place) }.min { $0.time < $1.time }
      guard let facts else {
        print("  \(file.name): could not be read  OVER THE LIMIT")
        continue
      }
      let isOver = facts.time >= Self.limit || facts.memory >= Self.memoryLimit
      let about = "\(file.bytes.count) B, \(facts.events) events, \(facts.memory) KiB"
      Measured.line(
        "  \(file.name) (\(about))\(isOver ? "  OVER THE LIMIT" : "")", facts.time, reference: "read by libical",
        facts.libical)
    }
  }

  // MARK: One file in a process of its own

  private struct Facts {
    var events: Int
    /// In KiB, on top of what the process held with the file's bytes.
    var memory: Int
    var time: Duration
    var libical: Duration
  }

  private static func facts(ofReading place: Int) -> Facts? {
    let (process, pipe) = (Process(), Pipe())
    process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    process.arguments = [word, "\(place)"]
    process.standardOutput = pipe
    guard (try? process.run()) != nil else { return nil }
    let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    // Without its line the reference failed: libical crashes on some files.
    let numbers = output.split { !$0.isNumber }.compactMap { Int64($0) }
    guard numbers.count >= 3 else { return nil }
    return Facts(
      events: Int(numbers[0]), memory: Int(numbers[1]), time: .nanoseconds(numbers[2]),
      libical: .nanoseconds(numbers.count > 3 ? numbers[3] : 0))
  }

  /// What the process for one file does: the file is read once for its memory, then for its time, then by libical.
  static func readAlone(_ place: String) throws {
    guard let place = Int(place), all.indices.contains(place) else { return }
    let file = all[place]
    let zones = try zones()
    let held = memory("VmRSS")
    let events = read(file, zones)
    let grown = memory("VmHWM") - held
    let time = Measured.least(3) { _ = read(file, zones) }
    print("\(events) \(max(0, grown)) \(time.nanoseconds)")
    fflush(nil)
    print(Measured.least(3) { _ = LibicalReading.events(in: file.bytes) }.nanoseconds)
  }

  private static func read(_ file: File, _ zones: ZoneTables) -> Int {
    guard let window = Interval(file.from, file.to) else { return 0 }
    return (try? ImportedCalendar(file.bytes, window: window, zone: .utc, zones: zones))?.events.count ?? 0
  }

  // MARK: The files

  private struct File {
    var name: String
    var bytes: [UInt8]
    var from = Timestamp(seconds: 1_780_000_000)
    var to = Timestamp(seconds: 1_814_560_000)
  }

  private static let all = shared() + hostile()

  /// The year around what a shared file holds differs from file to file; the years 2002 to 2030 hold them all.
  private static func shared() -> [File] {
    let named = ProcessInfo.processInfo.environment["WATCHBILL_SHARED"] ?? "../shared"
    let folder = named + "/cases/ics-import"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasSuffix(".ics") }.sorted().compactMap { name in
      FileManager.default.contents(atPath: folder + "/" + name).map { data in
        File(
          name: name, bytes: [UInt8](data), from: Timestamp(seconds: 1_010_000_000),
          to: Timestamp(seconds: 1_893_000_000))
      }
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

  private static func hostile() -> [File] {
    func file(_ events: [String]) -> [UInt8] {
      let inner = events.map { "BEGIN:VEVENT\r\n\($0)\r\nEND:VEVENT\r\n" }.joined()
      return Array("BEGIN:VCALENDAR\r\n\(inner)END:VCALENDAR\r\n".utf8)
    }
    let bombs = (0..<1_000).map { "UID:\($0)\r\nDTSTART:20260601T000000Z\r\nRRULE:FREQ=SECONDLY" }
    let year = (0..<500).map {
      "UID:y\($0)\r\nDTSTART;TZID=Europe/Berlin:20260601T090000\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY;COUNT=100"
    }
    return [
      File(name: "1000 rules that never end", bytes: file(bombs)),
      File(name: "500 series of 100 days", bytes: file(year)),
    ]
  }

  /// A line of what the kernel says of this process, in KiB: `VmRSS` is held now, `VmHWM` was the most ever.
  private static func memory(_ line: String) -> Int {
    let text = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let found = text.split(separator: "\n").first { $0.hasPrefix(line + ":") }
    return found?.split { !$0.isNumber }.first.flatMap { Int($0) } ?? 0
  }
}
