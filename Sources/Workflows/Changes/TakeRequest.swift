import ScheduleFiles
import Scheduling
import Storage
import Timekeeping

/// Agrees to a swap, or takes an open shift or a part of it: from then on the rota says so (rules T8 and T12).
package struct TakeRequest: OperatorCommand {
  package static let name = "request-take"
  package static let changes = true

  package var id: String
  package var speaker: String?
  package var whom: String?
  /// The part that is offered; nil takes all that is open.
  package var from: Timestamp?
  package var until: Timestamp?
  package var force: Bool
  package var dryRun: Bool

  package init(
    id: String, speaker: String? = nil, whom: String? = nil, from: Timestamp? = nil, until: Timestamp? = nil,
    force: Bool = false, dryRun: Bool = false
  ) {
    self.id = id
    self.speaker = speaker
    self.whom = whom
    self.from = from
    self.until = until
    self.force = force
    self.dryRun = dryRun
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> RequestReply {
    let now = desk.clock.now()
    return try await desk.changeOrTry { [self] tx in
      let book = try RequestBook(desk: desk, tx: tx, now: now)
      let request = try book.request(id)
      let team = try book.team(of: request)
      // Where one member was asked, nobody else is meant.
      let subject = speaker == nil && whom == nil ? request.asked?.text : nil
      let doer = try desk.doer(
        as: speaker, for: whom, subject: subject, in: team.schedule, world: book.world, actor: actor, now: now)
      let passed = try FutureSpan.passed(from, now: now, force: force)
      return try take(request, by: doer, team: team, in: book, actor: actor, movedFrom: passed)
    }
  }

  /// Takes what is asked for in the transaction of `book`.
  func take(
    _ request: ShiftRequest, by doer: Doer, team: TeamDefinition, in book: RequestBook, actor: Actor,
    movedFrom: Timestamp? = nil
  ) throws -> RequestReply {
    if let refusal = request.refusal(toTaker: doer.member, at: book.now) {
      throw OperatorProblem(.no, refusal, help: "watchbill \(request.group) show \(request.id) says how it stands")
    }
    var present = request
    present.given = try book.followed(request.given, of: request)
    present.wanted = try book.followed(request.wanted, of: request)
    let (given, wanted) = (try taken(of: present, at: book.now), present.wanted)
    let overruled =
      try book.checked(
        doer.member, taking: given, giving: wanted, team: team, force: force, mayForce: doer.mayForce)
      + book.checked(
        request.requester, taking: wanted, giving: given, team: team, force: force, mayForce: doer.mayForce)
    var takings = try book.take(given, taker: doer.member, by: doer.by, for: request)
    takings += try book.take(wanted, taker: request.requester, by: doer.by, for: request)
    let taken = present.taking(takings, now: book.now)
    let reply = RequestReply(taken, overruled: overruled, isDryRun: dryRun, movedFrom: movedFrom)
    if dryRun { throw DryRun(reply: reply) }
    try book.put(taken)
    try book.audit("request-take", taken, by: doer.by, actor: actor, overruled: overruled)
    try book.desk.worldChanged(in: book.tx, now: book.now, because: cause(taken, takings, doer))
    try tell(taken, takings, team: team, in: book, doer: doer)
    return reply
  }

  /// What of the open parts is asked for.
  private func taken(of request: ShiftRequest, at now: Timestamp) throws -> [ShiftPart] {
    if request.kind == .swap {
      guard from == nil, until == nil else {
        throw OperatorProblem(.refused, "a swap is taken whole", help: "decline it and ask for a part")
      }
      if let begun = request.openParts.first(where: { $0.interval.start <= now }) {
        throw OperatorProblem(.no, "\(begun.shift) has begun", help: "take over what is left: watchbill take")
      }
      return request.given
    }
    let window = Interval(from ?? .distantPast, until ?? .distantFuture)
    guard let window else {
      throw OperatorProblem(.refused, "the part ends before it begins", help: "give a later --until")
    }
    let open = request.takable(from: now, within: window)
    guard !open.isEmpty else {
      throw OperatorProblem(
        .no, "nothing of \(request.id) is open in that time", help: "watchbill cover show \(request.id) shows what is")
    }
    return open
  }

  private func cause(_ request: ShiftRequest, _ takings: [ShiftRequest.Taking], _ doer: Doer) -> WorldChange {
    let told = takings.flatMap { [$0.taker, $0.part.member] }
    return WorldChange(by: doer.by, why: "\(request.kind.noun) \(request.id)", spared: told + doer.doers)
  }

  private func tell(
    _ request: ShiftRequest, _ takings: [ShiftRequest.Taking], team: TeamDefinition, in book: RequestBook, doer: Doer
  ) throws {
    let people = takings.flatMap { [$0.part.member, $0.taker] } + [request.requester]
    let readers = people + (request.kind == .swap ? [] : [team.schedule.lead].compactMap { $0 })
    let cause = "request/\(request.id)/\(takings.first?.override ?? "")"
    try book.tell(readers, "request-taken", about: request, but: doer.doers, cause: cause) { words in
      let lines = takings.map { "\(words.part($0.part)): \(words.name($0.taker)) for \(words.name($0.part.member))" }
      let rest = request.given.isEmpty || request.state != .open ? "" : " Still open: \(words.parts(request.given))."
      return (
        "\(words.name(doer.member)) takes \(request.kind == .swap ? "the swap" : "a shift") (\(request.id))",
        lines.joined(separator: "; ") + ". Agreed by \(doer.by)." + rest
      )
    }
  }
}

/// Carries a reply out of a transaction that is to be rolled back.
struct DryRun<Reply: Sendable>: Error {
  let reply: Reply
}

extension ServiceDesk {
  /// Like `change`, but a `DryRun` that the work throws is its answer, and nothing is stored.
  func changeOrTry<Reply: Sendable>(
    _ work: @escaping @Sendable (Transaction) throws -> Reply
  ) async throws -> Reply {
    do {
      return try await change(work)
    } catch let trial as DryRun<Reply> {
      return trial.reply
    }
  }
}

extension ShiftRequest {
  /// The command group that people answer it with.
  var group: String { kind == .swap ? "swap" : "cover" }
}

extension ShiftRequest.Kind {
  var noun: String {
    switch self {
    case .swap: "swap"
    case .cover: "cover"
    case .takeOver: "take-over"
    }
  }
}
