import ScheduleFiles
import Scheduling
import Storage
import Timekeeping
import Triage

/// Reads what a handoff of work is about: the open tickets of a team, and the desk that looks at them (rule K10).
struct HandoffReader {
  let desk: ServiceDesk
  let snapshot: Snapshot
  let world: World
  let team: TeamDefinition
  let now: Timestamp

  /// How far back somebody's shift may have ended for its work to be handed over.
  static let reach = Duration.hours(24)

  init(_ desk: ServiceDesk, _ snapshot: Snapshot, team name: String, now: Timestamp) throws {
    self.desk = desk
    self.snapshot = snapshot
    self.now = now
    world = try desk.worlds.world(in: snapshot)
    team = try desk.team(name, in: world, at: now)
  }

  var id: TeamID { team.schedule.team }

  /// Refuses people of other teams: an empty page would look as if nothing waited for them.
  func checkBelongs(_ member: MemberID) throws(OperatorProblem) {
    guard team.schedule.member(member) == nil else { return }
    let known = team.schedule.members.prefix(20).map(\.id.text).joined(separator: ", ")
    throw OperatorProblem(.no, "\(member) is not a member of \(id)", help: "members are \(known)")
  }

  /// The same for whoever hands over: who has left the team since may have work for those who come next.
  func checkBelonged(_ member: MemberID) throws(OperatorProblem) {
    guard !world.versions.contains(where: { $0.definitions.team(id)?.schedule.member(member) != nil }) else { return }
    try checkBelongs(member)
  }

  /// What the desk knows of the team now; of no ticket in particular.
  func state() throws -> DeskSnapshot {
    try desk.snapshot(of: id, queue: nil, definitions: nil, world: world, in: snapshot, now: now)
  }

  /// The most tickets that go over at once: whoever has more hands over what is most urgent, and the rest is counted.
  static let most = 200

  /// What `member` has on their hands, acknowledged pages first, then in the order of a deal; and how many more.
  func items(of member: MemberID, state: DeskSnapshot) throws -> (items: [HandoffItem], more: Int) {
    let own = try snapshot.openTickets(team: id, owner: member)
    let others = try snapshot.acknowledgedTickets(team: id).filter { $0.owner != member && $0.isInHand(of: member) }
    let tickets = state.inOrder(own + others)
    let first = (tickets.filter(\.isAcknowledgedPage) + tickets.filter { !$0.isAcknowledgedPage }).prefix(Self.most)
    return (try items(Array(first)), tickets.count - first.count)
  }

  /// The lists at the start of a shift, of the first `most` tickets in the order of a deal.
  func startLists(of member: MemberID, state: DeskSnapshot, most: Int = 300) throws -> StartLists {
    let tickets = try snapshot.openTickets(team: id).filter { state.mayConcern(member, $0) }
    let first = try items(Array(state.inOrder(tickets).prefix(most)))
    return state.startLists(of: member, first, rest: tickets.count - first.count)
  }

  /// Tickets with what their messages say; in proportion to their histories.
  func items(_ tickets: [Ticket]) throws -> [HandoffItem] {
    try tickets.map { ticket in
      let course = try snapshot.history(of: ticket.id).course
      let last = course.messages.last { !$0.isDeleted && $0.message.kind != .automatic }
      let line = last?.message.said.split(whereSeparator: \.isNewline).first.map {
        TextLength.scalars.cut(String($0), to: 200)
      }
      return HandoffItem(
        ticket, lastNote: line, unansweredSince: course.unanswered.first?.since, wakes: course.wake,
        isAnswered: course.response?.how == .reply)
    }
  }

  /// What `member` hands over: at the end of the shift they have now, or of the last one, if that is not long over.
  ///
  /// - Parameter taker: who wants to take it over. Of several duties the one counts that goes to them, then one with
  ///   tickets, then the one that ends last.
  func digest(
    of member: MemberID, duty wanted: DutyID?, for taker: MemberID? = nil, state: DeskSnapshot
  ) throws -> WorkDigest? {
    let duties = state.timeline.duties.filter { !$0.duty.isShadow && (wanted == nil || $0.duty.id == wanted) }
    let ends = duties.compactMap { duty in
      duty.shifts.filter { $0.member == member }.flatMap(\.present)
        .filter { $0.start <= now && $0.end > now - Self.reach }.map(\.end).max().map { (duty: duty.duty.id, end: $0) }
    }
    guard !ends.isEmpty else { return nil }
    let (items, more) = try items(of: member, state: state)
    let digests = ends.sorted { $0.end > $1.end }.compactMap { last in
      // What came to them after a shift is none of its work.
      let own = items.filter { last.end > now || came($0.ticket, to: member) < last.end }
      return WriteHandoff(state, duty: last.duty).digest(of: member, ending: last.end, own)
    }
    let theirs = digests.filter { digest in taker.map(digest.takers.contains) ?? true }
    let candidates = theirs.isEmpty ? digests : theirs
    var digest = candidates.first { !$0.tickets.isEmpty } ?? candidates.first
    digest?.rest += more
    return digest
  }

  private func came(_ ticket: Ticket, to member: MemberID) -> Timestamp {
    guard ticket.owner == member else { return ticket.acknowledgement?.at ?? ticket.created }
    return ticket.assigned ?? ticket.created
  }

  /// The duty that people call by its id; nil for nil.
  func duty(_ text: String?) throws -> DutyID? {
    guard let text else { return nil }
    let known = team.schedule.duties.map(\.id)
    if let found = known.first(where: { $0.text == text }) { return found }
    throw OperatorProblem.unknown("duty", text, among: known.map(\.text))
  }
}
