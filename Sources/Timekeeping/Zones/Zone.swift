/// A time zone: the offset of its wall clock from UTC at any instant, from the bytes of a TZif file.
///
/// Two zones are equal when both their names and their data are. Look-ups allocate nothing.
package struct Zone: Sendable, Hashable {
  package let id: ZoneID
  private let table: ZoneTable

  /// Reads a TZif file (RFC 8536, version 2 or later, with its footer).
  package init(id: ZoneID, tzif: [UInt8]) throws(ZoneProblem) {
    let file = try TZif(id: id, bytes: tzif)
    guard let table = ZoneTable(file) else {
      throw ZoneProblem(
        "the standing rule '\(file.footer)' of zone \(id) cannot be read",
        help: "install the time zone data of the system again (the package tzdata)")
    }
    self.id = id
    self.table = table
  }

  private init(id: ZoneID, table: ZoneTable) {
    self.id = id
    self.table = table
  }

  package static let utc = Zone(id: .utc, table: ZoneTable(fixed: LocalType(offset: 0, abbreviation: "UTC")))

  /// True where both read the same data; quicker than `==`.
  package func isSame(as other: Zone) -> Bool { table === other.table }

  /// Seconds east of UTC.
  package func offset(at instant: Timestamp) -> Int { Int(table.offset(at: instant.seconds)) }

  /// `BST`, or `+0330` where the database has no letters.
  package func abbreviation(at instant: Timestamp) -> String {
    let type = table.type(at: instant.seconds)
    guard type.abbreviation.isEmpty else { return type.abbreviation }
    let minutes = abs(type.offset) / 60
    return (type.offset < 0 ? "-" : "+") + padded(Int(minutes / 60)) + padded(Int(minutes % 60))
  }

  /// The seconds since the epoch from and until which the offset at `seconds` holds at least, and that offset.
  func stretch(at seconds: Int64) -> (from: Int64, until: Int64, offset: Int64) { table.stretch(around: seconds) }

  /// What the wall clock reads, to the second.
  package func civil(at instant: Timestamp) -> CivilDateTime {
    CivilDateTime(secondsSinceEpoch: instant.seconds + table.offset(at: instant.seconds))
  }

  /// The first instant at which the wall clock reads `wall` or later (rule T3): in a gap the instant the clock turns,
  /// of a repeated time its first occurrence.
  package func first(_ wall: CivilDateTime) -> Timestamp {
    Timestamp(seconds: table.first(wall.secondsSinceEpoch))
  }

  /// The same for the end of a window (rule T3): in a gap the instant the clock turns, of a repeated time its last
  /// occurrence.
  package func last(_ wall: CivilDateTime) -> Timestamp {
    Timestamp(seconds: table.last(wall.secondsSinceEpoch))
  }

  /// The first instant of `date`: midnight, or later where midnight does not exist.
  package func startOfDay(_ date: CivilDate) -> Timestamp { first(CivilDateTime(date, .midnight)) }

  /// The next instant after `instant` at which the offset changes; nil when it never does.
  package func nextTransition(after instant: Timestamp) -> Timestamp? {
    table.nextChange(after: instant.seconds).map(Timestamp.init(seconds:))
  }
}
