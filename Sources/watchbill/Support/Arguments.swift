import ArgumentParser
import Foundation
import Timekeeping
import Workflows

/// Reads an argument through its one grammar, so that files and the command line agree.
func read<Value: TextForm>(_ text: String, as type: Value.Type = Value.self) throws -> Value {
  try Value(text: text)
}

/// An instant on the command line: `now`, RFC 3339, or a date or wall-clock time in the reader's zone.
struct InstantArgument: ExpressibleByArgument {
  let text: String

  init?(argument: String) { text = argument }

  /// `zone` is the reader's, for dates and times without one.
  func instant(now: Timestamp, zone: Zone) throws -> Timestamp {
    if text == "now" { return now }
    if let instant = try? Timestamp(text: text) { return instant }
    if let wall = try? CivilDateTime(text: text) { return zone.first(wall) }
    if let date = try? CivilDate(text: text) { return zone.startOfDay(date) }
    throw OperatorProblem(
      .refused, "'\(text)' is not an instant",
      help: "write now, 2026-03-29, \"2026-03-29 09:00\" (both in \(zone.id)) or 2026-03-29T09:00:00Z")
  }
}

/// The reader's own zone and how instants are shown in it.
struct ReaderZone {
  let zone: Zone

  /// From `TZ`, else the machine's setting, else UTC.
  ///
  /// - Parameter warns: whether a `TZ` that names no zone is told.
  init(tables: ZoneTables, warns: Bool = true) {
    let named = ProcessInfo.processInfo.environment["TZ"].flatMap { $0.isEmpty ? nil : $0 }
    let linked = try? FileManager.default.destinationOfSymbolicLink(atPath: "/etc/localtime")
    let local = linked
    let written = (try? String(contentsOfFile: "/etc/timezone", encoding: .utf8))?.trimmingCharacters(
      in: .whitespacesAndNewlines)
    let found = [named, local, written].compactMap { $0 }.lazy.compactMap { Self.zone($0, in: tables) }.first
    zone = found ?? .utc
    if warns, let named, !Self.isFile(named), Self.zone(named, in: tables) == nil {
      Terminal.error(
        "watchbill: warning: TZ names no known zone: '\(named)'; times are in \(zone.id). help: write \(ZoneID.form)")
    }
  }

  /// The C library takes a name with a colon before it, too, and the path of a zone's file.
  private static func zone(_ name: String, in tables: ZoneTables) -> Zone? {
    let name = withoutColon(name).components(separatedBy: "zoneinfo/").last ?? name
    return (try? ZoneID(text: name)).flatMap { try? tables.zone($0) }
  }

  /// Another path, such as `:/etc/localtime`, is the machine's setting, which comes next.
  private static func isFile(_ name: String) -> Bool { withoutColon(name).hasPrefix("/") }

  private static func withoutColon(_ name: String) -> String {
    name.hasPrefix(":") ? String(name.dropFirst()) : name
  }

  init(zone: Zone) { self.zone = zone }

  /// `Mon 2026-11-23 09:00`.
  func short(_ instant: Timestamp) -> String {
    let wall = zone.civil(at: instant)
    let day = wall.date.weekday.description
    return "\(day.prefix(1).uppercased())\(day.dropFirst()) \(wall.date) \(wall.time)"
  }

  /// `Mon 2026-11-23 09:00 Europe/London`, where nothing else says the zone.
  func full(_ instant: Timestamp) -> String { "\(short(instant)) \(zone.id)" }

  /// `Mon 2026-11-23 09:00 – Mon 2026-11-23 17:00 Europe/London`.
  func span(_ from: Timestamp, _ until: Timestamp) -> String { "\(short(from)) – \(full(until))" }

  /// A message of ours by this clock: what is wrong, not the help after it, which says what to write; nor what is quoted,
  /// as somebody wrote it.
  func message(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line -> String in
      guard let help = line.range(of: " help: ") else { return sentence(String(line)) }
      return "\(sentence(String(line[..<help.lowerBound])))\(line[help.lowerBound...])"
    }.joined(separator: "\n")
  }

  /// A sentence of ours by this clock: the last instant says the zone, and the two of an interval have a dash between them.
  func sentence(_ text: String) -> String {
    let pieces = InstantMention.all(in: text)
    let last = pieces.lastIndex { $0.instant != nil }
    return pieces.enumerated().map { place, piece -> String in
      let words = piece.words == "/" && place > 0 ? " – " : piece.words
      guard let instant = piece.instant else { return words }
      if words.hasSuffix("'") { return words + instant.description }
      return words + (place == last ? full(instant) : short(instant))
    }.joined()
  }
}
