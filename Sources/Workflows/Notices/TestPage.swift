import Foundation
import PagingChannels
import ScheduleFiles
import Scheduling
import Storage
import Timekeeping
import Triage

/// Sends a test page over every contact of some people, and keeps what came of it as what was last proven.
package struct TestPage: OperatorCommand {
  package static let name = "test-page"
  package static let changes = true

  /// One team's people; nil means every team's.
  package var team: String?
  /// One person, on duty or not.
  package var member: String?
  /// Only those on duty until tomorrow morning; everybody of the team without it.
  package var tonight: Bool

  package init(team: String? = nil, member: String? = nil, tonight: Bool = true) {
    self.team = team
    self.member = member
    self.tonight = tonight
  }

  package struct Reply: Codable, Sendable {
    /// One for each contact; a person without any has one row without a channel.
    package var rows: [Row]
    /// The ids of those whom no test page reached.
    package var unreachable: [String]
  }

  package struct Row: Codable, Sendable, Hashable {
    package var member: String
    package var name: String
    /// Why they were tried: the duties they are on for tonight, or that somebody asked.
    package var because: String
    package var channel: String?
    /// `sent`, `refused`, `unknown`, `retry` (not now), or `no contact`.
    package var outcome: String
    package var why: String
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> Reply {
    let now = desk.clock.now()
    let world = try await desk.world()
    let people = try people(desk, world: world, now: now)
    let first = try await desk.write { [count = people.count] tx -> Int in
      try tx.audit(at: now, actor: actor, action: "test-page", entity: "contacts", ["people": "\(count)"])
      return try tx.nextMessage().number
    }
    let tries = people.enumerated().flatMap { index, person in
      Self.tries(of: person, id: "X-\(first)-\(index + 1)", desk: desk, world: world, now: now)
    }
    let outcomes = await Self.send(tries, desk: desk)
    try await keep(tries, outcomes, desk: desk)
    return Self.reply(people, tries, outcomes, desk: desk)
  }

  /// A person to reach and why.
  struct Candidate: Sendable {
    var member: Member
    var because: String
  }

  /// One message to one contact.
  struct Try: Sendable {
    var candidate: Candidate
    var contact: Contact
    var message: Message
  }

  private func people(_ desk: ServiceDesk, world: World, now: Timestamp) throws -> [Candidate] {
    if let member {
      return [Candidate(member: try desk.member(member, in: world, at: now), because: "somebody asked")]
    }
    let teams = try team.map { [try desk.team($0, in: world, at: now)] } ?? world.teams(at: now)
    guard !teams.isEmpty else { throw OperatorProblem.nothingApplied }
    var found: [Candidate] = []
    for team in teams {
      let on = tonight ? try desk.onTonight(team.schedule, world: world, now: now) : everybody(team.schedule)
      for person in on {
        if let known = found.firstIndex(where: { $0.member.id == person.member.id }) {
          if tonight { found[known].because += ", " + person.because }
        } else {
          found.append(person)
        }
      }
    }
    return found
  }

  private func everybody(_ schedule: Schedule) -> [Candidate] {
    schedule.members.map { Candidate(member: $0, because: "in \(schedule.team)") }
  }

  private static func tries(
    of person: Candidate, id: String, desk: ServiceDesk, world: World, now: Timestamp
  ) -> [Try] {
    let text =
      "This is a test page from Watchbill: nothing is wrong and there is nothing to do. It proves that you can be "
      + "reached here (\(person.because))."
    return desk.contacts(of: person.member.id, in: world, at: now).enumerated().map { index, contact in
      let message = Message(
        id: index == 0 ? id : "\(id)-\(index + 1)", recipient: person.member.id, recipientName: person.member.name,
        channel: contact.channel, address: contact.address, title: "TEST page, nothing to do",
        content: .test(text: text), created: now)
      return Try(candidate: person, contact: contact, message: message)
    }
  }

  /// As many at once as leave over a channel at once.
  private static func send(_ tries: [Try], desk: ServiceDesk) async -> [PageOutcome] {
    await withTaskGroup(of: (Int, PageOutcome).self) { group in
      var outcomes = tries.map { _ in PageOutcome.unknown(why: "it was not tried") }
      for (index, one) in tries.enumerated() {
        if index >= desk.sending.each, let (earlier, outcome) = await group.next() { outcomes[earlier] = outcome }
        group.addTask { (index, await send(one, desk: desk)) }
      }
      for await (index, outcome) in group { outcomes[index] = outcome }
      return outcomes
    }
  }

  private static func send(_ one: Try, desk: ServiceDesk) async -> PageOutcome {
    await desk.send(over: one.contact.channel) { channel throws(ChannelProblem) in
      try channel.request(for: one.message, now: desk.clock.now())
    }
  }

  /// What could not be tried now says nothing of the contact, so that what was last proven of it stays.
  private func keep(_ tries: [Try], _ outcomes: [PageOutcome], desk: ServiceDesk) async throws {
    let at = desk.clock.now()
    try await desk.write { tx in
      for (one, outcome) in zip(tries, outcomes) {
        try desk.endTest(one.message, outcome, in: tx, now: at)
        if case .retry = outcome { continue }
        try tx.putProof(
          ProvenContact(member: one.candidate.member.id, contact: one.contact, at: at, outcome: outcome))
      }
    }
  }

  private static func reply(
    _ people: [Candidate], _ tries: [Try], _ outcomes: [PageOutcome], desk: ServiceDesk
  ) -> Reply {
    var rows: [Row] = []
    var unreachable: [String] = []
    for person in people {
      let own = zip(tries, outcomes).filter { $0.0.candidate.member.id == person.member.id }.map { one, outcome in
        row(person, one, outcome, desk: desk)
      }
      if !own.contains(where: { $0.outcome == "sent" }) { unreachable.append(person.member.id.text) }
      rows += own.isEmpty ? [nobodys(person, channel: nil, why: "no contact, and no channel reaches everybody")] : own
    }
    return Reply(rows: rows, unreachable: unreachable)
  }

  /// The server's terminal is nobody's pager: whoever has no contact but that cannot be reached.
  private static func row(_ person: Candidate, _ one: Try, _ outcome: PageOutcome, desk: ServiceDesk) -> Row {
    let channel = desk.setup.channels.first { $0.name == one.contact.channel }?.channel
    if one.contact.address.isEmpty, channel is Console {
      return nobodys(person, channel: one.contact.channel, why: "no contact of their own, only the server's terminal")
    }
    return Row(
      member: person.member.id.text, name: person.member.name, because: person.because,
      channel: one.contact.channel, outcome: outcome.word, why: outcome.text)
  }

  private static func nobodys(_ person: Candidate, channel: String?, why: String) -> Row {
    Row(
      member: person.member.id.text, name: person.member.name, because: person.because, channel: channel,
      outcome: "no contact", why: why)
  }
}

extension ServiceDesk {
  /// When a night ends, on the team's wall.
  private static let morning = CivilTime(minutes: 9 * 60) ?? .midnight

  /// Those who are on for any duty from `now` to tomorrow morning, in the order of their shifts, each with their duties.
  func onTonight(_ schedule: Schedule, world: World, now: Timestamp) throws -> [TestPage.Candidate] {
    let zone = try zones.zone(schedule.zone)
    let morning = zone.first(CivilDateTime(zone.civil(at: now).date + 1, Self.morning))
    guard let night = Interval(now, morning) else { return [] }
    let shifts = try timeline(of: schedule.team, window: night, world: world).shifts
    var found: [(member: Member, duties: [String])] = []
    for held in shifts {
      guard let member = schedule.member(held.member) else { continue }
      let duty = "\(schedule.team)/\(held.shift.duty)"
      guard let known = found.firstIndex(where: { $0.member.id == member.id }) else {
        found.append((member, [duty]))
        continue
      }
      if !found[known].duties.contains(duty) { found[known].duties.append(duty) }
    }
    return found.map { TestPage.Candidate(member: $0.member, because: $0.duties.joined(separator: ", ")) }
  }
}
