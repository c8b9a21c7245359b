import ScheduleFiles
import Scheduling
import Storage
import Timekeeping

/// Somebody cannot come: they are off at once, and for each of their shifts three colleagues are asked (rule T9).
package struct ReportSick: OperatorCommand {
  package static let name = "sick"
  package static let changes = true

  package var member: String
  /// Nil means to the end of the member's day, or of the shift that runs.
  package var until: Timestamp?
  package var note: String?
  package var speaker: String?
  package var dryRun: Bool

  /// How many colleagues are asked for each shift.
  static let asked = 3

  package init(
    member: String, until: Timestamp? = nil, note: String? = nil, speaker: String? = nil, dryRun: Bool = false
  ) {
    self.member = member
    self.until = until
    self.note = note
    self.speaker = speaker
    self.dryRun = dryRun
  }

  package struct Reply: Codable, Sendable {
    package var leave: LeaveRow
    package var shifts: [LeaveConflict]
    package var isDryRun: Bool
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> Reply {
    let now = desk.clock.now()
    try OperatorProblem.checkReason(note, noun: "note")
    return try await desk.changeOrTry { [self] tx in
      let book = try RequestBook(desk: desk, tx: tx, now: now)
      let person = try desk.member(member, in: book.world, at: now).id
      let leave = Leave(
        id: try tx.nextID(.leave), member: person, interval: try span(of: person, in: book), kind: .unavailable,
        note: note)
      let doer = try doer(person, in: book, actor: actor)
      try tx.addLeave(leave, by: doer.by, at: now)
      try tx.audit(
        at: now, actor: actor, action: "sick", entity: "leave/\(leave.id)", ["member": member, "by": doer.by])
      let change = WorldChange(by: doer.by, why: "\(member) cannot come", spared: [person])
      try desk.worldChanged(in: tx, now: now, because: change)
      let shifts = try desk.leaveChanged(
        leave, by: doer.by, actor: actor, in: tx, now: now, most: Self.asked, but: doer.doers)
      let reply = Reply(leave: LeaveRow(leave), shifts: shifts, isDryRun: dryRun)
      if dryRun { throw DryRun(reply: reply) }
      return reply
    }
  }

  /// The lead who speaks may be of any team the member is in.
  private func doer(_ person: MemberID, in book: RequestBook, actor: Actor) throws -> Doer {
    let teams = book.world.teams(at: book.now).map(\.schedule).filter { $0.member(person) != nil }
    let led = teams.first { $0.lead?.text == speaker } ?? teams.first
    guard let led else { throw OperatorProblem.nothingApplied }
    return try book.desk.doer(
      as: speaker, for: nil, subject: member, in: led, world: book.world, actor: actor, now: book.now)
  }

  /// Other leave in that time takes nothing from it: refused is only what would change nothing.
  private func span(of person: MemberID, in book: RequestBook) throws -> Interval {
    guard let interval = Interval(book.now, try until ?? end(of: person, in: book)) else {
      throw OperatorProblem(.refused, "that is over", help: "give a later --until")
    }
    let away = try book.tx.leaves(overlapping: interval, member: person).filter { $0.kind == .unavailable }
    guard interval.subtracting(away.map(\.interval)).isEmpty,
      let same = away.max(by: { $0.interval.end < $1.interval.end })
    else { return interval }
    let home = book.desk.zone(of: person, in: book.world)
    throw OperatorProblem(
      .no, "\(person) is away already, until \(WallText.minute(same.interval.end, in: home)) (\(same.id))",
      help: "take that back first: watchbill leave remove \(same.id)")
  }

  private func end(of person: MemberID, in book: RequestBook) throws -> Timestamp {
    let home = book.desk.zone(of: person, in: book.world)
    let midnight = home.startOfDay(home.civil(at: book.now).date + 1)
    guard let moment = Interval(book.now, book.now + .milliseconds(1)) else { return midnight }
    let running = try book.search.shifts(of: person, in: moment).map(\.interval.end)
    return running.filter { $0 <= book.now + .hours(24) }.reduce(midnight, max)
  }
}
