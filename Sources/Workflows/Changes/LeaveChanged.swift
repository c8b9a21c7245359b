import ScheduleFiles
import Scheduling
import Storage
import Timekeeping

/// A shift that leave lands on, and what is done about it (rule T9).
package struct LeaveConflict: Codable, Sendable {
  /// The part of the shift that lies in the leave.
  package var part: ShiftPart
  /// The open request that offers it to colleagues; nil in a trial run.
  package var request: String?
  /// Best first, then those who drop out and why.
  package var candidates: [Replacement]
  /// Who answers if nobody takes it; empty when nobody does.
  package var fallback: [String]
}

extension ServiceDesk {
  /// The most shifts of one leave that are offered one by one; of the rest the lead and the member are told.
  static let mostConflicts = 40

  /// To be called by whoever added or moved leave, by any way, in the same transaction and after `worldChanged`: each
  /// shift that it takes a holder from is offered to colleagues, and the member and the lead are told at once (rule T9).
  ///
  /// Without `offers` nothing is stored and only the conflicts are returned. `most` is how many colleagues are asked
  /// for each shift.
  @discardableResult
  func leaveChanged(
    _ leave: Leave, by: String, actor: Actor, in tx: Transaction, now: Timestamp, offers: Bool = true, most: Int = 20,
    but doers: [MemberID] = []
  ) throws -> [LeaveConflict] {
    let book = try RequestBook(desk: self, tx: tx, now: now)
    var conflicts: [LeaveConflict] = []
    let emptied = try book.emptied(by: leave)
    if offers { try book.tellRest(Array(emptied.dropFirst(Self.mostConflicts)), of: leave, but: doers) }
    for part in emptied.prefix(Self.mostConflicts) {
      let team = try book.team(part.team)
      let known = try book.offers(of: part, during: leave)
      for (piece, request) in known {
        let candidates = try replacements(for: [piece], team: team, world: book.world)
        if offers { try book.bind(request, to: leave, candidates, team: team, by: by, actor: actor, but: doers) }
        conflicts.append(
          LeaveConflict(
            part: piece, request: request.id, candidates: candidates, fallback: try book.fallback(of: piece)))
      }
      for piece in known.reduce([part], { left, offer in left.flatMap { $0.without(offer.piece.interval) } }) {
        let candidates = try replacements(for: [piece], team: team, world: book.world)
        var conflict = LeaveConflict(
          part: piece, request: nil, candidates: candidates, fallback: try book.fallback(of: piece))
        if offers {
          conflict.request = try book.offer(
            piece, of: leave, candidates, team: team, by: by, actor: actor, most: most, but: doers)
        }
        conflicts.append(conflict)
      }
    }
    return conflicts
  }

  /// To be called when time went back to `member` in another way than by leave, after `worldChanged`: leave that they
  /// have in it by now lands on it anew (rule T9).
  func leaveLands(
    on member: MemberID, in span: Interval, by: String, actor: Actor, in tx: Transaction, now: Timestamp,
    but doers: [MemberID] = []
  ) throws {
    for leave in try tx.leaves(overlapping: span, member: member) {
      guard let here = leave.interval.intersection(span) else { continue }
      var part = leave
      part.interval = here
      try leaveChanged(part, by: by, actor: actor, in: tx, now: now, but: doers)
    }
  }

  /// The same for whoever is away then.
  func leaveLands(in span: Interval, by: String, actor: Actor, in tx: Transaction, now: Timestamp) throws {
    for member in try tx.leaves(overlapping: span).map(\.member).uniqued {
      try leaveLands(on: member, in: span, by: by, actor: actor, in: tx, now: now)
    }
  }

  /// To be called when leave is taken back or moved: what was offered because of it is no longer open, and what the member
  /// had offered themself goes on as it was, with the leave where that still covers it. Leave that moved is handed in as
  /// it is now.
  func leaveRemoved(
    _ leave: Leave, isMoved: Bool = false, by: String, actor: Actor, in tx: Transaction, now: Timestamp
  ) throws {
    let book = try RequestBook(desk: self, tx: tx, now: now)
    let kept = try tx.leaves(overlapping: leave.interval, member: leave.member).first { $0.id == leave.id }?.interval
    for request in try tx.openShiftRequests(leave: leave.id) {
      if try book.isBound(request) {
        if let kept, request.given.allSatisfy({ kept.intersection($0.interval) == $0.interval }) { continue }
        try book.unbind(request, from: leave, isMoved: isMoved, by: by, actor: actor)
      } else {
        try book.withdraw(request, of: leave, isMoved: isMoved, by: by, actor: actor)
      }
    }
    // Of two leaves over one shift the first had the only offer: what the other still empties is offered as its own.
    try leaveLands(on: leave.member, in: leave.interval, by: by, actor: actor, in: tx, now: now)
  }
}

