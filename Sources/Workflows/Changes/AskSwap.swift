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
  package var reason: String?
  package var speaker: String?
  package var force: Bool
  package var dryRun: Bool

  package init(
    requester: String, asked: String, give: [String], take: [String] = [], from: Timestamp? = nil,
    until: Timestamp? = nil, reason: String? = nil, speaker: String? = nil, force: Bool = false, dryRun: Bool = false
  ) {
    self.requester = requester
    self.asked = asked
    self.give = give
    self.take = take
    self.from = from
    self.until = until
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
      let (request, doer, overruled) = try request(in: book, actor: actor)
      if dryRun { return RequestReply(request, overruled: overruled, isDryRun: true) }
      try book.put(request)
      try book.audit("swap-ask", request, by: doer.by, actor: actor)
      try tell(request, in: book, doer: doer)
      return RequestReply(request, overruled: overruled)
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
    let given = try given(of: owner, in: book)
    let wanted = try take.map { ShiftPart(try book.search.shift($0, holder: other)) }
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

  /// What the requester gives: the shifts named, or all of theirs, inside the window and still to come.
  private func given(of owner: MemberID, in book: RequestBook) throws -> [ShiftPart] {
    guard let window = Interval(max(from ?? book.now, book.now), until ?? .distantFuture) else {
      throw OperatorProblem(.refused, "the window ends before it begins", help: "give a later --until")
    }
    if give.isEmpty, until == nil {
      throw OperatorProblem(
        .refused, "nothing says which shifts \(owner) gives", help: "add --give SHIFT, or --from and --until")
    }
    let shifts =
      try give.isEmpty
      ? book.search.shifts(of: owner, in: window) : give.map { try book.search.shift($0, holder: owner) }
    let parts = shifts.map(ShiftPart.init)
    if let begun = parts.first(where: { $0.interval.start <= book.now && $0.member == owner }), !give.isEmpty {
      throw OperatorProblem(
        .no, "\(begun.shift) has begun, and a swap would lapse at once",
        help: "ask for the rest of it: watchbill cover ask \(begun.shift)")
    }
    let inside = parts.filter { $0.interval.start > book.now }.compactMap { $0.clipped(to: window) }
    guard !inside.isEmpty, inside.count <= RequestBook.mostParts else {
      throw OperatorProblem(
        .no, inside.isEmpty ? "\(owner) has no shift to give in that time" : "that is \(inside.count) shifts at once",
        help: inside.isEmpty ? "watchbill shifts --member \(owner) shows theirs" : "ask for them in several requests")
    }
    return inside
  }

  private func team(of parts: [ShiftPart], in book: RequestBook) throws -> TeamDefinition {
    let teams = parts.map(\.team)
    guard let first = teams.first, teams.allSatisfy({ $0 == first }) else {
      throw OperatorProblem(.refused, "the shifts are of several teams", help: "ask once for each team")
    }
    return try book.desk.team(first.text, in: book.world, at: book.now)
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
