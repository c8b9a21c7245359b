import ScheduleFiles
import Scheduling
import Storage
import TicketSources
import Timekeeping
import Triage

extension ServiceDesk {
  /// Reads everything one decision depends on, inside the transaction that will commit it.
  func snapshot(
    of team: TeamID, queue: QueueID?, customer: CustomerID? = nil, heldUntil: Timestamp? = nil,
    definitions version: Int?, ticket: TicketID? = nil, source: String? = nil, world: World, in tx: Snapshot,
    now: Timestamp
  ) throws -> DeskSnapshot {
    guard let current = world.version(at: now) else { throw OperatorProblem.nothingApplied }
    // Policies are pinned by version when a ticket begins; people never are (rule K5).
    let pinned = try version.flatMap { try definitions($0, world: world, in: tx) } ?? current.definitions
    let team = try self.team(team.text, in: pinned, orIn: current.definitions)
    let timeline = try worlds.timeline(of: team.schedule.team, around: now, world: world, zones: zones)
    let loads = try tx.loads().merging(tx.lentLoads(at: now), uniquingKeysWith: +)
    let last = try queue.map { try tx.lastAssignments(team: team.schedule.team, queue: $0) } ?? []
    var snapshot = DeskSnapshot(
      now: now, policy: team.desk, timeline: timeline,
      calendars: try calendars(of: team.schedule, version: version ?? current.id, world: world), loads: loads,
      lastAssigned: Dictionary(last, uniquingKeysWith: max), leave: world.leave,
      fallbackChannels: setup.channels.filter(\.isFallback).map(\.name), definitions: version ?? current.id,
      history: try ticket.map { try tx.history(of: $0) } ?? TicketHistory())
    snapshot.loanEnds = Dictionary(try tx.loanEnds(at: now), uniquingKeysWith: min)
    snapshot.homes = try homes(in: timeline.schedule)
    snapshot.reachesCustomers = reachesCustomers(of: source)
    snapshot.hasCustomers = source.flatMap(self.source).map { type(of: $0.source).answersCustomers } ?? true
    snapshot.answersOnePerson = source.flatMap(self.source).map { type(of: $0.source).answersOnePerson } ?? false
    try addOwners(to: &snapshot, queue: queue, customer: customer, heldUntil: heldUntil, in: tx)
    return snapshot
  }

  /// Only of members who live in a zone of their own: their hours of work and of paging are on its wall.
  private func homes(in schedule: Schedule) throws -> [MemberID: Zone] {
    var homes: [MemberID: Zone] = [:]
    for member in schedule.members {
      guard let zone = member.zone, zone != schedule.zone else { continue }
      homes[member.id] = try zones.zone(zone)
    }
    return homes
  }

  /// What K1 asks about people beyond the rota: own switches, recent tickets, who had the customer's last one.
  private func addOwners(
    to snapshot: inout DeskSnapshot, queue: QueueID?, customer: CustomerID?, heldUntil: Timestamp?, in tx: Snapshot
  ) throws {
    for switches in try tx.memberSwitches() {
      if let pause = switches.pause { snapshot.pauses.append(pause) }
      if let capacity = switches.capacity { snapshot.capacities[switches.member] = capacity }
    }
    guard let queue, let rules = snapshot.policy.queue(queue)?.rules else { return }
    // Rate limits look back, and so does a deal at a shift's start; for all others nothing is read.
    let window = rules.rate.map { snapshot.now - $0.window.duration }
    if let since = [window, heldUntil].compactMap({ $0 }).min(), since <= snapshot.now {
      for (member, at) in try tx.assignments(since: since) { snapshot.recent[member, default: []].append(at) }
    }
    guard let customer, rules.sameOwnerWithin != nil else { return }
    snapshot.customerOwner = try tx.lastOwner(of: customer, team: snapshot.timeline.team)
  }

  private func definitions(_ id: Int, world: World, in tx: Snapshot) throws -> Definitions? {
    if let known = world.versions.first(where: { $0.id == id }) { return known.definitions }
    return try tx.version(id).map { try Definitions(decoding: $0.bytes) }
  }

  private func team(_ id: String, in pinned: Definitions, orIn current: Definitions) throws -> TeamDefinition {
    for teams in [pinned.teams, current.teams] {
      if let found = teams.first(where: { $0.schedule.team.text == id }) { return found }
    }
    throw OperatorProblem.unknown("team", id, among: current.teams.map(\.schedule.team.text))
  }

  /// The office hours of a team as they hold now, compiled.
  func calendars(of team: TeamDefinition, world: World, now: Timestamp) throws -> [NamedCalendar] {
    guard let current = world.version(at: now) else { throw OperatorProblem.nothingApplied }
    return try calendars(of: team.schedule, version: current.id, world: world)
  }

  private func calendars(of schedule: Schedule, version: Int, world: World) throws -> [NamedCalendar] {
    try worlds.calendars(of: schedule.team, version: version, world: world) {
      try schedule.officeHoursInForce.map { named in
        let zone = try zones.zone(named.hours.zone)
        return NamedCalendar(id: named.id, calendar: try OfficeCalendar(named.hours, zone: zone))
      }
    }
  }
}
