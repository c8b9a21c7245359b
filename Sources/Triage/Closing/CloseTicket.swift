import Scheduling
import Timekeeping

/// What is said when a ticket ends.
package struct TicketEnding: Sendable, Hashable {
  /// One of the queue's reasons where it has any.
  package var reason: String?
  /// What the customer is not told.
  package var note: String?
  /// True when the customer says that it is done (C20).
  package var isConfirmed: Bool
  package var link: LinkedItem?
  package var improvement: Improvement?

  package init(
    reason: String? = nil, note: String? = nil, isConfirmed: Bool = false, link: LinkedItem? = nil,
    improvement: Improvement? = nil
  ) {
    self.reason = reason
    self.note = note
    self.isConfirmed = isConfirmed
    self.link = link
    self.improvement = improvement
  }

  /// Spam and the like (C42): nothing is asked for, and it is in no report.
  var isNoTicket: Bool { reason == RoutingEnding.noTicket }
}

extension Desk {
  /// Ends a ticket: its timer and its pages that have not left go with it.
  ///
  /// A linked bug that is open forbids it (A29). Without a member the source or the desk says so.
  package func resolve(_ ticket: Ticket, by member: MemberID?, note: String?) throws(DeskRefusal) -> Decision {
    try end(ticket, by: member, as: .resolved, TicketEnding(note: note))
  }

  package func resolve(_ ticket: Ticket, by member: MemberID?, _ ending: TicketEnding) throws(DeskRefusal) -> Decision {
    try end(ticket, by: member, as: .resolved, ending)
  }

  /// Ends a ticket for good: later messages begin a new one. Its queue's reasons, links and the question what could be
  /// better are answered here (C19–C24, E11).
  package func close(_ ticket: Ticket, by member: MemberID, _ ending: TicketEnding) throws(DeskRefusal) -> Decision {
    try end(ticket, by: member, as: .closed, ending)
  }

  private func end(
    _ ticket: Ticket, by member: MemberID?, as state: TicketState, _ ending: TicketEnding
  ) throws(DeskRefusal) -> Decision {
    var run = try run(ticket)
    guard ticket.isOpen || state == .closed && ticket.state == .resolved else {
      throw DeskRefusal(what: "\(ticket.id) is already \(ticket.state.rawValue)", help: "nothing was changed")
    }
    if let member { try check(member, may: ticket, in: run.queue) }
    try run.check(ending, isFinal: state == .closed)
    run.noteBreaches()
    run.end(as: state, by: member, ending)
    return run.decision()
  }
}

extension DeskRun {
  /// Refuses what the queue does not let a ticket end with.
  func check(_ ending: TicketEnding, isFinal: Bool) throws(DeskRefusal) {
    for text in [ending.note, ending.reason].compactMap({ $0 }) {
      try Limits.check(text, "the reason", 1...Limits.message)
    }
    if ending.isNoTicket {
      guard !isFinal else { return }
      throw DeskRefusal(what: "what is not a ticket is closed, and not resolved", help: "watchbill ticket close")
    }
    let rules = queue.closingRules
    if let bug = blockingBug {
      throw DeskRefusal(
        what: "\(ticket.id) waits for \(bug.id), which is open",
        help: "put it on hold: it opens again when \(bug.id) is done")
    }
    try checkReason(ending, rules, isFinal: isFinal)
    if let improvement = ending.improvement { try check(improvement) }
    if isFinal, rules.improvement == .required, ending.improvement == nil, course.improvements.isEmpty {
      throw DeskRefusal(
        what: "queue \(queue.id) asks what this ticket taught us",
        help: "say \(improvementWords)=URL, or none", wants: "improvement")
    }
  }

  /// The kinds that the queue knows, as people type them.
  private var improvementWords: String {
    queue.closingRules.improvementKinds.map(\.rawValue).joined(separator: "|")
  }

  /// Refuses a kind of improvement that the queue does not have (E12).
  func check(_ improvement: Improvement) throws(DeskRefusal) {
    let known = queue.closingRules.improvementKinds + [.none]
    guard !known.contains(improvement.kind) else { return }
    let word = improvement.kind.rawValue
    throw .unknown("queue \(queue.id) has no kind of improvement '\(word.echoed)'", word, among: known.map(\.rawValue))
  }

