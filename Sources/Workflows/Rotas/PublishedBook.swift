import Drafting
import ScheduleFiles
import Scheduling
import Storage
import Timekeeping

/// What is published for a team to come: its slots, who has them with all changes, and the rules of the team.
struct PublishedBook {
  let definition: TeamDefinition
  let world: World
  let desk: ServiceDesk
  let now: Timestamp
  /// Published stretches that are not over, each inside one week.
  let periods: [DraftPeriod]
  /// Of these stretches, in order, at the hours they are published with.
  let slots: [Slot]
  /// Who has each slot now; open ones are left out.
  let holders: [ShiftID: MemberID]
  let names: SlotNames
  private let orders: [DraftOrders]
  /// What is published of all slots; those that nobody stands have no hours but the schedule's.
  private let hours: [ShiftID: Interval]
  /// The slots' hours as the schedule has them now.
  private let scheduled: [ShiftID: Interval]

  var team: TeamID { definition.schedule.team }

  /// `period` asks only for its days. Refuses where nothing is published.
  init(
    _ team: String, in period: DraftPeriod? = nil, desk: ServiceDesk, tx: Snapshot, now: Timestamp
  ) throws {
    let world = try desk.worlds.world(in: tx)
    let definition = try desk.team(team, in: world, at: now)
    let schedule = definition.schedule
    let periods = try PublishedStretches(schedule, world, desk: desk, now: now).found(in: period)
    let found = try periods.flatMap { try schedule.slots(of: $0, zones: desk.zones) }
    let posted = (world.published[schedule.team] ?? []).flatMap(\.shifts)
    hours = Dictionary(posted.map { ($0.id, $0.interval) }, uniquingKeysWith: { $1 })
    scheduled = Dictionary(found.map { ($0.id, $0.interval) }, uniquingKeysWith: { $1 })
    slots = found.keeping(hours)
    var holders: [ShiftID: MemberID] = [:]
    for period in periods {
      let found = try PublishedSlots(schedule: schedule, period: period, world: world, desk: desk).holders()
      holders.merge(found) { $1 }
    }
    orders = try periods.map { try DraftOrders(of: schedule.team, $0, in: tx) }
    (self.world, self.definition, self.desk, self.now) = (world, definition, desk, now)
    (self.periods, self.holders) = (periods, holders)
    names = SlotNames(slots.map(\.id))
  }

  func member(_ id: String) throws -> Member {
    let members = definition.schedule.members
    if let found = members.first(where: { $0.id.text == id }) { return found }
    throw OperatorProblem.unknown("member", id, of: team, among: members.map(\.id.text))
  }

  /// The slots to come that `text` means; what began is left out of several, and refused alone.
  func slots(meant text: String) throws -> [Slot] {
    let meant: [Slot]
    do throws(TextProblem) {
      let ids = Set(try names.slots(meant: text))
      meant = slots.filter { ids.contains($0.id) }
    } catch {
      throw OperatorProblem(.refused, "\(error.what) in what is published of \(team)", help: error.help)
    }
    let coming = meant.filter { $0.interval.start > now }
    guard coming.isEmpty else { return coming }
    throw OperatorProblem(
      .no, "\(text) has begun", help: "what is on changes with: watchbill override add \(team)")
  }

  func input(_ place: Int) throws -> DraftingInput {
    var input = try desk.draftingInput(
      definition, period: periods[place], world: world, orders: orders[place], at: now)
    input.hours = hours
    return input
  }

  /// A sentence for each slot that is opened and was published with other hours than the schedule has now: nothing keeps
  /// the old ones where nobody stands it.
  func lostHours(of wanted: [NewHands]) throws -> [String] {
    let zone = try desk.zones.zone(definition.schedule.zone)
    return wanted.compactMap { next in
      guard next.member == nil, let new = scheduled[next.slot.id], new != next.slot.interval else { return nil }
      let (before, after) = (SpanText.span(next.slot.interval, in: zone), SpanText.span(new, in: zone))
      return "\(names.name(of: next.slot.id)) was published as \(before) and is open as \(after), as the schedule has "
        + "it now: the undo does not bring the old hours back"
    }
  }

  /// The stretches in which slots change hands, with the difference; refuses what hard rules forbid.
  ///
  /// What changes hands in other stretches stands beside each as it is to be: rules reach over midnights. Slots that stay
  /// open for claims are given like others: who amends is a lead.
  func amended(to wanted: [NewHands]) throws -> [AmendedPeriod] {
    try periods.indices.compactMap { place in
      let own = wanted.filter { periods[place].contains($0.slot.date) }
      guard !own.isEmpty else { return nil }
      var input = try input(place).askingWhoMayClaim
      input.stand(wanted.filter { !periods[place].contains($0.slot.date) })
      var after = input.published
      for next in own { after[next.slot.id] = next.member }
      let (old, new) = (
        try Drafter.draft(input, holding: input.published), try Drafter.draft(input, holding: after)
      )
      let fresh = try DraftCheck.obstacles(to: new, from: old, input)
      guard fresh.isEmpty else {
        throw OperatorProblem(
          .no, fresh.map(\.sentence).joined(separator: "; "), help: help(fresh, orders[place].claims))
      }
      return AmendedPeriod(period: periods[place], comparison: DraftComparison(old, new))
    }
  }

