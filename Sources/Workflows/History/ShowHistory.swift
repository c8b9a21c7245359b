import ScheduleFiles
import Scheduling
import Storage
import Timekeeping

/// Who was really on, why, and which version of the definitions said so.
package struct ShowHistory: OperatorCommand {
  package static let name = "history"
  package static let changes = false
  /// The most rows one answer holds.
  package static let limit = 10_000

  package var team: String?
  package var member: String?
  package var from: Timestamp
  /// Exclusive.
  package var until: Timestamp

  package init(team: String? = nil, member: String? = nil, from: Timestamp, until: Timestamp) {
    self.team = team
    self.member = member
    self.from = from
    self.until = until
  }

  package struct Reply: Codable, Sendable {
    package var rows: [HistoryRow]
    /// Up to where each team's history is written down.
    package var complete: [Completeness]
  }

  package struct Completeness: Codable, Sendable, Hashable {
    package var team: String
    package var until: Timestamp
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> Reply {
    guard let window = Interval(from, until) else {
      throw OperatorProblem(.refused, "\(until) is not after \(from)", help: "give a later --until")
    }
    let world = try await desk.world()
    let teams = try team.map { [try world.anyTeam($0)] } ?? world.everyTeam
    let wanted = try member.map { try world.anyMember($0) }
    return try await desk.store.read { snapshot in
      let found = try teams.flatMap {
        try snapshot.recordedShifts(of: $0, endingAfter: window.start, begunBefore: window.end)
      }.compactMap { record -> RecordedShift? in
        guard case .shift(let shift) = record.fact, wanted == nil || shift.shift.member == wanted else { return nil }
        return shift
      }
      guard found.count <= Self.limit else {
        throw OperatorProblem(
          .refused, "\(found.count) shifts are more than the \(Self.limit) one answer holds",
          help: "ask for a shorter time, one team or one member")
      }
      let rows = try HistoryRow.rows(found, world: world, in: snapshot)
      let complete = try teams.compactMap { team in
        try snapshot.settledTime(of: team).map { Completeness(team: team.text, until: $0.until) }
      }
      return Reply(rows: rows, complete: complete)
    }
  }
}

/// A shift as it was stood; `version` is what said so, with when and by whom that was applied.
package struct HistoryRow: Codable, Sendable, Hashable {
  package var uid: String
  package var team: String
  package var duty: String
  package var member: String
  package var name: String
  package var start: Timestamp
  package var end: Timestamp
  package var because: String
  package var version: Int
  package var applied: Timestamp?
  package var appliedBy: String?
  package var recorded: Timestamp

  /// By start, then id.
  static func rows(_ shifts: [RecordedShift], world: World, in snapshot: Snapshot) throws -> [HistoryRow] {
    var versions: [Int: StoredVersion] = [:]
    for number in Set(shifts.map(\.version)).sorted() { versions[number] = try snapshot.version(number) }
    let sorted = shifts.sorted { ($0.shift.interval.start, $0.shift.id) < ($1.shift.interval.start, $1.shift.id) }
    return sorted.map { recorded in
      let shift = recorded.shift
      let version = versions[recorded.version]
      return HistoryRow(
        uid: shift.id.text, team: shift.team.text, duty: shift.duty.text, member: shift.member.text,
        name: world.name(of: shift.member), start: shift.interval.start, end: shift.interval.end,
        because: recorded.because, version: recorded.version, applied: version?.applied, appliedBy: version?.by,
        recorded: recorded.recorded)
    }
  }
}

extension World {
  /// The name of a member of any version, the newest first; else the id.
  func name(of member: MemberID) -> String { definition(of: member)?.name ?? member.text }

  /// The newest definition of a member in any team.
  func definition(of member: MemberID) -> Member? {
    versions.reversed().lazy.flatMap { $0.definitions.teams }.compactMap { $0.schedule.member(member) }.first
  }

  /// A team of any version, also one that is gone.
  func anyTeam(_ text: String) throws -> TeamID {
    guard !versions.isEmpty else { throw OperatorProblem.nothingApplied }
    if let found = everyTeam.first(where: { $0.text == text }) { return found }
    throw OperatorProblem.unknown("team", text, among: everyTeam.map(\.text))
  }

  /// A member of any version, also one who is gone.
  func anyMember(_ text: String) throws -> MemberID {
    let all = versions.reversed().flatMap { $0.definitions.teams }.flatMap(\.schedule.members).map(\.id)
    if let found = all.first(where: { $0.text == text }) { return found }
    throw OperatorProblem.unknown("member", text, among: all.map(\.text))
  }

  /// The first team of the newest version that has the member, in which their leave is kept.
  func home(of member: MemberID) -> TeamDefinition? {
    versions.reversed().lazy.flatMap { $0.definitions.teams }.first { $0.schedule.member(member) != nil }
  }
}
