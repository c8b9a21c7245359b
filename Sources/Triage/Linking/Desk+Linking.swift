import Scheduling
import Timekeeping

/// Merge, split, link and group: one decision for each ticket that changes, committed together.
extension Desk {
  /// Lets `gone` go on in `kept` (C41): the earlier clock, the more urgent priority, everybody who followed either, and
  /// all messages. `gone` is closed, and what still comes for it belongs to `kept`.
  ///
  /// `histories` of the snapshot has both tickets'; `member` is who merges them, where it is known which one does.
  package func merge(
    _ gone: Ticket, into kept: Ticket, by: String, member: MemberID? = nil
  ) throws(DeskRefusal) -> (gone: Decision, kept: Decision) {
    try check(gone, kept, canBe: "merged")
    if gone.id == kept.id { throw DeskRefusal(what: "\(gone.id) is one ticket", help: "name two tickets to merge") }
    guard gone.parts.isEmpty else {
      throw DeskRefusal(
        what: "\(gone.id) is an incident with \(gone.parts.count) tickets", help: "merge the other into it instead")
    }
    var (from, into) = (try run(gone), try run(open: kept))
    from.noteBreaches()
    into.noteBreaches()
    into.absorb(gone, said: from.course, by: member.map { .member($0) } ?? .desk)
    into.did(.merged, "\(by) merged \(gone.id) into it")
    into.followPriority(from: kept.priority, by: .desk)
    into.awaken(for: from.course, of: gone)
    into.warnOfReaders(of: gone, by: by)
    into.tellOwner(of: gone, by: by)
    into.advance()
    from.close(.mergedInto, kept.id, "\(by) merged it into \(kept.id)")
    return (from.decision(), into.decision())
  }

  /// Opens a ticket of its own for something else that was said in `ticket`; the customer and the channel stay.
  ///
  /// - Parameter source: where the words came from: another one than the ticket's own where it was merged from there.
  package func split(
    _ ticket: Ticket, as event: TicketEvent, id: TicketID, source: String? = nil, queue: Queue, by: String
  ) throws(DeskRefusal) -> (old: Decision, new: Decision) {
    var old = try run(open: ticket)
    var event = event
    event.isPrivate = event.isPrivate || ticket.isPrivate
    let from = source ?? ticket.source
    // Words that a rule keeps from others go where it sends them.
    let route = route(event, source: from)
    let isKept = !ticket.isPrivate && route.classification.visibility == .confidential
    let sent = isKept ? route.queue.flatMap { snapshot.policy.queue($0) } : nil
    var opened = open(event, id: id, source: from, queue: sent ?? queue)
    opened.ticket.link(.splitFrom, ticket.id)
    // Also one that is in no file any more.
    if opened.ticket.classification.customer == nil { opened.ticket.classification.customer = event.customer }
    old.ticket.link(.splitInto, id)
    old.did(.linked, "\(by) split \(id) from it")
    return (old.decision(), opened)
  }

  /// Ties a ticket to another, of whatever team; the other one needs the same, and both stay what they are.
  package func relate(_ ticket: Ticket, to other: TicketID, by: String) throws(DeskRefusal) -> Decision {
    if ticket.id == other { throw DeskRefusal(what: "\(other) is one ticket", help: "name two tickets to relate") }
    var run = try run(ticket)
    run.tie(.related, other, "\(by) related it to \(other)")
    return run.decision()
  }

  /// Puts a ticket under an incident (C37): one answer there can go to all of them. A ticket has one incident.
  package func group(
    _ ticket: Ticket, under incident: Ticket, by: String
  ) throws(DeskRefusal) -> (part: Decision, incident: Decision) {
    try check(ticket, incident, canBe: "grouped")
    if ticket.id == incident.id { throw DeskRefusal(what: "\(ticket.id) is one ticket", help: "name its incident") }
    if let other = ticket.incident, other != incident.id {
      throw DeskRefusal(
        what: "\(ticket.id) is part of \(other), and a ticket has one incident",
        help: "relate them instead: watchbill ticket relate \(ticket.id) \(incident.id) --as YOU")
    }
    guard ticket.parts.isEmpty else {
      throw DeskRefusal(
        what: "\(ticket.id) is an incident itself, and none is part of another one",
        help: "merge \(incident.id) into \(ticket.id) instead, or relate them")
    }
    if let whole = incident.incident {
      throw DeskRefusal(what: "\(incident.id) is part of \(whole)", help: "put \(ticket.id) under \(whole) as well")
    }
    var (part, whole) = (try run(ticket), try run(incident))
    part.tie(.partOf, incident.id, "\(by) put it under \(incident.id)")
    whole.tie(.hasPart, ticket.id, "\(by) put \(ticket.id) under it")
    return (part.decision(), whole.decision())
  }

