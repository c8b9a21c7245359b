import Scheduling
import Timekeeping

/// What somebody hands to whoever comes after them on a duty (rule K10).
package struct WorkDigest: Sendable, Hashable, Codable {
  package var duty: DutyID
  package var from: MemberID
  /// When the shift ends, and the next one begins.
  package var at: Timestamp
  /// Who is on then; empty when nobody is: then it goes to the lead, with `plan`.
  package var to: [MemberID]
  /// When the next shift ends: what is due before is theirs.
  package var until: Timestamp?
  package var sections: [Section]
  /// Open tickets of the one who goes that need nothing before that.
  package var rest: Int
  /// What becomes of the tickets when nobody comes next; nil otherwise.
  package var plan: String?
  /// Who answers by fallback from then on, where nobody comes next: it is for them as well as for the lead; nil for nobody.
  package var standIns: [MemberID]?

  package init(
    duty: DutyID, from: MemberID, at: Timestamp, to: [MemberID], until: Timestamp? = nil, sections: [Section],
    rest: Int, plan: String? = nil, standIns: [MemberID]? = nil
  ) {
    self.duty = duty
    self.from = from
    self.at = at
    self.to = to
    self.until = until
    self.sections = sections
    self.rest = rest
    self.plan = plan
    self.standIns = standIns
  }

  package struct Section: Sendable, Hashable, Codable {
    package var about: About
    package var lines: [HandoffLine]

    package init(_ about: About, _ lines: [HandoffLine]) {
      self.about = about
      self.lines = lines
    }
  }

  /// In the order of the digest; a ticket stands in the first that fits. The words are stored: ``heading(of:)`` says them.
  package enum About: String, Sendable, Hashable, Codable, CaseIterable {
    /// Their acknowledgement is withdrawn at the handoff: somebody must have them.
    case pages = "acknowledged pages, not resolved"
    case due = "due before the end of your shift"
    case waiting = "waiting for us"
    case waking = "pending or on hold, and waking in your shift"
  }

  /// What a section is called for whoever reads it: the one who goes, the one who comes, and the lead where nobody does.
  package func heading(of about: About) -> String {
    let shift = to.isEmpty ? "this shift" : "the next shift"
    return switch about {
    case .pages, .waiting: about.rawValue
    case .due: "due before the end of \(shift)"
    case .waking: "pending or on hold, and waking in \(shift)"
    }
  }

  /// Those whom it is for, besides the lead: they may accept it.
  package var takers: [MemberID] { to + (standIns ?? []) }

  /// The tickets that go over when the digest is accepted whole.
  package var tickets: [TicketID] { sections.flatMap(\.lines).map(\.ticket) }

  package var isEmpty: Bool { tickets.isEmpty && rest == 0 }

  /// The same with some of its tickets alone.
  package func only(_ some: [TicketID]) -> WorkDigest {
    var digest = self
    digest.rest = 0
    digest.sections = sections.map { section in
      Section(section.about, section.lines.filter { some.contains($0.ticket) })
    }.filter { !$0.lines.isEmpty }
    return digest
  }
}

