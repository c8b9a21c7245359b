import Scheduling
import Timekeeping

/// Everything that decides who is on in one team, written out plainly so that others can recompute it: the file
/// `exports/<team>/definitions.json`, which `docs/definitions.md` explains and `scripts/recompute.py` reads.
///
/// Instants are RFC 3339 in UTC, dates and times of day those of the zone that stands beside them, and every list is
/// sorted, so the same state gives the same bytes. Addresses, notes and reasons are left out.
package struct NormalisedDefinitions: Codable, Sendable, Hashable {
  /// Rises when a reader of an older form would answer wrongly.
  package static let currentFormat = 1

  package var format: Int = NormalisedDefinitions.currentFormat
  package var team: String
  /// In order; each holds until the next one's `from`, and the first also before its own.
  package var versions: [Version]
  package var published: [Rota]
  package var temporary: [Temporary]
  package var overrides: [Change]
  /// Of the members of this team, whichever team it was told to.
  package var leave: [Absence]
  /// Nil when nothing was recorded yet.
  package var recorded: History?

  package init(team: TeamID, _ input: TimelineInput) {
    self.team = team.text
    versions = input.versions.map(Version.init)
    published = input.published.map(Rota.init).sorted { ($0.start, $0.label) < ($1.start, $1.label) }
    temporary = input.temporary.map(Temporary.init).sorted { ($0.start, $0.id) < ($1.start, $1.id) }
    overrides = input.overrides.map(Change.init).sorted { ($0.start, $0.id) < ($1.start, $1.id) }
    leave = input.leave.map(Absence.init).sorted { ($0.start, $0.id) < ($1.start, $1.id) }
    recorded = input.recorded.map(History.init)
    let known = named
    leave.removeAll { !known.contains($0.member) }
  }

  /// Everybody who is mentioned; the leave of others is not this team's business.
  private var named: Set<String> {
    let rotated = versions.flatMap(\.duties).flatMap { $0.layers ?? [] }.flatMap { $0.groups.flatMap { $0 } }
    let changed = overrides.flatMap { [$0.add, $0.remove, $0.out, $0.into].compactMap { $0 } }
    let standing = published.flatMap(\.shifts) + temporary.flatMap(\.shifts) + (recorded?.shifts ?? [])
    return Set(versions.flatMap(\.members).map(\.id) + rotated + changed + standing.map(\.member))
  }

  /// One name for the bytes of the file.
  package func encoded() throws -> String {
    String(decoding: try WireJSON.encode(self, pretty: true), as: UTF8.self) + "\n"
  }
}

extension NormalisedDefinitions {
  /// A shift: of a published rota, a temporary schedule or the recorded past.
  package struct Standing: Codable, Sendable, Hashable {
    package var id: String
    package var duty: String
    package var member: String
    package var start: Timestamp
    package var end: Timestamp

    init(_ shift: Shift) {
      (id, duty, member) = (shift.id.text, shift.duty.text, shift.member.text)
      (start, end) = (shift.interval.start, shift.interval.end)
    }

    static func sorted(_ shifts: [Shift]) -> [Standing] {
      shifts.map(Standing.init).sorted { ($0.start, $0.duty, $0.id) < ($1.start, $1.duty, $1.id) }
    }
  }

  /// A published period.
  package struct Rota: Codable, Sendable, Hashable {
    package var label: String
    package var start: Timestamp
    package var end: Timestamp
    package var shifts: [Standing]

    init(_ rota: PublishedRota) {
      label = rota.label
      (start, end) = (rota.interval.start, rota.interval.end)
      shifts = Standing.sorted(rota.shifts)
    }
  }

  /// A temporary schedule: exactly these shifts of these duties while it lasts.
  package struct Temporary: Codable, Sendable, Hashable {
    package var id: String
    package var duties: [String]
    package var start: Timestamp
    package var end: Timestamp
    package var shifts: [Standing]

    init(_ temporary: TemporarySchedule) {
      id = temporary.id
      duties = temporary.duties.map(\.text)
      (start, end) = (temporary.interval.start, temporary.interval.end)
      shifts = Standing.sorted(temporary.shifts)
    }
  }

  /// An override, a swap or a take-over: one of `add`, `remove`, `out` with `in`, or `nobody`.
  package struct Change: Codable, Sendable, Hashable {
    package var id: String
    package var duty: String
    package var kind: String
    package var start: Timestamp
    package var end: Timestamp
    package var add: String?
    package var remove: String?
    package var out: String?
    package var into: String?
    package var nobody: Bool?
    /// The shift that it moves with, and where that shift stood when the change was made.
    package var follows: String?
    package var followedStart: Timestamp?
    package var followedEnd: Timestamp?

    private enum CodingKeys: String, CodingKey {
      case id, duty, kind, start, end, add, remove, out
      case into = "in"
      case nobody, follows, followedStart, followedEnd
    }

    init(_ override: Override) {
      (id, duty, kind) = (override.id, override.duty.text, override.kind.rawValue)
      (start, end) = (override.interval.start, override.interval.end)
      follows = override.follows?.text
      (followedStart, followedEnd) = (override.followed?.start, override.followed?.end)
      switch override.change {
      case .add(let member): add = member.text
      case .remove(let member): remove = member.text
      case .replace(let out, let into): (self.out, self.into) = (out.text, into.text)
      case .nobody: nobody = true
      }
    }
  }

  /// Leave; why somebody is away is nobody else's business.
  package struct Absence: Codable, Sendable, Hashable {
    package var id: String
    package var member: String
    package var kind: String
    package var start: Timestamp
    package var end: Timestamp

    init(_ leave: Leave) {
      (id, member, kind) = (leave.id, leave.member.text, leave.kind.rawValue)
      (start, end) = (leave.interval.start, leave.interval.end)
    }
  }

  /// What was really stood: before `until` the past is exactly this; of a duty in `running`, before that instant.
  package struct History: Codable, Sendable, Hashable {
    /// Absent where all of the past was written down.
    package var since: Timestamp?
    package var until: Timestamp
    package var running: [String: Timestamp]
    package var shifts: [Standing]

    init(_ history: RecordedHistory) {
      since = history.since > .distantPast ? history.since : nil
      until = history.until
      running = Dictionary(uniqueKeysWithValues: history.running.map { ($0.key.text, $0.value) })
      shifts = Standing.sorted(history.shifts.map(\.shift))
    }
  }
}
