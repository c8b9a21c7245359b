import Drafting
import ScheduleFiles
import Scheduling
import Storage
import Timekeeping

/// Carries who stood a pattern over to another period, as a draft; what cannot be copied is drafted, and said.
package struct CopyRota: OperatorCommand {
  package static let name = "rota-copy"
  package static let changes = true

  package var team: String
  package var from: DraftPeriod
  package var to: DraftPeriod
  /// Keeps what was copied as a lead's decisions, so that every later draft has it, too.
  package var decide: Bool
  /// Leaves open what cannot be copied.
  package var fill: Bool
  package var dryRun: Bool
  /// Cuts the search short.
  package var seconds: Double

  package init(
    team: String, from: DraftPeriod, to: DraftPeriod, decide: Bool = false, fill: Bool = true, dryRun: Bool = false,
    seconds: Double = 5
  ) {
    (self.team, self.from, self.to) = (team, from, to)
    (self.decide, self.fill, self.dryRun, self.seconds) = (decide, fill, dryRun, seconds)
  }

  package struct Reply: Codable, Sendable {
    /// Its id is empty in a trial run.
    package var reply: DraftReply
    package var from: DraftPeriod
    package var copied: Int
    package var missed: [MissedCopy]
    /// By id, of everybody who is named.
    package var names: [String: String]
    package var decisions: Int
    package var isDryRun: Bool
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> Reply {
    let now = desk.clock.now()
    guard from.fits(to) else {
      throw OperatorProblem(
        .refused, "\(from) is of \(from.days == 1 ? "a day" : "\(from.days) days") and \(to) is not",
        help: "copy whole weeks, or to a period that is as long")
    }
    let world = try await desk.world()
    let definition = try desk.team(team, in: world, at: now)
    let schedule = definition.schedule
    try desk.refuseOver(to, of: schedule, at: now)
    let holders = try PublishedSlots(schedule: schedule, period: from, world: world, desk: desk).holders()
    guard !holders.isEmpty else {
      throw OperatorProblem(
        .no, "nobody stood a slot of \(team) in \(from)", help: "name a period that is published: watchbill shifts")
    }
    let orders = try await desk.store.read { [to] in try DraftOrders(of: schedule.team, to, in: $0) }
    let input = try desk.draftingInput(definition, period: to, world: world, orders: orders, at: now)
    let copy = try PatternCopy(of: from, holders, to: input)
    let draft = try await draft(copy, input)
    let id = dryRun ? "" : try await desk.keep(draft, action: "rota-copy", actor: actor, now: now)
    let decided = decide && !dryRun ? try await keep(copy, id, desk, actor) : 0
    let members = copy.missed.compactMap(\.member)
    return Reply(
      reply: DraftReply(id: id, draft: draft, zone: schedule.zone.name), from: from, copied: copy.kept.count,
      missed: copy.missed,
      names: Dictionary(members.map { ($0.text, world.name(of: $0)) }, uniquingKeysWith: { first, _ in first }),
      decisions: decided, isDryRun: dryRun)
  }

  /// What was copied stays; the rest is searched for, and then all of it is priced by the facts as they are.
  private func draft(_ copy: PatternCopy, _ input: DraftingInput) async throws -> Draft {
    guard fill else { return try Drafter.draft(input, holding: copy.kept) }
    var bound = input
    let given = Set(input.decisions.filter { $0.kind == .assign }.map(\.slot))
    bound.decisions += copy.kept.filter { !given.contains($0.key) }.sorted { $0.key < $1.key }.map {
      LeadDecision(slot: $0.key, member: $0.value, kind: .assign)
    }
    let found = try await Drafter.draftAside(bound, by: .usual(seconds: seconds, seed: 1))
    return try Drafter.draft(input, holding: found.holders)
  }

  /// One decision for each slot that was copied and that nobody decided about yet.
  private func keep(_ copy: PatternCopy, _ id: String, _ desk: ServiceDesk, _ actor: Actor) async throws -> Int {
    let now = desk.clock.now()
    return try await desk.change { tx in
      let book = try DraftBook(id, desk: desk, tx: tx, now: now)
      let taken = Set(book.orders.claims.map(\.slot) + book.orders.decisions.map(\.slot))
      var count = 0
      for next in book.draft.assignments where !taken.contains(next.slot.id) && next.slot.interval.start > now {
        guard let member = copy.kept[next.slot.id] else { continue }
        try tx.addDecision(
          SlotDecision(
            id: try tx.nextID(.decision), team: book.stored.team, slot: next.slot.id, interval: next.slot.interval,
            member: member, kind: .assign, at: now, by: actor.text))
        count += 1
      }
      try tx.audit(at: now, actor: actor, action: "rota-assign", entity: "draft/\(id)", ["copied": "\(count)"])
      return count
    }
  }
}
