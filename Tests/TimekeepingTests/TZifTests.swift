import TestSupport
import Testing
import Timekeeping

@Suite("TZif: reading zone data from bytes (RFC 8536)")
struct TZifTests {
  /// A file of version 2 with an empty first block, as `zic -b slim` writes it.
  private func file(
    version: Character = "2", changes: [(Int64, UInt8)] = [], types: [(Int32, String)] = [(0, "ABC")], footer: String
  ) -> [UInt8] {
    func header(_ counts: [Int]) -> [UInt8] {
      Array("TZif\(version)".utf8) + [UInt8](repeating: 0, count: 15) + counts.flatMap { bigEndian(Int64($0), 4) }
    }
    let names = types.map { Array($0.1.utf8) + [0] }
    var bytes = header([0, 0, 0, 0, 1, 4]) + [UInt8](repeating: 0, count: 10)
    bytes += header([0, 0, 0, changes.count, types.count, names.joined().count])
    bytes += changes.flatMap { bigEndian($0.0, 8) } + changes.map(\.1)
    var nameAt: UInt8 = 0
    for (type, name) in zip(types, names) {
      bytes += bigEndian(Int64(type.0), 4) + [0, nameAt]
      nameAt += UInt8(name.count)
    }
    return bytes + names.joined() + Array("\n\(footer)\n".utf8)
  }

  private func bigEndian(_ value: Int64, _ count: Int) -> [UInt8] {
    (0..<count).reversed().map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
  }

  private func zone(_ bytes: [UInt8]) throws -> Zone { try Zone(id: ZoneID(text: "Test/Zone"), tzif: bytes) }

  @Test(
    "A footer alone gives the clock of every year",
    arguments: [
      ("ABC0", "2026-07-01T00:00:00Z", 0, "ABC"),
      ("<+0545>-5:45", "2026-07-01T00:00:00Z", 20700, "+0545"),
      ("IST-1GMT0,M10.5.0,M3.5.0/1", "2026-01-01T00:00:00Z", 0, "GMT"),
      ("IST-1GMT0,M10.5.0,M3.5.0/1", "2026-07-01T00:00:00Z", 3600, "IST"),
      ("EST5EDT,M3.2.0,M11.1.0", "2026-03-08T06:59:59Z", -18000, "EST"),
      ("EST5EDT,M3.2.0,M11.1.0", "2026-03-08T07:00:00Z", -14400, "EDT"),
      ("EST5EDT,M3.2.0,M11.1.0", "0007-07-01T00:00:00Z", -14400, "EDT"),
      ("EST5EDT,M3.2.0,M11.1.0", "9999-07-01T00:00:00Z", -14400, "EDT"),
      // Hours of the rule beyond a day, and before it (RFC 8536 section 3.3.1).
      ("EET-2EEST,M3.4.4/50,M10.4.4/50", "2026-03-27T23:59:59Z", 7200, "EET"),
      ("EET-2EEST,M3.4.4/50,M10.4.4/50", "2026-03-28T00:00:00Z", 10800, "EEST"),
      ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2026-03-29T00:59:59Z", -7200, "-02"),
      ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2026-03-29T01:00:00Z", -3600, "-01"),
      // The 60th Julian day is 1 March in every year; the zero-based one counts the leap day.
      ("AAA0BBB,J60/0,J300/0", "2028-02-29T23:59:59Z", 0, "AAA"),
      ("AAA0BBB,J60/0,J300/0", "2028-03-01T00:00:00Z", 3600, "BBB"),
      ("AAA0BBB,59/0,299/0", "2028-02-29T00:00:00Z", 3600, "BBB"),
      // Summer time all the year round.
      ("XXX3EDT4,0/0,J365/23", "2026-01-01T00:00:00Z", -14400, "EDT"),
      ("XXX3EDT4,0/0,J365/23", "2026-12-31T23:59:59Z", -14400, "EDT"),
    ])
  func footers(footer: String, at: String, offset: Int, abbreviation: String) throws {
    let zone = try zone(file(footer: footer))
    let instant = try Timestamp(text: at)
    #expect(zone.offset(at: instant) == offset)
    #expect(zone.abbreviation(at: instant) == abbreviation)
  }

  @Test("The table holds until its last change, the footer after it")
  func tableThenFooter() throws {
    let change = try Timestamp(text: "2000-01-01T00:00:00Z")
    let bytes = file(
      changes: [(change.seconds, 1)], types: [(5400, "OLD"), (0, "AAA")], footer: "AAA0BBB,M3.5.0/1,M10.5.0")
    let zone = try zone(bytes)
    #expect(zone.offset(at: change - .milliseconds(1)) == 5400)
    #expect(zone.offset(at: change) == 0)
    #expect(zone.abbreviation(at: try Timestamp(text: "1999-07-01T00:00:00Z")) == "OLD")
    #expect(zone.abbreviation(at: try Timestamp(text: "2000-07-01T00:00:00Z")) == "BBB")
  }