  /// Takes a ticket out of its incident again, whatever became of the two meanwhile; what was answered to both stays said.
  /// The incident needs ``forget(part:_:by:)``.
  package func ungroup(_ ticket: Ticket, from incident: TicketID, by: String) throws(DeskRefusal) -> Decision {
    guard ticket.incident == incident else {
      throw DeskRefusal(
        what: "\(ticket.id) is not part of \(incident)",
        help: ticket.incident.map { "it is part of \($0)" } ?? "it is part of no incident")
    }
    var run = try run(ticket)
    run.untie(.partOf, incident, "\(by) took it out of \(incident)")
    return run.decision()
  }

  /// The incident's side of ``ungroup(_:from:by:)``.
  package func forget(part: TicketID, _ incident: Ticket, by: String) throws(DeskRefusal) -> Decision {
    var run = try run(incident)
    run.untie(.hasPart, part, "\(by) took \(part) out of it")
    return run.decision()
  }

  private func check(_ a: Ticket, _ b: Ticket, canBe done: String) throws(DeskRefusal) {
    guard a.team == b.team else {
      throw DeskRefusal(
        what: "\(a.id) is of team \(a.team), \(b.id) of \(b.team)",
        help: "relate them instead: watchbill ticket relate \(a.id) \(b.id) --as YOU")
    }
    for ticket in [a, b] where !ticket.isOpen {
      let place = ticket.mergedInto.map { ", merged into \($0)" } ?? ""
      throw DeskRefusal(
        what: "\(ticket.id) is \(ticket.state.rawValue)\(place)", help: "only open tickets can be \(done)")
    }
  }
}

extension DeskRun {
  mutating func tie(_ kind: TicketLink.Kind, _ other: TicketID, _ because: String) {
    guard !ticket.links.contains(TicketLink(kind, other)) else { return }
    ticket.link(kind, other)
    did(.linked, because)
  }

  fileprivate mutating func untie(_ kind: TicketLink.Kind, _ other: TicketID, _ because: String) {
    ticket.links.removeAll { $0 == TicketLink(kind, other) }
    did(.linked, because)
  }

  /// Ends a ticket that goes on elsewhere; its pages that have not left do not leave.
  mutating func close(_ kind: TicketLink.Kind, _ other: TicketID, _ because: String) {
    ticket.link(kind, other)
    ticket.state = .closed
    ticket.closed = now
    ticket.due = nil
    ticket.because = because
    withdrawsPages = true
    did(.merged, because)
  }

  /// Takes over what counts of a merged ticket; neither the earlier clock nor the stricter promise is lost.
  mutating func absorb(_ gone: Ticket, said course: TicketCourse, by author: FactAuthor) {
    ticket.created = min(ticket.created, gone.created)
    absorbMessages(of: gone, course)
    let answered = course.response.flatMap { $0.how == .reply ? $0 : nil }
    record(.merged(gone.id, since: gone.created, answered: answered), by: author)
    absorbItems(of: gone, course)
    for link in course.links { record(.linked(link), by: .desk) }
    if let promise = course.promise, self.course.promise == nil { record(.promised(until: promise.until), by: .desk) }
    if snapshot.policy.urgency(gone.priority) < snapshot.policy.urgency(ticket.priority) { raise(to: gone.priority) }
    for tag in gone.tags where !ticket.tags.contains(tag) { ticket.tags.append(tag) }
    absorbFollowers(of: gone)
    if gone.isPrivate { ticket.classification.visibility = .confidential }
    if ticket.classification.customer == nil { ticket.classification.customer = gone.classification.customer }
    if ticket.classification.tier == nil { ticket.classification.tier = gone.classification.tier }
    // The clocks go by what the history says: the stricter promise is not lost.
    let change = TicketChange(
      tags: ticket.tags == self.course.tags ? nil : ticket.tags,
      tier: ticket.classification.tier == self.course.tier ? nil : ticket.classification.tier,
      customer: ticket.classification.customer?.text == self.course.customer
        ? nil : ticket.classification.customer?.text)
    if !change.isEmpty { record(.changed(change), by: .desk) }
    ticket.link(.mergedFrom, gone.id)
    var place = ticket.correspondence ?? Correspondence(item: ticket.externalID)
    place.merged = (place.merged ?? []) + [MergedPlace(gone)] + (gone.correspondence?.merged ?? [])
    ticket.correspondence = place
  }

