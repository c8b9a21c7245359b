import Drafting
import ScheduleFiles
import Scheduling
import Storage
import Timekeeping

/// Puts published slots to come into other hands, or opens them, after the checks of a draft; all of it or nothing.
///
/// The publication changes, not the draft it came from: feeds, notices and the next repair go by it. Only hands change: a
/// slot keeps the hours it was published with, also where the schedule has others by now.
package struct AmendRota: OperatorCommand {
  package static let name = "rota-amend"
  package static let changes = true
  /// In the place of a member: nobody.
  package static let open = LeadDecision.nobody.text
  /// In one command.
  static let mostSlots = 500

  package var team: String
  /// Slots of published days; a choice without a member opens its slots.
  package var choices: [SlotChoice]
  package var reason: String?
  /// Says what would change and stores nothing.
  package var dryRun: Bool

  package init(team: String, choices: [SlotChoice], reason: String? = nil, dryRun: Bool = false) {
    self.team = team
    self.choices = choices
    self.reason = reason
    self.dryRun = dryRun
  }

  package struct Reply: Codable, Sendable {
    package var team: String
    package var zone: String
    /// By id, of everybody who is named.
    package var names: [String: String]
    package var periods: [AmendedPeriod]
    /// What takes it back, as `SLOT=MEMBER`.
    package var undo: [String]
    /// What a lead had decided and no longer holds; each comes back by its own command after `undo`.
    package var released: [ReleasedOpening]?
    /// Sentences about slots that are not opened with the hours they were published with.
    package var notes: [String]?
    package var isDryRun: Bool
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> Reply {
    let now = desk.clock.now()
    try OperatorProblem.checkReason(reason)
    return try await desk.changeOrTry { [self] tx in
      let book = try PublishedBook(team, desk: desk, tx: tx, now: now)
      let wanted = try wanted(in: book)
      let periods = try book.amended(to: wanted)
      let released = try PublishedAmendment(book: book, tx: tx, by: actor).apply(wanted)
      try tx.audit(
        at: now, actor: actor, action: "rota-amend", entity: "rota/\(book.team)", said(wanted, released, book))
      let why = "the rota was amended" + (reason.map { ": \($0)" } ?? "")
      try desk.worldChanged(in: tx, now: now, because: WorldChange(by: actor.text, why: why))
      try book.refuseIneffective(wanted, in: tx)
      let reply = try reply(periods, wanted, released, book)
      if dryRun { throw DryRun(reply: reply) }
      try desk.closeGivenAway(of: book.team, since: book.world, in: tx, now: now)
      try OpenSlotOffers(team: team, desk: desk, tx: tx, now: now).offer(in: periods.map(\.period))
      return reply
    }
  }

  private func wanted(in book: PublishedBook) throws -> [NewHands] {
    var wanted: [NewHands] = []
    for choice in choices {
      let member = choice.member == Self.open ? nil : try choice.member.map { try book.member($0).id }
      let slots = try book.slots(meant: choice.slot)
      if let twice = slots.first(where: { slot in wanted.contains { $0.slot.id == slot.id } }) {
        throw OperatorProblem(
          .refused, "\(book.names.name(of: twice.id)) is named twice", help: "say once whose it is to be")
      }
      wanted += slots.map { NewHands(slot: $0, member: member) }
    }
    guard wanted.count <= Self.mostSlots else {
      throw OperatorProblem(
        .refused, "\(wanted.count) slots are meant", help: "amend \(Self.mostSlots) at a time at most")
    }
    let moved = wanted.filter { book.holders[$0.slot.id] != $0.member }
    guard !moved.isEmpty else {
      throw OperatorProblem(.no, "all of it is so already", help: "watchbill shifts --team \(team) shows who has what")
    }
    return moved
  }

  /// Who has each slot now, and the decisions that no longer hold.
  private func said(_ wanted: [NewHands], _ released: [ReleasedOpening], _ book: PublishedBook) -> [String: String] {
    var said = Dictionary(
      wanted.map { (book.names.name(of: $0.slot.id), $0.member?.text ?? Self.open) }, uniquingKeysWith: { $1 })
    if !released.isEmpty { said["released"] = released.map(\.decision.id).joined(separator: " ") }
    return said
  }

  private func reply(
    _ periods: [AmendedPeriod], _ wanted: [NewHands], _ released: [ReleasedOpening], _ book: PublishedBook
  ) throws -> Reply {
    let members = wanted.flatMap { [$0.member, book.holders[$0.slot.id]].compactMap(\.self) }
    return Reply(
      team: book.team.text, zone: book.definition.schedule.zone.name,
      names: Dictionary(
        members.map { ($0.text, book.world.name(of: $0)) }, uniquingKeysWith: { first, _ in first }),
      periods: periods,
      undo: wanted.map {
        "\(book.names.name(of: $0.slot.id))=\(book.holders[$0.slot.id]?.text ?? Self.open)"
      }, released: released, notes: try book.lostHours(of: wanted), isDryRun: dryRun)
  }
}

/// A slot and who is to have it; nil opens it.
struct NewHands {
  let slot: Slot
  let member: MemberID?
}

/// A published stretch of days and what differs in it.
package struct AmendedPeriod: Codable, Sendable {
  package var period: DraftPeriod
  package var comparison: DraftComparison
}