extension RequestBook {
  /// The word for an offer that was there before the leave that it goes on as.
  private static let binding = "cover-bind"

  /// Whether the member had made the offer before leave took it over.
  fileprivate func isBound(_ request: ShiftRequest) throws -> Bool {
    try tx.auditEntries(entity: "request/\(request.id)").contains { $0.action == Self.binding }
  }

  /// The member's own offer without the leave: one that would have lapsed by now does.
  fileprivate func unbind(
    _ request: ShiftRequest, from leave: Leave, isMoved: Bool, by: String, actor: Actor
  ) throws {
    var own = request
    own.leave = nil
    if try isSettledElsewhere(own) { return try close(own) }
    if let lapses = own.lapses, lapses <= now { return try lapse(own) }
    try put(own)
    try audit("cover-unbind", own, by: by, actor: actor)
    let lead = try team(of: own).schedule.lead
    try tell(
      [own.requester, lead].compactMap { $0 }, "cover-open", about: own, but: [],
      cause: "request/\(own.id)/\(leave.id)"
    ) { words in
      (
        "\(own.id) is still open: \(words.parts(own.given))",
        "\(leave.id) was \(isMoved ? "moved" : "taken back"), and \(words.name(own.requester)) had offered it before."
      )
    }
  }

  fileprivate func withdraw(
    _ request: ShiftRequest, of leave: Leave, isMoved: Bool, by: String, actor: Actor
  ) throws {
    let withdrawn = request.settled(.withdrawn, at: now, by: by)
    try put(withdrawn)
    try audit("request-withdraw", withdrawn, by: by, actor: actor)
    let lead = try team(of: request).schedule.lead
    let isAway = try request.given.contains { try self.isAway(during: $0, but: leave) }
    let stillLands = isMoved && request.given.contains { $0.interval.overlaps(leave.interval) }
    try tell([request.requester, lead].compactMap { $0 }, "request-withdrawn", about: request, but: []) { words in
      let name = words.name(request.requester)
      let parts = words.parts(request.given)
      let gone = isAway ? "\(leave.id) was taken back" : "\(name) is there after all"
      let why = isMoved ? "\(leave.id) was moved" : gone
      let free = "\(parts) is \(name)'s again."
      let kept = stillLands ? "What it takes of \(parts) now is offered anew." : free
      let after = isAway ? "\(name) has other leave during \(parts); what that lands on is offered anew." : kept
      return ("\(request.id) is closed: \(why)", after)
    }
  }
}

extension RequestBook {
  /// Whether the member has leave in the part besides `leave`.
  fileprivate func isAway(during part: ShiftPart, but leave: Leave) throws -> Bool {
    try tx.leaves(overlapping: part.interval, member: part.member).contains { $0.id != leave.id }
  }

  /// The parts of the member's shifts that the leave leaves without them, and nobody has taken over.
  ///
  /// A rotation's turn that is still far away counts only where nobody else stands the duty then. Of leave without an
  /// end that means anything the first `mostDays` are looked at: rotations go on for ever.
  func emptied(by leave: Leave) throws -> [ShiftPart] {
    let start = max(leave.interval.start, now)
    guard let future = Interval(start, min(leave.interval.end, start + .hours(24 * Self.mostDays))) else { return [] }
    return try search.shifts(of: leave.member, in: future).flatMap { shift -> [ShiftPart] in
      guard let part = ShiftPart(shift).clipped(to: future) else { return [] }
      let standing = try desk.timeline(of: part.team, window: part.interval, world: world)
      guard standing.schedule.duty(part.duty)?.isShadow == false else { return [] }
      let duty = standing.duty(part.duty)
      let isKept = duty?.shifts.contains { $0.member == leave.member && !$0.conflicts.isEmpty } ?? false
      if leave.kind == .unavailable || isKept || shift.interval.start <= now { return [part] }
      let gaps = (duty?.gaps ?? []).compactMap { $0.interval.intersection(part.interval) }
      return gaps.compactMap(part.clipped)
    }.ordered
  }

  private static let mostDays = 400

  /// Shifts beyond those that are offered one by one: whose they are and the lead hear how many, and from when on.
  fileprivate func tellRest(_ rest: [ShiftPart], of leave: Leave, but doers: [MemberID]) throws {
    for team in rest.map(\.team).uniqued {
      let own = rest.filter { $0.team == team }
      let schedule = try self.team(team).schedule
      try desk.tell(
        [leave.member, schedule.lead].compactMap { $0 }, kind: "leave-conflict", cause: "leave/\(leave.id)/\(team)",
        schedule: schedule, world: world, in: tx, now: now, but: doers.filter { $0 != leave.member }
      ) { words in
        let first = own.first.map { ", from \(words.part($0)) on" } ?? ""
        let count = own.count == 1 ? "one more shift" : "\(own.count) more shifts"
        return (
          "\(words.name(leave.member)) is away during \(count) of \(schedule.name)",
          "The first \(ServiceDesk.mostConflicts) of \(leave.id) are offered to colleagues; these are not\(first). Give them"
            + " to others: watchbill rota repair \(team) for what is published, watchbill override add \(team) for the rest."
        )
      }
    }
  }