/// Writes the digest of a shift that ends. Pure: called again it says the same.
package struct WriteHandoff: Sendable {
  package var snapshot: DeskSnapshot
  package var duty: DutyID

  package init(_ snapshot: DeskSnapshot, duty: DutyID) {
    self.snapshot = snapshot
    self.duty = duty
  }

  /// Of the tickets that `member` has in hand by `duty`, for whoever is on it from `end` on; nil when somebody hands over to
  /// nobody but themselves.
  package func digest(of member: MemberID, ending end: Timestamp, _ items: [HandoffItem]) -> WorkDigest? {
    let next = snapshot.timeline.duty(duty)?.holders(at: end) ?? []
    guard !next.contains(where: { $0.member == member }) else { return nil }
    let until = next.compactMap { held in held.present.first { $0.contains(end) }?.end }.max()
    let desks = duties(of: member, upTo: end)
    let own = snapshot.inOrder(
      items.filter { $0.ticket.isOpen && $0.ticket.isInHand(of: member) && goesOver($0.ticket, among: desks) })
    let placed = own.map { ($0, about($0, until: until ?? end)) }
    let sections = WorkDigest.About.allCases.map { about in
      WorkDigest.Section(about, placed.filter { $0.1 == about }.map { snapshot.line($0.0) })
    }
    return WorkDigest(
      duty: duty, from: member, at: end, to: next.map(\.member), until: until,
      sections: sections.filter { !$0.lines.isEmpty }, rest: placed.filter { $0.1 == nil }.count,
      plan: next.isEmpty ? plan(after: end, count: own.count) : nil,
      standIns: next.isEmpty ? standIns(after: member, from: end) : nil)
  }

  /// Who answers by fallback from `end` on; nil where that is nobody but `member`.
  private func standIns(after member: MemberID, from end: Timestamp) -> [MemberID]? {
    let others = snapshot.timeline.answering(duty, at: end).map(\.member).uniqued.filter { $0 != member }
    return others.isEmpty ? nil : others
  }

  /// Those of `items` that need somebody before `until`: what was answered since a digest was written does not.
  package func needed(_ items: [HandoffItem], until: Timestamp) -> [TicketID] {
    items.filter { about($0, until: until) != nil }.map(\.ticket.id)
  }

  private func about(_ item: HandoffItem, until: Timestamp) -> WorkDigest.About? {
    let ticket = item.ticket
    if ticket.isAcknowledgedPage { return .pages }
    switch ticket.state {
    case .new, .open:
      if let due = ticket.due, ticket.breached != nil || due < until { return .due }
      return .waiting
    case .pending, .onHold:
      if isPromised(ticket, before: until) { return .due }
      return item.wakes.map { $0 < until } ?? false ? .waking : nil
    case .resolved, .closed: return nil
    }
  }

  /// Whether something is due by then although the next step is somebody else's: a word to the customer, overdue or not,
  /// or what else will be late in that shift.
  private func isPromised(_ ticket: Ticket, before until: Timestamp) -> Bool {
    (ticket.clocks ?? []).contains { reading in
      guard reading.isRunningPromise, let due = reading.due, due < until else { return false }
      return reading.clock == .promisedUpdate || due >= snapshot.now
    }
  }

  /// The hold plan that the lead gets when nobody comes next. A fallback may stop before anybody is on again.
  private func plan(after end: Timestamp, count: Int) -> String {
    let start = snapshot.shifts(on: [duty]).flatMap(\.present).map(\.start).filter { $0 >= end }.min()
    let isOver = start.map { $0 <= snapshot.now } ?? false
    let gap = "nobody \(isOver ? "was" : "is") on \(duty) \(start.map { "before \($0)" } ?? "any more")"
    let tickets = isOver ? waited(count) : stay(count) + (start == nil ? "" : " until then")
    let answer = snapshot.timeline.who(duty, at: end)
    let standIns = answer.holders.map(\.member).uniqued.map(snapshot.name)
    guard !standIns.isEmpty else { return "\(gap): \(tickets)\(start == nil ? " without anybody on shift" : "")" }
    let until = answer.until ?? start
    let stand = until.map { $0 <= snapshot.now } ?? false ? "stood" : standIns.count == 1 ? "stands" : "stand"
    let standing = "\(listed(standIns)) \(stand) in on \(duty)"
    guard let until else { return "\(standing): \(tickets)" }
    return "\(standing) until \(until)\(until == start ? "" : ", and \(gap)"): \(tickets)"
  }

  private func stay(_ count: Int) -> String { count == 1 ? "1 ticket stays" : "\(count) tickets stay" }

  /// Of a shift that is over while somebody came on since.
  private func waited(_ count: Int) -> String {
    count == 1 ? "1 ticket has waited since" : "\(count) tickets have waited since"
  }
}