  /// What was deleted comes along as such, also before its message came: a late word of it brings nothing back. So does
  /// what was not delivered, which may arrive yet.
  private mutating func absorbMessages(of gone: Ticket, _ course: TicketCourse) {
    func id(_ own: String) -> String { MessageName.merged(own, from: gone.id) }
    for kept in course.messages {
      var message = kept.message
      message.id = id(message.id)
      message.from = message.from ?? gone.id
      let waits = course.unanswered.contains { $0.id == kept.message.id }
      write(.moved(MovedMessage(from: gone.id, message: message, at: kept.at, waits: waits)), by: .desk)
    }
    for deleted in course.tombstones.sorted() { write(.deleted(messageID: id(deleted)), by: .desk) }
    for answer in course.undelivered.sorted() { write(.undelivered(messageID: id(answer)), by: .desk) }
  }

  /// Whoever followed either follows what goes on; where one of them alone was private only those who followed that one, so
  /// that its words are shown to nobody but the owner of what is kept (E14).
  private mutating func absorbFollowers(of gone: Ticket) {
    let before = ticket.custody.followers.filter { $0 != ticket.owner }
    let others = ([gone.owner].compactMap { $0 } + gone.custody.followers).filter { $0 != ticket.owner }
    if gone.isPrivate, !ticket.isPrivate { ticket.custody.followers = [] }
    if gone.isPrivate || !ticket.isPrivate { for member in others { ticket.custody.follow(member) } }
    let left = (before + others).uniqued.filter { !ticket.custody.followers.contains($0) }
    guard !left.isEmpty else { return }
    let verb = left.count == 1 ? "does" : "do"
    warnings.append("\(listed(left.map(snapshot.name))) \(verb) not follow it: it is private")
  }

  /// What is open in its source goes on being so (C41).
  private mutating func absorbItems(of gone: Ticket, _ course: TicketCourse) {
    let own = MergedItem(ticket: gone.id, isClosed: course.sourceClosed ?? false, changed: now)
    // What pages nobody, or never says that it is over, keeps no alarm from its end.
    let counts = gone.escalation != nil && snapshot.endingSources?.contains(gone.source) ?? true
    for item in (counts ? [own] : []) + course.items {
      let version = course.versions[item == own ? "state" : MergedItem.fact(item.ticket)]?.version
      record(.itemState(of: item.ticket, isClosed: item.isClosed, version: version), by: .desk)
    }
  }

  /// Two customers in one ticket read the same answers.
  mutating func warnOfReaders(of gone: Ticket, by: String) {
    let theirs = MergedPlace(gone)
    guard theirs.customer?.shownName != ticket.customerName else { return }
    warnings.append(
      "\(theirs.name) and \(ticket.customerName) have one ticket now: a reply goes to each who waits for one")
  }

  /// Whose customer waits for an answer is ours to go on with, whatever the other ticket waited for.
  fileprivate mutating func awaken(for course: TicketCourse, of gone: Ticket) {
    let rings = gone.escalation?.lastFired != nil && gone.acknowledgement == nil
    guard !course.unanswered.isEmpty || rings else { return }
    ticket.custody.wait = nil
    guard [.pending, .onHold].contains(ticket.state) else { return }
    let why = course.unanswered.isEmpty ? "\(gone.id) rings" : "the customer of \(gone.id) waits for an answer"
    comeBack(why, by: .desk, cause: "merged/\(gone.id)")
  }

  /// Whoever had the ticket that is no more hears where it goes on.
  fileprivate mutating func tellOwner(of gone: Ticket, by: String) {
    guard let owner = gone.owner, owner != ticket.owner, snapshot.name(owner) != by else { return }
    let whose = ticket.owner.map { ", which is \(snapshot.name($0))'s" } ?? ""
    let follows = ticket.custody.followers.contains(owner) ? " You follow it." : ""
    tells.append(
      Telling(
        .taken, ticket.id, to: [owner],
        text: "\(by) merged \(gone.id), which was yours, into \(ticket.id)\(whose).\(follows)"))
  }

  /// A more urgent priority brings its weight, and its escalation where there is none yet.
  private mutating func raise(to priority: Priority) {
    let wasUrgent = isUrgent
    ticket.priority = priority
    record(.changed(TicketChange(priority: priority)), by: .desk)
    ticket.custody.weight = queue.rules.weight(of: priority)
    if wasUrgent { calmDown() } else { ringAnew(by: .desk) }
    repin()
  }
}