  /// What its claimant stands nobody else is published on: it changes hands by an override over it.
  private func help(_ fresh: [Violation], _ claims: [Claim]) -> String {
    let claimed = claims.first { claim in
      holders[claim.slot] == claim.member && fresh.contains { $0.slot == claim.slot && $0.rule == "lead-decides" }
    }
    guard let claimed else { return "choose somebody else: watchbill shifts --team \(team) shows who has what" }
    return "what is claimed changes hands by an override: watchbill override add \(team) \(claimed.duty)"
      + " --from \(claimed.interval.start) --until \(claimed.interval.end) --for \(claimed.member) --member MEMBER"
  }

  /// Refuses where a change over a slot says otherwise all the same.
  func refuseIneffective(_ wanted: [NewHands], in tx: Transaction) throws {
    let after = try PublishedBook(team.text, desk: desk, tx: tx, now: now)
    for next in wanted where after.holders[next.slot.id] != next.member {
      let who = after.holders[next.slot.id].map { world.name(of: $0) } ?? "nobody"
      throw OperatorProblem(
        .no, "\(names.name(of: next.slot.id)) stays with \(who), because an override or a swap stands over it",
        help: "take that back first: watchbill override list --team \(team)")
    }
  }
}

extension DraftingInput {
  /// Counts on slots of other days that are to change hands.
  fileprivate mutating func stand(_ others: [NewHands]) {
    let moved = Set(others.map(\.slot.id))
    standing.removeAll { moved.contains($0.id) }
    standing += others.compactMap { next in
      next.member.map {
        Shift(id: next.slot.id, team: schedule.team, duty: next.slot.duty, member: $0, interval: next.slot.interval)
      }
    }
  }
}

/// Writes slots of published days into other hands, in one transaction; whoever calls it tells the world.
struct PublishedAmendment {
  let book: PublishedBook
  let tx: Transaction
  let by: Actor

  /// Returns the openings that no longer hold, as their slots have a holder.
  func apply(_ wanted: [NewHands]) throws -> [ReleasedOpening] {
    let given = wanted.filter { $0.member != nil }.map(\.slot)
    let released = try tx.openings(of: given, team: book.team)
    try tx.release(released, by: by, at: book.now)
    let rows = try tx.publishedPeriods(team: book.team, overlapping: Interval(book.now, .distantFuture))
    var changed: [Int: [Shift]] = [:]
    for next in wanted {
      guard let row = row(of: next.slot, in: rows) else { continue }
      var shifts = changed[row] ?? rows[row].shifts
      shifts.removeAll { $0.id == next.slot.id }
      if let member = next.member {
        shifts.append(
          Shift(
            id: next.slot.id, team: book.team, duty: next.slot.duty, member: member, interval: next.slot.interval))
      }
      changed[row] = shifts
    }
    for row in changed.keys.sorted() {
      let shifts = (changed[row] ?? []).sorted {
        $0.interval.start == $1.interval.start ? $0.id < $1.id : $0.interval.start < $1.interval.start
      }
      let old = rows[row]
      try tx.publish(
        team: book.team, week: old.week, interval: old.interval, draft: old.draft, shifts: shifts, by: by.text,
        at: book.now)
    }
    return released.map { old in
      let draft = rows.first { $0.interval.contains(old.interval.start) }?.draft
      return ReleasedOpening(old, draft: draft, names: book.names)
    }
  }

  /// Where the slot is published, or would be.
  private func row(of slot: Slot, in rows: [PublishedPeriod]) -> Int? {
    rows.firstIndex { $0.shifts.contains { $0.id == slot.id } }
      ?? rows.firstIndex { $0.interval.contains(slot.interval.start) }
      ?? rows.firstIndex { $0.interval.overlaps(slot.interval) }
  }
}

extension Transaction {
  func release(_ openings: [SlotDecision], by: Actor, at now: Timestamp) throws {
    for old in openings { _ = try releaseDecision(old.id, by: by.text, at: now) }
  }
}

extension Snapshot {
  /// A lead's decisions that leave one of `slots` open: they hold no longer once it is published for somebody.
  func openings(of slots: [Slot], team: TeamID) throws -> [SlotDecision] {
    guard let start = slots.map(\.interval.start).min(), let end = slots.map(\.interval.end).max() else { return [] }
    let known = Set(slots.map(\.id))
    return try decisions(team: team, overlapping: Interval(start, end)).filter {
      known.contains($0.slot) && $0.kind == .assign && $0.member == LeadDecision.nobody
    }
  }
}

/// A lead's word that a slot stays open, which no longer holds, and the command that says it again; nil where the slot
/// was published from no draft.
package struct ReleasedOpening: Codable, Sendable, Hashable {
  package var decision: DecisionRow
  package var undo: String?

  init(_ decision: SlotDecision, draft: String?, names: SlotNames) {
    self.decision = DecisionRow(decision, names: names, member: AmendRota.open)
    let slot = self.decision.slot
    undo = draft.map { "watchbill rota assign \($0) \(slot)=\(AmendRota.open)" }
  }
}
