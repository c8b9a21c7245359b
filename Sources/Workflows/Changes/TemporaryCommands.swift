import ScheduleFiles
import Scheduling
import Storage
import Timekeeping

/// Puts exactly these shifts in the place of rotations and published rotas for a time (rule T8, cases D23 to D26).
package struct AddTemporary: OperatorCommand {
  package static let name = "temporary-add"
  package static let changes = true

  package var team: String
  package var from: Timestamp
  package var until: Timestamp
  /// The duties it decides; none means those of the shifts.
  package var duties: [String]
  package var shifts: [Entry]
  package var reason: String?
  package var force: Bool
  package var dryRun: Bool

  /// Shifts in one temporary schedule.
  package static let mostShifts = 500

  /// One shift to be; `duty` may be left out where there is one only.
  package struct Entry: Codable, Sendable, Hashable {
    package var member: String
    package var from: Timestamp
    package var until: Timestamp
    package var duty: String?

    package init(member: String, from: Timestamp, until: Timestamp, duty: String? = nil) {
      self.member = member
      self.from = from
      self.until = until
      self.duty = duty
    }
  }

  package init(
    team: String, from: Timestamp, until: Timestamp, duties: [String] = [], shifts: [Entry], reason: String? = nil,
    force: Bool = false, dryRun: Bool = false
  ) {
    self.team = team
    self.from = from
    self.until = until
    self.duties = duties
    self.shifts = shifts
    self.reason = reason
    self.force = force
    self.dryRun = dryRun
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> TemporaryReply {
    let now = desk.clock.now()
    try OperatorProblem.checkReason(reason)
    return try await desk.changeOrTry { [self] tx in
      let book = try RequestBook(desk: desk, tx: tx, now: now)
      let definition = try desk.team(team, in: book.world, at: now)
      let plan = TemporaryPlan(command: self, team: definition, book: book)
      let passed = try FutureSpan.passed(from, now: now, force: force)
      let (schedule, overruled) = try plan.schedule(id: tx.nextID(.temporary), by: actor.text)
      try tx.putTemporarySchedule(schedule, at: now)
      return try TemporaryReply.commit(
        schedule, "temporary-add", in: book, actor: actor, overruled: overruled, movedFrom: passed, dryRun: dryRun)
    }
  }
}

/// Ends a temporary schedule earlier, or lets it begin later; what happened stays (rule T11).
package struct TrimTemporary: OperatorCommand {
  package static let name = "temporary-trim"
  package static let changes = true

  package var id: String
  package var from: Timestamp?
  package var until: Timestamp?
  package var dryRun: Bool

  package init(id: String, from: Timestamp? = nil, until: Timestamp? = nil, dryRun: Bool = false) {
    self.id = id
    self.from = from
    self.until = until
    self.dryRun = dryRun
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> TemporaryReply {
    let now = desk.clock.now()
    return try await desk.changeOrTry { [self] tx in
      let book = try RequestBook(desk: desk, tx: tx, now: now)
      let schedule = try book.temporary(id)
      let hasBegun = schedule.interval.start < now
      let start = hasBegun ? schedule.interval.start : max(from ?? schedule.interval.start, now)
      let end = max(min(until ?? schedule.interval.end, schedule.interval.end), hasBegun ? now : .distantPast)
      guard schedule.interval.end > now, !hasBegun || from == nil, let kept = Interval(start, end) else {
        throw OperatorProblem(
          .no, "\(id) (\(schedule.interval)) cannot be trimmed to that: what happened stays",
          help: "give an --until from now on, or remove it: watchbill temporary remove \(id)")
      }
      let trimmed = schedule.trimmed(to: kept)
      try tx.putTemporarySchedule(trimmed, at: now)
      return try TemporaryReply.commit(
        trimmed, "temporary-trim", in: book, actor: actor, givenBack: schedule.interval.subtracting(kept),
        dryRun: dryRun)
    }
  }
}

/// Takes a temporary schedule back; of one that runs, what is still to come (rule T11).
package struct RemoveTemporary: OperatorCommand {
  package static let name = "temporary-remove"
  package static let changes = true

  package var id: String
  package var dryRun: Bool

  package init(id: String, dryRun: Bool = false) {
    self.id = id
    self.dryRun = dryRun
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> TemporaryReply {
    let now = desk.clock.now()
    return try await desk.changeOrTry { [self] tx in
      let book = try RequestBook(desk: desk, tx: tx, now: now)
      let schedule = try book.temporary(id)
      guard schedule.interval.end > now else {
        throw OperatorProblem(.no, "\(id) is over", help: "what happened stays as it was")
      }
      if let past = Interval(schedule.interval.start, now) {
        try tx.putTemporarySchedule(schedule.trimmed(to: past), at: now)
      } else {
        _ = try tx.withdrawTemporarySchedule(id, by: actor.text, at: now)
      }
      return try TemporaryReply.commit(
        schedule, "temporary-remove", in: book, actor: actor, givenBack: [schedule.interval], dryRun: dryRun)
    }
  }
}

package struct ListTemporary: OperatorCommand {
  package static let name = "temporary-list"
  package static let changes = false

  package var team: String?
  /// One of them only.
  package var id: String?

  package init(team: String? = nil, id: String? = nil) {
    self.team = team
    self.id = id
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> [TemporarySchedule] {
    let world = try await desk.world()
    let wanted = try team.map { try desk.team($0, in: world, at: desk.clock.now()).schedule.team }
    let found = world.temporary.filter { (wanted == nil || $0.team == wanted) && (id == nil || $0.id == id) }
    if let id, found.isEmpty {
      throw OperatorProblem.unknown("temporary schedule", id, among: world.temporary.map(\.id), kind: .missing)
    }
    return found
  }
}

/// A temporary schedule after something was done to it.
package struct TemporaryReply: Codable, Sendable {
  package var schedule: TemporarySchedule
  /// Time inside it that nobody stands, with the duty: the fallback answers there.
  package var gaps: [String]
  /// Conflicts that were accepted.
  package var overruled: [ShiftConflict]
  package var isDryRun: Bool
  /// When it was to begin, where that was over: it begins now instead (rule T11).
  package var movedFrom: Timestamp?

  /// Audit, revisions and notices of a change that is written already; a trial run is rolled back.
  ///
  /// - Parameter givenBack: the time in which the rota below stands again.
  static func commit(
    _ schedule: TemporarySchedule, _ action: String, in book: RequestBook, actor: Actor,
    overruled: [ShiftConflict] = [], movedFrom: Timestamp? = nil, givenBack: [Interval] = [], dryRun: Bool
  ) throws -> TemporaryReply {
    var facts = ["team": schedule.team.text]
    facts["overruled"] = overruled.fact
    try book.tx.audit(at: book.now, actor: actor, action: action, entity: "temporary/\(schedule.id)", facts)
    let why = schedule.reason.map { "temporary schedule \(schedule.id) (\($0))" } ?? "temporary schedule \(schedule.id)"
    try book.desk.worldChanged(in: book.tx, now: book.now, because: WorldChange(by: actor.text, why: why))
    for span in givenBack.compactMap({ Interval(max($0.start, book.now), $0.end) }) {
      // Whoever is on again may be away then (rule T9).
      try book.desk.leaveLands(in: span, by: actor.text, actor: actor, in: book.tx, now: book.now)
    }
    let reply = TemporaryReply(
      schedule: schedule, gaps: schedule.openTime.map { "\($0.duty) \($0.interval)" }, overruled: overruled,
      isDryRun: dryRun, movedFrom: movedFrom)
    if dryRun { throw DryRun(reply: reply) }
    return reply
  }
}

extension RequestBook {
  func temporary(_ id: String) throws -> TemporarySchedule {
    if let found = try tx.temporarySchedule(id) { return found }
    throw OperatorProblem.unknown("temporary schedule", id, among: world.temporary.map(\.id), kind: .missing)
  }
}
