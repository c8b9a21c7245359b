import ScheduleFiles
import Scheduling
import Storage
import Timekeeping

/// "Take this shift now": the taker stands it, or a part of it, from now on; its holder is told at once (rule T13).
///
/// Where it is offered already, taking it answers that offer.
package struct TakeShift: OperatorCommand {
  package static let name = "shift-take"
  package static let changes = true

  package var shift: String
  package var from: Timestamp?
  package var until: Timestamp?
  package var speaker: String?
  package var whom: String?
  package var reason: String?
  package var force: Bool
  package var dryRun: Bool

  package init(
    shift: String, from: Timestamp? = nil, until: Timestamp? = nil, speaker: String? = nil, whom: String? = nil,
    reason: String? = nil, force: Bool = false, dryRun: Bool = false
  ) {
    self.shift = shift
    self.from = from
    self.until = until
    self.speaker = speaker
    self.whom = whom
    self.reason = reason
    self.force = force
    self.dryRun = dryRun
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> RequestReply {
    let now = desk.clock.now()
    try OperatorProblem.checkReason(reason)
    return try await desk.changeOrTry { [self] tx in
      let book = try RequestBook(desk: desk, tx: tx, now: now)
      let passed = try FutureSpan.passed(from, now: now, force: force)
      let part = try CoverPart(shift: shift, from: from, until: until).read(in: book)
      let team = try desk.team(part.team.text, in: book.world, at: now)
      let doer = try desk.doer(
        as: speaker, for: whom, in: team.schedule, world: book.world, actor: actor, now: now)
      guard doer.member != part.member else {
        throw OperatorProblem(.no, "\(part.shift) is \(part.member)'s own already", help: "there is nothing to take")
      }
      let request = try request(for: part, doer: doer, in: book)
      let taking = TakeRequest(
        id: request.id, from: part.interval.start, until: part.interval.end, force: force, dryRun: dryRun)
      return try taking.take(request, by: doer, team: team, in: book, actor: actor, movedFrom: passed)
    }
  }

  /// The open offer that the part is of, else a request of the taker's own.
  private func request(for part: ShiftPart, doer: Doer, in book: RequestBook) throws -> ShiftRequest {
    let open = try book.tx.openShiftRequests(team: part.team).filter { request in
      request.openParts.contains { $0.collides(with: part) }
    }
    if let offer = open.first(where: { $0.kind == .cover && ($0.asked ?? doer.member) == doer.member }) { return offer }
    if let other = open.first {
      throw OperatorProblem(
        .no, "\(other.id) is open for that time", help: "settle it first: watchbill \(other.group) show \(other.id)")
    }
    // The holder neither asked nor was asked: the taker is the one who did.
    return ShiftRequest(
      id: dryRun ? "S-?" : try book.tx.nextID(.request), kind: .takeOver, team: part.team, requester: doer.member,
      asked: nil, given: [part], reason: reason, made: book.now, by: doer.by)
  }
}