  /// Refuses an end without one of the queue's reasons, or without what the reason needs.
  func checkReason(_ ending: TicketEnding, _ rules: ClosingRules, isFinal: Bool) throws(DeskRefusal) {
    let names = rules.reasons.map(\.name)
    guard !names.isEmpty else { return }
    // Works in every queue, but for a close alone.
    let all = isFinal ? names + [RoutingEnding.noTicket] : names
    guard let given = ending.reason ?? course.closing?.reason else {
      // Where the ticket closes by itself, nobody is asked any more.
      if !isFinal, rules.closesByItself != true { return }
      throw DeskRefusal(
        what: "no reason is given", help: "one of: \(all.joined(separator: ", "))", wants: "reason")
    }
    if given == SilenceRule.reason { return }
    guard let reason = rules.reasons.first(where: { $0.name == given }) else {
      throw .unknown("queue \(queue.id) has no close reason '\(given.echoed)'", given, among: all)
    }
    if reason.needsLink { try checkLinks(course.links + [ending.link].compactMap { $0 }, for: reason) }
    if reason.needsConfirmation, !ending.isConfirmed, course.closing?.isConfirmed != true {
      throw DeskRefusal(
        what: "'\(given)' means that the customer said so", help: "say so if they did", wants: "confirmed")
    }
  }

  /// Refuses an end without the link that its reason needs; one that is given with an end is of a feature request.
  private func checkLinks(_ links: [LinkedItem], for reason: CloseReason) throws(DeskRefusal) {
    let kinds = reason.linkKinds ?? LinkedItem.Kind.allCases
    guard !links.contains(where: { kinds.contains($0.kind) }) else { return }
    let words = reason.linkKinds.map { " of kind \($0.uniqued.map(\.rawValue).joined(separator: " or "))" } ?? ""
    let isGiven = kinds.contains(.feature)
    throw DeskRefusal(
      what: "'\(reason.name)' needs a link\(words)",
      help: isGiven ? "give the address of what was filed" : "link what was filed to \(ticket.id) first, with its kind",
      wants: isGiven ? "link" : nil)
  }

  mutating func end(as state: TicketState, by member: MemberID?, _ ending: TicketEnding) {
    let author: FactAuthor = member.map { .member($0) } ?? .desk
    if let link = ending.link { record(.linked(link), by: author) }
    if let improvement = ending.improvement {
      record(.improvement(improvement), by: author)
      did(.linked, "\(member.map(snapshot.name) ?? "the desk"): \(improvement)")
    }
    if ending.isNoTicket { ticket.classification.ending = .notATicket }
    if let reason = ending.reason {
      record(.closing(CloseRecord(reason: reason, isConfirmed: ending.isConfirmed, by: member)), by: author)
    }
    let by = member.map { "by \(snapshot.name($0))" } ?? "by the desk"
    let because = [by, ending.reason, ending.note].compactMap { $0 }.joined(separator: ": ")
    turn(to: state, because, by: author)
    ticket.because = because
    did(state == .closed ? .closed : .resolved, because)
  }
}

extension Desk {
  /// Links a bug, task or other help to a ticket (A28); what is linked again is what it is now.
  package func link(_ ticket: Ticket, by member: MemberID, to item: LinkedItem) throws(DeskRefusal) -> Decision {
    try act(on: ticket, by: member, alsoDone: true) { run, name throws(DeskRefusal) in run.link(item, by: member) }
  }

  /// Links what `author` filed from the ticket: it exists, whatever they may do with the ticket by now.
  package func linkFiled(_ item: LinkedItem, by author: MemberID, to ticket: Ticket) throws(DeskRefusal) -> Decision {
    var run = try run(ticket)
    run.noteBreaches()
    run.link(item, by: author)
    if run.ticket.isOpen { run.advance() }
    return run.decision()
  }