  /// Who answers at the part's start when its holder is away.
  func fallback(of part: ShiftPart) throws -> [String] {
    let timeline = try desk.timeline(of: part.team, window: part.interval, world: world)
    let holders = timeline.who(part.duty, at: part.interval.start).holders.filter { $0.member != part.member }
    return holders.map { "\(timeline.name($0.member)) (\(timeline.schedule.duty($0.duty)?.title ?? $0.duty.text))" }
  }

  /// The parts of `part` that are offered to everybody already, with the request that does. One that asks a single
  /// colleague, or that would lapse while its holder still comes, is none: nobody else would hear of the leave, so that
  /// is offered besides, and the first of the two that is taken counts.
  fileprivate func offers(
    of part: ShiftPart, during leave: Leave
  ) throws -> [(piece: ShiftPart, request: ShiftRequest)] {
    let open = try tx.openShiftRequests(team: part.team).filter { request in
      let isInside = request.given.allSatisfy { leave.interval.intersection($0.interval) == $0.interval }
      return request.kind == .cover && request.asked == nil && (request.leave != nil || isInside)
    }
    // Of two shifts that somebody stands side by side each is offered.
    return open.flatMap { request in
      request.given.filter { $0.duty == part.duty && $0.member == part.member }.compactMap { given in
        part.clipped(to: given.interval).map { (piece: $0, request: request) }
      }
    }
  }

  /// An offer that was made before goes on as the leave's: it stays open to the end, and member and lead are told.
  fileprivate func bind(
    _ request: ShiftRequest, to leave: Leave, _ candidates: [Replacement], team: TeamDefinition, by: String,
    actor: Actor, but doers: [MemberID]
  ) throws {
    guard request.leave == nil, try tx.shiftRequest(request.id)?.leave == nil else { return }
    var bound = request
    bound.leave = leave.id
    try put(bound)
    try audit(Self.binding, bound, by: by, actor: actor)
    try tellConflict(bound, of: leave, candidates, lead: team.schedule.lead, but: doers)
    try tellFallback(of: bound)
  }

  /// Tells whose leave it is and the lead that a shift lies in it, who answers and who could stand it.
  private func tellConflict(
    _ request: ShiftRequest, of leave: Leave, _ candidates: [Replacement], lead: MemberID?, but doers: [MemberID]
  ) throws {
    let instead = try request.given.first.map { try fallback(of: $0) } ?? []
    let readers = [leave.member, lead].compactMap { $0 }
    try tell(
      readers, "leave-conflict", about: request, but: doers.filter { $0 != leave.member },
      cause: "request/\(request.id)/\(leave.id)"
    ) { words in
      let answer = instead.isEmpty ? "nobody answers then" : "\(instead.joined(separator: ", ")) answers then"
      return (
        "\(words.name(leave.member)) is away during \(words.parts(request.given))",
        "It is offered to colleagues as \(request.id); until one takes it, \(answer). "
          + words.ranking(candidates, most: 3)
      )
    }
  }

  /// What everybody reads in the request and in the override it becomes: the leave's note is for the lead only, and of a
  /// calendar it is the title of somebody's private event.
  private static let shownReason = "leave"

  /// Opens the request for one part; returns its id.
  fileprivate func offer(
    _ part: ShiftPart, of leave: Leave, _ candidates: [Replacement], team: TeamDefinition, by: String, actor: Actor,
    most: Int, but doers: [MemberID]
  ) throws -> String {
    let request = ShiftRequest(
      id: try tx.nextID(.request), kind: .cover, team: part.team, requester: part.member, given: [part],
      reason: Self.shownReason, leave: leave.id, made: now, by: by)
    try put(request)
    try audit("cover-ask", request, by: by, actor: actor)
    let readers = [leave.member, team.schedule.lead].compactMap { $0 }
    try tellConflict(request, of: leave, candidates, lead: team.schedule.lead, but: doers)
    let colleagues = candidates.filter { $0.place != nil }.prefix(most).map(\.member)
    try tell(colleagues.filter { !readers.contains($0) }, "cover-asked", about: request, but: doers) { words in
      (
        "Can you stand \(words.part(part))?",
        "\(words.name(leave.member)) is away. The first who takes it has it; a part helps, too:"
          + " watchbill cover accept \(request.id) --as you, with --from and --until for a part."
      )
    }
    if part.interval.contains(now) { try tellFallback(of: request) }
    return request.id
  }
}
