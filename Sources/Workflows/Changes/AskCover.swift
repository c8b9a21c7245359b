import ScheduleFiles
import Scheduling
import Storage
import Timekeeping

/// Offers a shift, or a part of one, to a colleague or to anybody eligible: the first who takes it has it (rule T12).
package struct AskCover: OperatorCommand {
  package static let name = "cover-ask"
  package static let changes = true

  package var shift: String
  package var from: Timestamp?
  package var until: Timestamp?
  /// Nil asks everybody eligible.
  package var asked: String?
  package var reason: String?
  package var speaker: String?
  package var dryRun: Bool

  package init(
    shift: String, from: Timestamp? = nil, until: Timestamp? = nil, asked: String? = nil, reason: String? = nil,
    speaker: String? = nil, dryRun: Bool = false
  ) {
    self.shift = shift
    self.from = from
    self.until = until
    self.asked = asked
    self.reason = reason
    self.speaker = speaker
    self.dryRun = dryRun
  }

  package struct Reply: Codable, Sendable {
    package var request: ShiftRequest
    package var lapses: Timestamp?
    /// Best first, then those who drop out and why.
    package var candidates: [Replacement]
    package var isDryRun: Bool
    /// When the part was to begin, where that was over: it begins now instead (rule T11).
    package var movedFrom: Timestamp?
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> Reply {
    let now = desk.clock.now()
    try OperatorProblem.checkReason(reason)
    return try await desk.change { [self] tx in
      let book = try RequestBook(desk: desk, tx: tx, now: now)
      let part = try CoverPart(shift: shift, from: from, until: until).read(in: book)
      let team = try desk.team(part.team.text, in: book.world, at: now)
      let doer = try desk.doer(
        as: speaker, for: nil, subject: part.member.text, in: team.schedule, world: book.world, actor: actor, now: now)
      let candidates = try desk.replacements(for: [part], team: team, world: book.world)
      let request = ShiftRequest(
        id: dryRun ? "S-?" : try tx.nextID(.request), kind: .cover, team: part.team, requester: part.member,
        asked: try colleague(of: part, candidates), given: [part], reason: reason, made: now, by: doer.by)
      try book.refuseCollision(request)
      if !dryRun {
        try book.put(request)
        try book.audit("cover-ask", request, by: doer.by, actor: actor)
        try book.offer(request, to: candidates, lead: team.schedule.lead, but: doer.doers)
      }
      return Reply(
        request: request, lapses: request.lapses, candidates: candidates, isDryRun: dryRun,
        movedFrom: try FutureSpan.passed(from, now: now, force: false))
    }
  }

  /// Who is asked, if it is one; refused with why when they could not stand it.
  private func colleague(of part: ShiftPart, _ candidates: [Replacement]) throws -> MemberID? {
    guard let asked else { return nil }
    guard let found = candidates.first(where: { $0.member.text == asked }) else {
      throw OperatorProblem.unknown("colleague", asked, of: part.team, among: candidates.map(\.member.text))
    }
    guard found.conflicts.isEmpty else { throw OperatorProblem.conflicts(found.conflicts, mayForce: false) }
    return found.member
  }
}

/// Who could stand a shift in its holder's place, best first, and why; and why the others could not.
package struct WhoCouldCover: OperatorCommand {
  package static let name = "cover-who"
  package static let changes = false

  package var shift: String
  package var from: Timestamp?
  package var until: Timestamp?

  package init(shift: String, from: Timestamp? = nil, until: Timestamp? = nil) {
    self.shift = shift
    self.from = from
    self.until = until
  }

  package struct Reply: Codable, Sendable {
    package var part: ShiftPart
    package var candidates: [Replacement]
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> Reply {
    let now = desk.clock.now()
    let world = try await desk.world()
    let search = ShiftSearch(desk: desk, world: world, now: now)
    let part = try CoverPart(shift: shift, from: from, until: until).read(search)
    let team = try desk.team(part.team.text, in: world, at: now)
    return Reply(part: part, candidates: try desk.replacements(for: [part], team: team, world: world))
  }
}

/// The part of a shift that words and times name: what is still to come of it.
struct CoverPart {
  let shift: String
  let from: Timestamp?
  let until: Timestamp?

  func read(in book: RequestBook) throws -> ShiftPart { try read(book.search) }

  func read(_ search: ShiftSearch) throws -> ShiftPart {
    let whole = ShiftPart(try search.shift(shift))
    guard whole.interval.end > search.now else {
      throw OperatorProblem(.no, "\(whole.shift) is over", help: "what happened stays as it was")
    }
    let start = max(from ?? search.now, search.now)
    guard let window = Interval(start, until ?? .distantFuture), let part = whole.clipped(to: window) else {
      throw OperatorProblem(
        .refused, "\(whole.shift) (\(whole.interval)) has no time in that part", help: "give --from and --until in it")
    }
    return part
  }
}

extension RequestBook {
  /// Tells those who could take it, best first, the lead, and the requester.
  func offer(
    _ request: ShiftRequest, to candidates: [Replacement], most: Int = 20, lead: MemberID?, but doers: [MemberID]
  ) throws {
    let eligible = candidates.filter { $0.place != nil }
    let colleagues = request.asked.map { [$0] } ?? eligible.prefix(most).map(\.member)
    // What is offered to everybody may be muted; what asks one person is theirs to answer.
    let kind = request.asked == nil ? "open-shift" : "cover-asked"
    try tell(colleagues, kind, about: request, but: doers) { words in
      let why = request.reason.map { " Why: \($0)." } ?? ""
      return (
        "Can you stand \(words.parts(request.given))?",
        "\(words.name(request.requester)) cannot.\(why) The first who takes it has it; a part helps, too:"
          + " watchbill cover accept \(request.id) --as you, with --from and --until for a part."
      )
    }
    let informed = [request.requester, lead].compactMap { $0 }.filter { !colleagues.contains($0) }
    try tell(informed, "cover-open", about: request, but: doers) { words in
      ("\(request.id) is open: \(words.parts(request.given))", words.ranking(eligible))
    }
  }
}
