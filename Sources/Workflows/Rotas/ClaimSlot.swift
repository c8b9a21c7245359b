import Drafting
import ScheduleFiles
import Scheduling
import Storage
import Timekeeping

/// A member chooses a slot to come for themselves: drafting gives it to them (D14, D37).
///
/// First come, first served; what drafting would forbid is refused with the reason. A slot that was published open may be
/// claimed whatever its duty, and is theirs at once.
package struct ClaimSlot: OperatorCommand {
  package static let name = "claim-add"
  package static let changes = true

  package var team: String
  package var duty: String
  /// A date, a date and time, or a slot's id.
  package var slot: String
  package var member: String

  package init(team: String, duty: String, slot: String, member: String) {
    self.team = team
    self.duty = duty
    self.slot = slot
    self.member = member
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> ClaimRow {
    let now = desk.clock.now()
    return try await desk.change { [self] tx in
      let world = try desk.worlds.world(in: tx)
      let definition = try desk.team(team, in: world, at: now)
      let office = try ClaimOffice(
        definition, duty: desk.duty(duty, of: definition.schedule), desk: desk, world: world, tx: tx, now: now)
      let person = try person(in: definition.schedule)
      let slot = try office.slot(named: self.slot, for: person)
      let amendment = try amendment(to: slot, person, office, in: tx, actor: actor)
      if amendment == nil { try office.refuseObstacles(of: person, in: slot) }
      let claim = Claim(
        id: try tx.nextID(.claim), team: definition.schedule.team, duty: slot.duty, slot: slot.id, member: person.id,
        interval: slot.interval, at: now, by: actor.text)
      try tx.addClaim(claim)
      let released = try amendment?.apply([NewHands(slot: slot, member: person.id)]) ?? []
      var said = ["slot": slot.id.text]
      if !released.isEmpty { said["released"] = released.map(\.decision.id).joined(separator: " ") }
      try tx.audit(at: now, actor: actor, action: "claim-add", entity: "claim/\(claim.id)", said)
      if amendment != nil {
        let change = WorldChange(by: claim.by, why: "\(claim.member) claimed an open slot (\(claim.id))")
        try desk.worldChanged(in: tx, now: now, because: change)
      }
      return ClaimRow(claim, name: person.name, zone: office.zone)
    }
  }

  private func person(in schedule: Schedule) throws -> Member {
    if let found = schedule.members.first(where: { $0.id.text == member }) { return found }
    throw OperatorProblem.unknown("member", member, of: schedule.team, among: schedule.members.map(\.id.text))
  }

  /// Where its day is published and left the slot open it is the member's at once, unless a rule forbids that next to
  /// all that is published.
  private func amendment(
    to slot: Slot, _ person: Member, _ office: ClaimOffice, in tx: Transaction, actor: Actor
  ) throws -> PublishedAmendment? {
    guard office.isPublished(slot) else { return nil }
    let book = try PublishedBook(team, in: DraftPeriod(slot.date), desk: office.desk, tx: tx, now: office.now)
    _ = try book.amended(to: [NewHands(slot: slot, member: person.id)])
    return PublishedAmendment(book: book, tx: tx, by: actor)
  }
}

/// Takes a claim back while its week is not published, or where somebody else stands the slot or has to.
package struct WithdrawClaim: OperatorCommand {
  package static let name = "claim-withdraw"
  package static let changes = true

  package var id: String

  package init(id: String) { self.id = id }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> ClaimRow {
    let now = desk.clock.now()
    return try await desk.change { [self] tx in
      let world = try desk.worlds.world(in: tx)
      guard let claim = try tx.claim(id) else { throw OperatorProblem.noClaim(id) }
      if try isStood(claim, on: desk, world) {
        throw OperatorProblem(
          .no, "the week of \(id) is published, and \(claim.member) stands it",
          help: "find somebody else: watchbill override add \(claim.team) \(claim.duty) --for \(claim.member)")
      }
      guard try tx.withdrawClaim(id, by: actor.text, at: now) else { throw OperatorProblem.noClaim(id) }
      try tx.audit(at: now, actor: actor, action: "claim-withdraw", entity: "claim/\(id)")
      var row = ClaimRow(claim, name: world.name(of: claim.member), zone: .utc)
      row.holder = try holder(of: claim, on: desk, world)
      return row
    }
  }

  /// Whom the published rota and what changed of it since have there; nil while it is not published, and for nobody.
  private func holder(of claim: Claim, on desk: ServiceDesk, _ world: World) throws -> String? {
    guard claim.isPublished(in: world) else { return nil }
    let timeline = try desk.timeline(of: claim.team, window: claim.interval, world: world)
    let duty = timeline.duty(claim.duty)
    let held = duty?.shifts ?? []
    let own = held.filter { $0.shift.id == claim.slot || $0.shift.id.isPart(of: claim.slot) }
    // What an override put in its place has an id of its own.
    let isFull = held.count >= max(1, duty?.duty.slots?.people ?? 1)
    let names = (own.isEmpty && isFull ? held : own).map { world.name(of: $0.member) }.uniqued
    return names.isEmpty ? nil : names.joined(separator: ", ")
  }

  /// Whether the slot is published and still with whoever claimed it, who is not away then.
  private func isStood(_ claim: Claim, on desk: ServiceDesk, _ world: World) throws -> Bool {
    guard claim.isPublished(in: world) else { return false }
    let isAway = world.leave.contains { $0.member == claim.member && $0.interval.overlaps(claim.interval) }
    if isAway { return false }
    let shifts = try desk.timeline(of: claim.team, window: claim.interval, world: world).shifts
    return shifts.contains { $0.shift.id == claim.slot && $0.member == claim.member }
  }
}

extension OperatorProblem {
  fileprivate static func noClaim(_ id: String) -> OperatorProblem {
    OperatorProblem(.missing, "there is no claim '\(id.echoed)'", help: "watchbill claim list shows them")
  }
}

/// The slots of the next weeks that can be claimed, and who claimed which.
package struct ListClaims: OperatorCommand {
  package static let name = "claim-list"
  package static let changes = false
  /// How many weeks ahead the list looks, this one included.
  static let weeks = 5

  package var team: String?

  package init(team: String? = nil) { self.team = team }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> [ClaimRow] {
    let now = desk.clock.now()
    let world = try await desk.world()
    let teams = try team.map { [try desk.team($0, in: world, at: now)] } ?? world.teams(at: now)
    return try await desk.store.read { snapshot in
      try teams.flatMap { definition in
        try definition.schedule.duties.filter { $0.slots != nil }.flatMap { duty in
          try ClaimOffice(definition, duty: duty, desk: desk, world: world, tx: snapshot, now: now).rows(Self.weeks)
        }
      }.sorted { ($0.start, $0.slot) < ($1.start, $1.slot) }
    }
  }
}

/// A slot that can be claimed; `claim` and `member` are nil while nobody has.
package struct ClaimRow: Codable, Sendable, Hashable {
  package var claim: String?
  package var team: String
  package var duty: String
  package var slot: String
  package var start: Timestamp
  package var end: Timestamp
  /// The zone of the slot's wall.
  package var zone: String
  package var member: String?
  package var name: String?
  /// Who stands the slot of a claim that was withdrawn; nil where nobody does, and in lists.
  package var holder: String?
  /// Until when it can be claimed; nil: while its week is not published.
  package var until: Timestamp?

  init(_ claim: Claim, name: String, zone: Zone) {
    self.claim = claim.id
    (team, duty, slot) = (claim.team.text, claim.duty.text, claim.slot.text)
    (start, end, self.zone) = (claim.interval.start, claim.interval.end, zone.id.name)
    (member, self.name) = (claim.member.text, name)
  }

  init(open slot: Slot, team: TeamID, zone: Zone, until: Timestamp?) {
    (self.team, duty, self.slot) = (team.text, slot.duty.text, slot.id.text)
    (start, end, self.zone) = (slot.interval.start, slot.interval.end, zone.id.name)
    self.until = until
  }
}
