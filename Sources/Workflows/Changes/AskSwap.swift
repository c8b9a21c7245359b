import ScheduleFiles
import Scheduling
import Storage
import Timekeeping

/// Asks a colleague to stand shifts of one's own, for some of theirs or for none; nothing changes until they agree
/// (rule T12, cases E36–E43).
package struct AskSwap: OperatorCommand {
  package static let name = "swap-ask"
  package static let changes = true

  package var requester: String
  package var asked: String
  /// Shifts to give, as `ShiftSearch` reads them; none means all of the requester's in the window.
  package var give: [String]
  package var take: [String]
  /// The window: only what lies inside it is given.
  package var from: Timestamp?
  package var until: Timestamp?
  /// Of what is stood in return only the time inside this window; without `take`, all of the colleague's shifts in it.
  package var takeFrom: Timestamp?
  package var takeUntil: Timestamp?
  package var reason: String?
  package var speaker: String?
  package var force: Bool
  package var dryRun: Bool

  package init(
    requester: String, asked: String, give: [String], take: [String] = [], from: Timestamp? = nil,
    until: Timestamp? = nil, takeFrom: Timestamp? = nil, takeUntil: Timestamp? = nil, reason: String? = nil,
    speaker: String? = nil, force: Bool = false, dryRun: Bool = false
  ) {
    self.requester = requester
    self.asked = asked
    self.give = give
    self.take = take
    self.from = from
    self.until = until
    self.takeFrom = takeFrom
    self.takeUntil = takeUntil
    self.reason = reason
    self.speaker = speaker
    self.force = force
    self.dryRun = dryRun
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> RequestReply {
    let now = desk.clock.now()
    try OperatorProblem.checkReason(reason)
    return try await desk.change { [self] tx in
      let book = try RequestBook(desk: desk, tx: tx, now: now)
      let passed = try [from, takeFrom].compactMap { try FutureSpan.passed($0, now: now, force: force) }.first
      let (request, doer, overruled) = try request(in: book, actor: actor)
      let reply = RequestReply(request, overruled: overruled, isDryRun: dryRun, movedFrom: passed)
      if dryRun { return reply }
      try book.put(request)
      try book.audit("swap-ask", request, by: doer.by, actor: actor, overruled: overruled)
      try tell(request, in: book, doer: doer)
      return reply
    }
  }

  private func request(
    in book: RequestBook, actor: Actor
  ) throws -> (ShiftRequest, Doer, [ShiftConflict]) {
    let owner = try book.desk.member(requester, in: book.world, at: book.now).id
    let other = try book.desk.member(asked, in: book.world, at: book.now).id
    guard owner != other else {
      throw OperatorProblem(.refused, "\(owner) cannot swap with themselves", help: "ask somebody else")
    }
    let given = try SwapSide(member: owner, named: give, from: from, until: until, verb: "give").parts(in: book)
    let returned = SwapSide(member: other, named: take, from: takeFrom, until: takeUntil, verb: "take")
    let wanted = returned.isEmpty ? [] : try returned.parts(in: book)
    let team = try team(of: given + wanted, in: book)
    try refuseHolders(given, owner, wanted, other)
    let doer = try book.desk.doer(
      as: speaker, for: nil, subject: requester, in: team.schedule, world: book.world, actor: actor, now: book.now)
    let overruled =
      try book.checked(other, taking: given, giving: wanted, team: team, force: force, mayForce: doer.mayForce)
      + book.checked(owner, taking: wanted, giving: given, team: team, force: force, mayForce: doer.mayForce)
    let request = ShiftRequest(
      id: dryRun ? "S-?" : try book.tx.nextID(.request), kind: .swap, team: team.schedule.team, requester: owner,
      asked: other, given: given, wanted: wanted, reason: reason, made: book.now, by: doer.by)
    try book.refuseCollision(request)
    return (request, doer, overruled)
  }

  private func team(of parts: [ShiftPart], in book: RequestBook) throws -> TeamDefinition {
    let teams = parts.map(\.team)
    guard let first = teams.first, teams.allSatisfy({ $0 == first }) else {
      throw OperatorProblem(.refused, "the shifts are of several teams", help: "ask once for each team")
    }
    return try book.team(first)
  }

  private func refuseHolders(
    _ given: [ShiftPart], _ owner: MemberID, _ wanted: [ShiftPart], _ other: MemberID
  ) throws {
    let wrong = given.first { $0.member != owner } ?? wanted.first { $0.member != other }
    guard let wrong else { return }
    throw OperatorProblem(
      .no, "\(wrong.shift) is \(wrong.member)'s, not \(given.contains(wrong) ? owner : other)'s",
      help: "watchbill shifts shows who has what")
  }

  private func tell(_ request: ShiftRequest, in book: RequestBook, doer: Doer) throws {
    let readers = [request.asked, request.requester].compactMap { $0 }
    try book.tell(readers, "swap-asked", about: request, but: doer.doers) { words in
      let returned = request.wanted.isEmpty ? "" : " In return: \(words.parts(request.wanted))."
      let why = request.reason.map { " Why: \($0)." } ?? ""
      return (
        "\(words.name(request.requester)) asks \(words.name(request.asked ?? request.requester)) for a swap",
        "\(words.name(request.requester)) asks to be relieved of: \(words.parts(request.given)).\(returned)\(why)"
          + " Nothing changes until it is accepted: watchbill swap accept \(request.id) --as"
          + " \(request.asked?.text ?? ""); or watchbill swap decline \(request.id)."
      )
    }
  }
}
