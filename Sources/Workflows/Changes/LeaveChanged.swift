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
  /// The most shifts of one leave that are offered one by one; the rest is for the lead to draft anew.
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
    for part in try book.emptied(by: leave).prefix(Self.mostConflicts) {
      let team = try team(part.team.text, in: book.world, at: now)
      let candidates = try replacements(for: [part], team: team, world: book.world)
      var conflict = LeaveConflict(
        part: part, request: nil, candidates: candidates, fallback: try book.fallback(of: part))
      if offers {
        conflict.request = try book.offer(
          part, of: leave, candidates, team: team, by: by, actor: actor, most: most, but: doers)
      }
      conflicts.append(conflict)
    }
    return conflicts
  }

  /// To be called when leave is taken back: what was offered because of it is no longer open.
  func leaveRemoved(_ leave: Leave, by: String, actor: Actor, in tx: Transaction, now: Timestamp) throws {
    let book = try RequestBook(desk: self, tx: tx, now: now)
    for request in try tx.openShiftRequests(leave: leave.id) {
      let withdrawn = request.settled(.withdrawn, at: now, by: by)
      try book.put(withdrawn)
      try book.audit("request-withdraw", withdrawn, by: by, actor: actor)
      let lead = try book.team(of: request).schedule.lead
      try book.tell([request.requester, lead].compactMap { $0 }, "request-withdrawn", about: request, but: []) {
        words in
        (
          "\(request.id) is closed: \(words.name(request.requester)) is there after all",
          "\(words.parts(request.given)) is \(words.name(request.requester))'s again."
        )
      }
    }
  }
}

extension RequestBook {
  /// The parts of the member's shifts that the leave leaves without them, and nobody has taken over.
  ///
  /// A rotation's turn that is still far away counts only where nobody else stands the duty then.
  func emptied(by leave: Leave) throws -> [ShiftPart] {
    guard let future = Interval(max(leave.interval.start, now), leave.interval.end) else { return [] }
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

  /// Who answers at the part's start when its holder is away.
  func fallback(of part: ShiftPart) throws -> [String] {
    let timeline = try desk.timeline(of: part.team, window: part.interval, world: world)
    let holders = timeline.who(part.duty, at: part.interval.start).holders.filter { $0.member != part.member }
    return holders.map { "\(timeline.name($0.member)) (\(timeline.schedule.duty($0.duty)?.title ?? $0.duty.text))" }
  }

  /// Opens the request for one part, or finds the one that is open already; returns its id.
  fileprivate func offer(
    _ part: ShiftPart, of leave: Leave, _ candidates: [Replacement], team: TeamDefinition, by: String, actor: Actor,
    most: Int, but doers: [MemberID]
  ) throws -> String {
    let open = try tx.openShiftRequests(team: part.team)
    // Of two shifts that somebody stands side by side each is offered.
    let same = open.first { $0.openParts.contains { $0.duty == part.duty && $0.collides(with: part) } }
    if let same { return same.id }
    let request = ShiftRequest(
      id: try tx.nextID(.request), kind: .cover, team: part.team, requester: part.member, given: [part],
      reason: leave.note, leave: leave.id, made: now, by: by)
    try put(request)
    try audit("cover-ask", request, by: by, actor: actor)
    let lead = team.schedule.lead
    let readers = [leave.member, lead].compactMap { $0 }
    let instead = try fallback(of: part)
    try tell(readers, "leave-conflict", about: request, but: doers.filter { $0 != leave.member }) { words in
      let answer = instead.isEmpty ? "nobody answers then" : "\(instead.joined(separator: ", ")) answers then"
      return (
        "\(words.name(leave.member)) is away during \(words.part(part))",
        "It is offered to colleagues as \(request.id); until one takes it, \(answer). "
          + words.ranking(candidates, most: 3)
      )
    }
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
