import ScheduleFiles
import Scheduling
import Storage
import Timekeeping

/// What every workflow about requests shares inside one transaction: the world, the rules of the team, and the writing.
struct RequestBook {
  let desk: ServiceDesk
  let tx: Transaction
  let world: World
  let now: Timestamp

  /// Requests open at once in the whole store: more is a script that went wrong.
  static let mostOpen = 2000
  /// Shifts in one request.
  static let mostParts = 20
  /// The longest reason or note of a change, in characters.
  static let longestReason = 500

  init(desk: ServiceDesk, tx: Transaction, now: Timestamp) throws {
    self.desk = desk
    self.tx = tx
    self.now = now
    self.world = try desk.worlds.world(in: tx)
  }

  var search: ShiftSearch { ShiftSearch(desk: desk, world: world, now: now) }

  func request(_ id: String) throws -> ShiftRequest {
    if let found = try tx.shiftRequest(id) { return found }
    let known = try tx.shiftRequests().suffix(200).map(\.id)
    throw OperatorProblem.unknown("request", id, among: known, kind: .missing)
  }

  func team(of request: ShiftRequest) throws -> TeamDefinition { try team(request.team) }

  /// The team as it is in force, or as it is to begin: leave may lie over shifts of one that comes next week.
  func team(_ id: TeamID) throws -> TeamDefinition {
    try world.teamToCome(id, at: now) ?? desk.team(id.text, in: world, at: now)
  }

  /// The parts as their shifts lie now; refuses what is no longer its holder's (case E43, rule T12), of an offer where
  /// nothing is left: what is can still be taken.
  func followed(_ parts: [ShiftPart], of request: ShiftRequest) throws -> [ShiftPart] {
    let present = try parts.map { try search.present($0) }
    let gone = parts.indices.first { present[$0].isEmpty }
    if let gone, request.kind == .swap || present.allSatisfy({ $0.isEmpty }) {
      throw OperatorProblem(
        .no, "\(parts[gone].shift) is no longer \(parts[gone].member)'s then, so \(request.id) changes nothing",
        help: "withdraw it: watchbill \(request.group) withdraw \(request.id)")
    }
    return present.flatMap { $0 }
  }

  /// Refuses conflicts, unless somebody who may says to do it anyway; returns those that were overruled.
  @discardableResult
  func checked(
    _ member: MemberID, taking parts: [ShiftPart], giving: [ShiftPart] = [], team: TeamDefinition, force: Bool,
    mayForce: Bool
  ) throws -> [ShiftConflict] {
    guard !parts.isEmpty else { return [] }
    let check = try desk.conflictCheck(team, around: parts + giving, world: world)
    let conflicts = check.conflicts(for: member, taking: parts, giving: giving)
    let isFinal = conflicts.contains { $0.rule.isAbsolute }
    if !conflicts.isEmpty, isFinal || !(force && mayForce) {
      throw OperatorProblem.conflicts(conflicts, mayForce: mayForce)
    }
    return conflicts
  }

  /// Two open requests may not overlap for one person (rule T12).
  func refuseCollision(_ request: ShiftRequest) throws {
    let open = try tx.openShiftRequests()
    guard open.count < Self.mostOpen else {
      throw OperatorProblem(.refused, "\(open.count) requests are open", help: "withdraw some: watchbill swap list")
    }
    guard let other = request.collision(among: open) else { return }
    throw OperatorProblem(
      .no, "\(other.id) is open for the same time of the same person",
      help: "withdraw it first: watchbill \(other.kind == .swap ? "swap" : "cover") withdraw \(other.id)")
  }

  /// Stores the request as it is now, with its timer.
  func put(_ request: ShiftRequest) throws {
    try tx.putShiftRequest(request)
    guard let next = request.nextLook(after: now) else {
      try tx.disarm(kind: TimerKind.shiftRequest.name, entity: request.id)
      return
    }
    try tx.arm(
      kind: TimerKind.shiftRequest.name, entity: request.id, purpose: "lapse", due: next, relative: false,
      clock: desk.clock.boot(), now: now)
  }

  func audit(
    _ action: String, _ request: ShiftRequest, by: String, actor: Actor, overruled: [ShiftConflict] = []
  ) throws {
    var facts = ["by": by, "requester": request.requester.text, "state": request.state.rawValue]
    facts["asked"] = request.asked?.text
    facts["overruled"] = overruled.fact
    try tx.audit(at: now, actor: actor, action: action, entity: "request/\(request.id)", facts)
  }

  /// Makes `parts` true in the hands of `taker`: one override each, which follows its shift.
  func take(_ parts: [ShiftPart], taker: MemberID, by: String, for request: ShiftRequest) throws
    -> [ShiftRequest.Taking]
  {
    try parts.map { part in
      let change = Override(
        id: try tx.nextID(.override), team: part.team, duty: part.duty, interval: part.interval,
        change: .replace(out: part.member, in: taker), reason: request.reason, by: by,
        kind: request.kind.overrideKind, follows: part.shift, followed: part.whole,
        base: try search.base(of: part), request: request.id)
      try tx.addOverride(change, at: now)
      return ShiftRequest.Taking(part: part, taker: taker, at: now, by: by, override: change.id)
    }
  }

  /// Tells about a request, once for each `kind`.
  func tell(
    _ readers: [MemberID], _ kind: String, about request: ShiftRequest, but doers: [MemberID],
    cause: String? = nil, _ say: (ChangeWords) -> (title: String, text: String)
  ) throws {
    let schedule = try team(of: request).schedule
    let starts = (request.given + request.wanted + request.takings.map(\.part)).map(\.interval.start).min() ?? now
    try desk.tell(
      readers, kind: kind, cause: cause ?? "request/\(request.id)", schedule: schedule, world: world, in: tx,
      now: now, haste: starts < now + .hours(48) ? .atOnce : .soon, begins: starts, but: doers, say)
  }
}

/// A request as commands answer it.
package struct RequestReply: Codable, Sendable {
  package var request: ShiftRequest
  /// When it lapses if nobody takes it; nil once it is settled.
  package var lapses: Timestamp?
  /// Conflicts that were overruled.
  package var overruled: [ShiftConflict]
  package var isDryRun: Bool
  /// When it was to begin, where that was over: it begins now instead (rule T11).
  package var movedFrom: Timestamp?

  init(
    _ request: ShiftRequest, overruled: [ShiftConflict] = [], isDryRun: Bool = false, movedFrom: Timestamp? = nil
  ) {
    self.request = request
    self.lapses = request.lapses
    self.movedFrom = movedFrom
    self.overruled = overruled
    self.isDryRun = isDryRun
  }
}

extension OperatorProblem {
  /// Refuses texts that are too long to be a reason; `noun` is what people call it where they gave it.
  static func checkReason(_ reason: String?, noun: String = "reason") throws {
    guard let count = reason?.unicodeScalars.count, count > RequestBook.longestReason else { return }
    throw OperatorProblem(
      .refused, "the \(noun) has \(count) characters", help: "say it in at most \(RequestBook.longestReason)")
  }
}
