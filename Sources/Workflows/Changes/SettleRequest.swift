import ScheduleFiles
import Scheduling
import Storage
import Timekeeping

/// Says no to a request that asks one member.
package struct DeclineRequest: OperatorCommand {
  package static let name = "request-decline"
  package static let changes = true

  package var id: String
  package var speaker: String?
  package var reason: String?

  package init(id: String, speaker: String? = nil, reason: String? = nil) {
    self.id = id
    self.speaker = speaker
    self.reason = reason
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> RequestReply {
    let now = desk.clock.now()
    try OperatorProblem.checkReason(reason)
    return try await desk.change { [self] tx in
      let book = try RequestBook(desk: desk, tx: tx, now: now)
      let request = try book.request(id)
      guard request.state == .open else {
        throw OperatorProblem(.no, "\(id) is \(request.state.rawValue) already", help: "watchbill swap list")
      }
      guard let asked = request.asked else {
        throw OperatorProblem(
          .no, "\(id) asks nobody in particular", help: "there is nothing to decline: leave it open")
      }
      let doer = try desk.doer(
        as: speaker, for: nil, subject: asked.text, in: book.team(of: request).schedule, world: book.world,
        actor: actor, now: now)
      let declined = request.settled(.declined, at: now, by: doer.by)
      try book.put(declined)
      try book.audit("request-decline", declined, by: doer.by, actor: actor)
      try book.tell([request.requester, asked], "request-declined", about: request, but: doer.doers) { words in
        let why = reason.map { " Why: \($0)." } ?? ""
        return (
          "\(words.name(asked)) declines \(id)",
          "\(words.parts(request.given)) stays with \(words.name(request.requester)).\(why) Ask somebody else:"
            + " watchbill cover who \(request.given.first?.shift.text ?? "")."
        )
      }
      return RequestReply(declined)
    }
  }
}

/// Takes a request back: an open one always, a taken swap before it begins, and the rest of what was taken over; the
/// shifts go back to whom they were taken from (case E42), of an open one those parts that somebody took already.
///
/// Refused while a later request passes on what was taken by it, and where whoever gets a shift back stands another one
/// by now, unless somebody who may insists.
package struct WithdrawRequest: OperatorCommand {
  package static let name = "request-withdraw"
  package static let changes = true

  package var id: String
  package var speaker: String?
  /// True gives shifts back also to somebody who stands another one by now.
  package var force: Bool?
  package var dryRun: Bool

  package init(id: String, speaker: String? = nil, force: Bool = false, dryRun: Bool = false) {
    self.id = id
    self.speaker = speaker
    self.force = force
    self.dryRun = dryRun
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> RequestReply {
    let now = desk.clock.now()
    return try await desk.changeOrTry { [self] tx in
      let book = try RequestBook(desk: desk, tx: tx, now: now)
      let request = try book.request(id)
      if let refusal = request.refusalToWithdraw(at: now) {
        throw OperatorProblem(.no, refusal, help: help(request, in: book))
      }
      let doer = try doer(request, in: book, actor: actor)
      try refusePassedOn(request, in: book)
      let withdrawn = request.settled(.withdrawn, at: now, by: doer.by)
      try giveBack(request, in: book, by: doer.by)
      let after = try RequestBook(desk: desk, tx: tx, now: now)
      try refuseKept(request, in: after)
      let back = try after.held(request.takings.map(\.part))
      let overruled = try refuseTwice(back, of: request, doer: doer, in: after)
      let reply = RequestReply(withdrawn, overruled: overruled, isDryRun: dryRun)
      if dryRun { throw DryRun(reply: reply) }
      try book.put(withdrawn)
      try book.audit("request-withdraw", withdrawn, by: doer.by, actor: actor, overruled: overruled)
      let people = [request.requester, request.asked].compactMap { $0 } + request.takings.map(\.taker)
      let held = request.takings.map(\.part.member)
      try desk.worldChanged(
        in: tx, now: now, because: WorldChange(by: doer.by, why: "\(id) was taken back", spared: people + held))
      try tell(request, people + held, in: book, doer: doer)
      // Whoever gets a shift back may be away then, also since they gave it away: it is offered anew.
      for part in back {
        try desk.leaveLands(
          on: part.member, in: part.interval, by: doer.by, actor: actor, in: tx, now: now, but: doer.doers)
      }
      return reply
    }
  }

  /// Who took a shift on from a taker would lose it without a word, and what was given in return would stay.
  private func refusePassedOn(_ request: ShiftRequest, in book: RequestBook) throws {
    let all = book.world.overrides
    for taking in request.takings {
      guard let place = all.firstIndex(where: { $0.id == taking.override }) else { continue }
      guard let next = all[(place + 1)...].first(where: { $0.passesOn(all[place], of: taking.taker, at: book.now) }),
        let later = next.request
      else { continue }
      let found = try book.tx.shiftRequest(later)
      let isWhole = found?.state == .open || found?.state == .taken
      throw OperatorProblem(
        .no, "\(later) passes on what \(taking.taker) took by \(id)",
        help: "take that back first: watchbill "
          + (isWhole ? "\(found?.group ?? "cover") withdraw \(later)" : "override remove \(next.id)"))
    }
  }

  /// Whoever gets a shift back may have taken another one since. Their leave is no matter: the shift is offered anew.
  private func refuseTwice(
    _ back: [ShiftPart], of request: ShiftRequest, doer: Doer, in book: RequestBook
  ) throws -> [ShiftConflict] {
    let future = Interval(book.now, .distantFuture)
    let coming = back.compactMap { part in future.flatMap { part.clipped(to: $0) } }
    guard !coming.isEmpty else { return [] }
    let check = try book.desk.conflictCheck(book.team(of: request), around: coming, world: book.world)
    let conflicts = coming.map(\.member).uniqued.flatMap { member -> [ShiftConflict] in
      let own = coming.filter { $0.member == member }
      // What they have again already, in whatever pieces, does not stand against itself.
      let again = check.standing.filter { shift in
        shift.member == member && own.contains { $0.lies(in: shift) }
      }
      return check.conflicts(for: member, taking: own, giving: again.map { ShiftPart($0) })
        .filter { $0.rule == .overlap }
    }
    if !conflicts.isEmpty, !(force == true && doer.mayForce) {
      throw OperatorProblem.conflicts(conflicts, mayForce: doer.mayForce)
    }
    return conflicts
  }

  /// Of a request that lapsed or was closed, somebody may still have a part.
  private func help(_ request: ShiftRequest, in book: RequestBook) -> String {
    let held = request.takings.first { taking in
      request.state != .taken && taking.part.interval.end > book.now
        && book.world.overrides.contains { $0.id == taking.override }
    }
    if let held { return "what was taken of it goes back by itself: watchbill override remove \(held.override)" }
    return "watchbill \(request.group) show \(id) says how it stands"
  }

  /// The requester, whoever took part, or a lead.
  private func doer(_ request: ShiftRequest, in book: RequestBook, actor: Actor) throws -> Doer {
    let takers = request.state == .taken ? request.takings.map(\.taker) : []
    let own = ([request.requester] + takers).first { $0.text == speaker } ?? request.requester
    return try book.desk.doer(
      as: speaker, for: nil, subject: own.text, in: book.team(of: request).schedule, world: book.world, actor: actor,
      now: book.now)
  }

  /// What has not begun is withdrawn, what runs ends now, and what is over stays (rule T11).
  private func giveBack(_ request: ShiftRequest, in book: RequestBook, by: String) throws {
    for taking in request.takings {
      guard let change = try book.tx.override(taking.override) else { continue }
      if change.interval.start < book.now {
        _ = try book.tx.endOverride(change.id, at: book.now)
      } else {
        _ = try book.tx.withdrawOverride(change.id, by: by, at: book.now)
      }
    }
  }

  /// What was settled is no more, and yet whoever took a shift would keep it: the rota or a lead gave it to them since.
  private func refuseKept(_ request: ShiftRequest, in after: RequestBook) throws {
    guard request.state == .taken else { return }
    for taking in request.takings where taking.part.interval.end > after.now {
      var own = taking.part
      own.member = taking.taker
      guard try after.search.present(own).contains(where: { $0.interval.end > after.now }) else { continue }
      let part = taking.part
      throw OperatorProblem(
        .no, "\(part.shift) is \(taking.taker)'s without \(request.id), too, so taking that back changes nothing",
        help: "give it back in the rota: watchbill rota amend \(part.team); what is not published:"
          + " watchbill override add \(part.team)")
    }
  }

  private func tell(_ request: ShiftRequest, _ people: [MemberID], in book: RequestBook, doer: Doer) throws {
    let back = request.takings.map(\.part).filter { $0.interval.end > book.now }
    try book.tell(people, "request-withdrawn", about: request, but: doer.doers) { words in
      let after = back.isEmpty ? "Nothing changes: " : "Each shift goes back to whom it was taken from: "
      return ("\(id) is taken back", "\(after)\(words.parts(back.isEmpty ? request.given : back)). By \(doer.by).")
    }
  }
}

extension Override {
  /// True for a swap or take-over that gives some of what `taker` has by `earlier` to somebody else, and is not over.
  fileprivate func passesOn(_ earlier: Override, of taker: MemberID, at now: Timestamp) -> Bool {
    guard request != nil, request != earlier.request, interval.end > now, case .replace(let out, _) = change,
      out == taker
    else { return false }
    return team == earlier.team && duty == earlier.duty && follows == earlier.follows
      && interval.overlaps(earlier.interval)
  }
}

extension ShiftPart {
  /// Whether `shift` is of the same duty at that time.
  fileprivate func lies(in shift: Shift) -> Bool {
    team == shift.team && duty == shift.duty && interval.overlaps(shift.interval)
  }
}
