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
/// shifts go back to whom they were taken from (case E42).
package struct WithdrawRequest: OperatorCommand {
  package static let name = "request-withdraw"
  package static let changes = true

  package var id: String
  package var speaker: String?
  package var dryRun: Bool

  package init(id: String, speaker: String? = nil, dryRun: Bool = false) {
    self.id = id
    self.speaker = speaker
    self.dryRun = dryRun
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> RequestReply {
    let now = desk.clock.now()
    return try await desk.change { [self] tx in
      let book = try RequestBook(desk: desk, tx: tx, now: now)
      let request = try book.request(id)
      if let refusal = request.refusalToWithdraw(at: now) {
        throw OperatorProblem(.no, refusal, help: "watchbill \(request.group) show \(id) says how it stands")
      }
      let doer = try doer(request, in: book, actor: actor)
      let withdrawn = request.settled(.withdrawn, at: now, by: doer.by)
      if dryRun { return RequestReply(withdrawn, isDryRun: true) }
      if request.state == .taken { try giveBack(request, in: book, by: doer.by) }
      try book.put(withdrawn)
      try book.audit("request-withdraw", withdrawn, by: doer.by, actor: actor)
      let people = [request.requester, request.asked].compactMap { $0 } + request.takings.map(\.taker)
      let held = request.takings.map(\.part.member)
      try desk.worldChanged(
        in: tx, now: now, because: WorldChange(by: doer.by, why: "\(id) was taken back", spared: people + held))
      try tell(request, people + held, in: book, doer: doer)
      // Whoever was relieved because they are away is away still: it is offered anew.
      if request.state == .taken, let leave = try request.leave.flatMap({ try tx.leave($0) }) {
        try desk.leaveChanged(leave, by: doer.by, actor: actor, in: tx, now: now, but: doer.doers)
      }
      return RequestReply(withdrawn)
    }
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

  private func tell(_ request: ShiftRequest, _ people: [MemberID], in book: RequestBook, doer: Doer) throws {
    try book.tell(people, "request-withdrawn", about: request, but: doer.doers) { words in
      let parts = request.state == .taken ? request.takings.map(\.part) : request.given
      let after = request.state == .taken ? "Each shift goes back to whom it was taken from: " : "Nothing changes: "
      return ("\(id) is taken back", "\(after)\(words.parts(parts)). By \(doer.by).")
    }
  }
}