  /// Somebody says that what the ticket is linked to is done; refused where it is not linked to it.
  package func linkDone(_ ticket: Ticket, id: String) throws(DeskRefusal) -> Decision {
    let linked = try run(ticket).course.links.map(\.id)
    guard linked.contains(id) else {
      throw DeskRefusal(
        what: "\(ticket.id) is not linked to '\(id.echoed)'",
        help: linked.isEmpty ? "it is linked to nothing" : "it is linked to \(linked.joined(separator: ", "))")
    }
    return try linkChanged(ticket, id: id, isOpen: false)
  }

  /// Something that tickets are linked to was closed or opened again elsewhere: a ticket that waited for the last of
  /// its bugs wakes to Open, and is never closed by itself (A29, C23); one that woke for nothing waits again.
  package func linkChanged(_ ticket: Ticket, id: String, isOpen: Bool) throws(DeskRefusal) -> Decision {
    var run = try run(ticket)
    guard let link = run.course.links.first(where: { $0.id == id }), link.isOpen != isOpen else {
      return run.decision()
    }
    run.noteBreaches()
    let waited = run.waitForBugs
    run.record(.linkChanged(id: id, isOpen: isOpen), by: .desk)
    run.did(.linked, "\(link.kind.rawValue) \(id) is \(isOpen ? "open again" : "done")")
    run.restateHold(waited)
    if isOpen { run.goBack(for: link) }
    if !isOpen, !run.course.links.contains(where: { $0.isOpen && $0.kind == link.kind }) { run.goOn(after: link) }
    if run.ticket.isOpen { run.advance() }
    return run.decision()
  }
}

extension DeskRun {
  fileprivate mutating func link(_ item: LinkedItem, by member: MemberID) {
    let waited = waitForBugs
    record(.linked(item), by: .member(member))
    restateHold(waited)
    did(.linked, "\(snapshot.name(member)): \(item.kind.rawValue) \(item.id)")
  }

  /// What the ticket waited for is done. The next step is ours also where the customer was told of it meanwhile and the
  /// ticket is pending, and where it was resolved not long ago, before the bug was; else its owner
  /// hears of it.
  fileprivate mutating func goOn(after link: LinkedItem) {
    guard ticket.mergedInto == nil else { return }
    let (why, cause) = ("\(link.id) is done", "link/\(link.id)/\(course.lastNumber)")
    switch ticket.state {
    case .onHold: comeBack(why, by: .desk, cause: cause, reason: .workDone)
    case .pending where link.kind.isWork: comeBack(why, by: .desk, cause: cause, reason: .workDone)
    case .new where ticket.custody.wait?.state == .onHold, .new where link.kind.isWork: ticket.custody.wait = nil
    case .resolved where link.blocksClosing && queue.closingRules.bugBlocks && isInReopeningWindow:
      comeBack(why, by: .desk, cause: cause, reason: .workDone)
      // That a bug is mended is no alarm.
      endAlarm()
    case .resolved where link.kind.isWork, .closed where link.kind.isWork:
      let what = ticket.isPrivate ? "what it was linked to is done" : why
      tellResponsible(kind: "ticket-link-done", cause: cause, "\(what), and the customer may want to know")
    default: return
    }
  }

  /// What was said to be done is worked on again. A ticket that woke for that alone waits again, as long as its customer has
  /// not written since; whoever has it hears of it.
  fileprivate mutating func goBack(for link: LinkedItem) {
    guard ticket.mergedInto == nil, link.kind.isWork || link.blocksClosing,
      [.open, .pending, .resolved].contains(ticket.state)
    else { return }
    let why = "\(link.id) is open again"
    if ticket.state == .open, course.states.last?.reason == .workDone {
      ticket.because = why
      let isQuiet = course.unanswered.allSatisfy { $0.since <= course.stateSince }
      if isQuiet, link.blocksClosing { _ = holdForBug(by: .desk) }
    }
    let what = ticket.isPrivate ? "what it is linked to is open again" : why
    let next = ticket.state == .onHold ? ", and it waits for that" : ""
    tellResponsible(kind: "ticket-link-open", cause: "link/\(link.id)/\(course.lastNumber)", "\(what)\(next)")
  }

  private var isInReopeningWindow: Bool {
    course.resolved.map { now <= $0 + queue.stateRules.reopenWithin.duration } ?? false
  }
}