  @Test("A change of the letters alone is no change of the offset")
  func lettersOnly() throws {
    let types: [(Int32, String)] = [(3600, "AAA"), (3600, "BBB"), (7200, "CCC")]
    let zone = try zone(file(changes: [(100, 1), (200, 2)], types: types, footer: ""))
    #expect(zone.abbreviation(at: Timestamp(seconds: 100)) == "BBB")
    #expect(zone.nextTransition(after: Timestamp(seconds: 0)) == Timestamp(seconds: 200))
    #expect(zone.nextTransition(after: Timestamp(seconds: 200)) == nil)
  }

  @Test("Without letters in the data the abbreviation is the offset")
  func noLetters() throws {
    #expect(try zone(file(types: [(12600, "")], footer: "")).abbreviation(at: .distantPast) == "+0330")
    #expect(try zone(file(types: [(-34200, "")], footer: "")).abbreviation(at: .distantPast) == "-0930")
  }

  @Test("Damaged data is refused with the zone's name, wherever it is cut and whatever byte is wrong")
  func damaged() throws {
    let whole = file(changes: [(0, 0)], footer: "ABC0")
    for length in 0..<(whole.count - "\nABC0\n".utf8.count) {
      #expect(throws: ZoneProblem.self) { try zone(Array(whole.prefix(length))) }
    }
    for position in whole.indices {
      var changed = whole
      changed[position] = 0xFF
      _ = try? zone(changed)
    }
    #expect(throws: ZoneProblem.self) { try zone(file(version: "1", footer: "ABC0")) }
    #expect(throws: ZoneProblem.self) { try zone(file(changes: [(5, 0), (5, 0)], footer: "ABC0")) }
    #expect(throws: ZoneProblem.self) { try zone(file(changes: [(5, 1)], footer: "ABC0")) }
    #expect(throws: ZoneProblem.self) { try zone(file(types: [(100_000, "ABC")], footer: "")) }
  }

  @Test(
    "A standing rule that cannot be read is refused",
    arguments: ["A0", "ABC", "ABC0DEF", "ABC0DEF,M13.1.0,M10.5.0", "ABC0DEF,M3.5.0", "ABC0,M3.5.0,M10.5.0", "<ABC0"])
  func badRules(footer: String) throws {
    let problem = #expect(throws: ZoneProblem.self) { try zone(file(footer: footer)) }
    #expect(problem?.description.contains("Test/Zone") == true)
  }

  @Test("zones that are read when they are asked for are the same, and what is not there is refused with a near name")
  func onDemand() throws {
    let names = try ["Europe/London", "Europe/Berlin"].map { try ZoneID(text: $0) }
    let tables = ZoneTables(ids: names) { $0.name == "Europe/London" ? try? SystemZones.zone("Europe/London") : nil }
    #expect(tables.ids.map(\.name) == ["Etc/UTC", "Europe/Berlin", "Europe/London"])
    #expect(try tables.zone(names[0]) == SystemZones.zone("Europe/London"))
    #expect(try tables.zone(.utc) == .utc)
    // Listed, but its file cannot be read: it is not proposed instead of itself.
    let problem = #expect(throws: ZoneProblem.self) { try tables.zone(names[1]) }
    #expect(problem.map { !$0.description.contains("did you mean 'Europe/Berlin'") } ?? false)
  }

  @Test("A zone that is not among the tables is refused with the nearest name")
  func tables() throws {
    let tables = try ZoneTables([SystemZones.zone("Europe/London"), SystemZones.zone("Europe/Berlin")])
    #expect(tables.ids.map(\.name) == ["Etc/UTC", "Europe/Berlin", "Europe/London"])
    #expect(try tables.zone(ZoneID(text: "Europe/Berlin")).id.name == "Europe/Berlin")
    for (wrong, right) in [("Europe/Lodnon", "Europe/London"), ("Asia/berlin", "Europe/Berlin")] {
      let problem = #expect(throws: ZoneProblem.self) { try tables.zone(ZoneID(text: wrong)) }
      #expect(problem?.help == "did you mean '\(right)'?")
    }
    let strange = #expect(throws: ZoneProblem.self) { try tables.zone(ZoneID(text: "Mars/Base")) }
    #expect(strange?.help.contains("Europe/London or Etc/UTC") == true)
  }
}
