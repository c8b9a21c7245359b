import ScheduleFiles
import Scheduling
import Storage
import Timekeeping
import Triage

extension ServiceDesk {
  /// The world as it is now, in a reading transaction of its own.
  package func world() async throws -> World {
    try await store.read { [worlds] in try worlds.world(in: $0) }
  }

  /// True where nothing was applied yet: nobody is on, and no ticket can be taken.
  package func lacksSchedules() async throws -> Bool { try await world().teams(at: clock.now()).isEmpty }

  /// Commits a change of the world, reads the new one once for everybody, and wakes the loops.
  ///
  /// What ended before is written down first, as it was.
  func change<T: Sendable>(_ work: @escaping @Sendable (Transaction) throws -> T) async throws -> T {
    let result = try await write { tx in
      try recordDueHistory(in: tx, now: clock.now())
      return try work(tx)
    }
    _ = try await world()
    wake.ring()
    return result
  }

  /// The team called `id` in the version in force, or a problem with the nearest name.
  func team(_ id: String, in world: World, at now: Timestamp) throws -> TeamDefinition {
    let teams = world.teams(at: now)
    guard !teams.isEmpty else { throw OperatorProblem.nothingApplied }
    if let found = teams.first(where: { $0.schedule.team.text == id }) { return found }
    throw OperatorProblem.unknown("team", id, among: teams.map(\.schedule.team.text))
  }

  func duty(_ id: String, of schedule: Schedule) throws -> Duty {
    if let found = schedule.duties.first(where: { $0.id.text == id }) { return found }
    throw OperatorProblem.unknown("duty", id, of: schedule.team, among: schedule.duties.map(\.id.text))
  }

  /// The member called `id` in any team.
  func member(_ id: String, in world: World, at now: Timestamp) throws -> Member {
    let all = world.teams(at: now).flatMap(\.schedule.members)
    if let found = all.first(where: { $0.id.text == id }) { return found }
    throw OperatorProblem.unknown("member", id, among: all.map(\.id.text))
  }

  /// Somebody of any team, also one who has left: tickets may be theirs still.
  func person(_ id: String, in world: World, at now: Timestamp) throws -> MemberID {
    let wanted = MemberID(unchecked: id)
    let known = world.versions.lazy.flatMap(\.definitions.teams).contains { $0.schedule.member(wanted) != nil }
    return try known ? wanted : member(id, in: world, at: now).id
  }

  /// The zone a member lives in, by the first team that has them; UTC for somebody no team has any more.
  func zone(of member: MemberID, in world: World) -> Zone {
    let home = world.teams(at: clock.now()).first { $0.schedule.member(member) != nil }?.schedule.zone(of: member)
    return home.flatMap { try? zones.zone($0) } ?? .utc
  }

  /// The zone of a team's wall; UTC for one that is no longer there.
  package func zone(ofTeam id: String) async throws -> Zone {
    let teams = try await world().teams(at: clock.now())
    let named = teams.first { $0.schedule.team.text == id }?.schedule.zone
    return named.flatMap { try? zones.zone($0) } ?? .utc
  }

  func timeline(of team: TeamID, window: Interval, world: World) throws -> OnCallTimeline {
    try OnCallTimeline(worlds.plan(of: team, world: world, zones: zones), window: window)
  }
}

extension OperatorProblem {
  static let nothingApplied = OperatorProblem(
    .missing, "no schedule is in force", help: "apply the schedule files first: watchbill apply")

  /// A word that names no `noun`, anywhere or in `team`, with the nearest of those there are.
  package static func unknown(
    _ noun: String, _ word: String, of team: TeamID? = nil, among known: [String], kind: Kind = .refused
  ) -> OperatorProblem {
    let known = known.uniqued
    let near = didYouMean(word, among: known).map { "did you mean '\($0)'?" }
    let what = team.map { "team \($0) has no \(noun) '\(word.echoed)'" } ?? "there is no \(noun) '\(word.echoed)'"
    let all = known.isEmpty ? "there is none at all" : "known: \(known.prefix(20).joined(separator: ", "))"
    return OperatorProblem(kind, what, help: near ?? all)
  }

  /// How many rows somebody wants: from one to as many as an answer holds.
  static func check(limit: Int, upTo largest: Int) throws(OperatorProblem) {
    guard !(1...largest).contains(limit) else { return }
    throw OperatorProblem(.refused, "the limit is \(limit)", help: "give one from 1 to \(largest)")
  }

  init(_ problem: TextProblem) { self.init(.refused, problem.what, help: problem.help) }
  init(_ problem: DeskRefusal) {
    self.init(problem.isAboutInput ? .refused : .no, problem.what, help: problem.help, wants: problem.wants)
  }
}
