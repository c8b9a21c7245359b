import Scheduling
import Timekeeping

extension Desk {
  /// A public reply by a person of ours: it answers what waits, and leaves through the ticket's source (rule K11).
  ///
  /// The ticket turns to `then`, else to what its queue says (A12), else to Pending. A linked bug that is open keeps it
  /// from being resolved: then it waits On-hold (A29).
  ///
  /// - Parameters:
  ///   - staysOnHold: when the words change nothing about what an On-hold ticket waits for.
  ///   - toEverybody: also to customers of merged tickets who wait for nothing: what is said of an incident is for all.
  package func reply(
    _ ticket: Ticket, by member: MemberID, text: String, then: Queue.AfterReply? = nil, staysOnHold: Bool = false,
    toEverybody: Bool = false
  ) throws(DeskRefusal) -> Decision {
    try Limits.check(text, "the reply", 1...Limits.message)
    guard ticket.state != .closed else { throw .isOver(ticket) }
    return try act(on: ticket, by: member, alsoDone: true) { run, name throws(DeskRefusal) in
      let (id, places) = (run.nextMessageID, toEverybody ? run.everyPlace : run.placesToAnswer)
      let next = try run.stateAfterReply(then)
      run.say(TicketMessage(id: id, kind: .reply, member: member, author: name, text: text), by: .member(member))
      for place in places {
        run.outgoing.append(
          OutgoingMessage(ticket: ticket.id, message: id, text: text, isByPerson: true, place: place))
      }
      run.tellWhoReads(places)
      if !staysOnHold || ticket.state != .onHold {
        run.settle(after: next, name: name, by: .member(member), isSaid: then != nil)
      }
      // Whoever opens it again with their words has it in hand.
      if !ticket.isOpen, run.ticket.isOpen { run.takeOver(by: member, via: "reply") }
    }
  }

  /// A note, which stays inside.
  ///
  /// - Parameter isRecord: where the desk writes down what `member` did, which is no words of theirs.
  package func note(
    _ ticket: Ticket, by member: MemberID, text: String, isRecord: Bool = false
  ) throws(DeskRefusal) -> Decision {
    try Limits.check(text, "the note", 1...Limits.message)
    return try act(on: ticket, by: member, alsoDone: true) { run, name throws(DeskRefusal) in
      run.note(text, by: member, named: name, isRecord: isRecord)
      for colleague in run.mentioned(in: text, by: member) {
        run.bringIn(colleague, by: name, "names you in a note on \(ticket.id)", text)
      }
      if !isRecord { run.warnOfNobody(in: text) }
    }
  }
}

extension DeskRun {
  /// Whether it pages, and there is no customer who could have the next step: words on it end nothing.
  private var isAlarmOfNobody: Bool {
    isUrgent && ticket.escalation != nil && !snapshot.hasCustomers && ticket.correspondence?.customer?.address == nil
      && ticket.correspondence?.merged?.isEmpty ?? true
  }

  /// The state that a reply asks for: what it says itself, else what its queue says. Where a ticket does not end without
  /// a reason no reply ends it: one that says so is refused, and the queue's own rule leaves it Pending.
  fileprivate mutating func stateAfterReply(_ said: Queue.AfterReply?) throws(DeskRefusal) -> Queue.AfterReply {
    if said == nil, queue.afterReply == nil, isAlarmOfNobody { return .open }
    let state = said ?? queue.afterReply ?? .pending
    guard state == .resolved, ticket.isOpen, blockingBug == nil else { return state }
    do {
      try checkReason(TicketEnding(), queue.closingRules, isFinal: false)
      return state
    } catch {
      guard said == nil else {
        throw DeskRefusal(what: error.what, help: "reply and leave it open, then resolve it with what is missing")
      }
      warnings.append("it is pending and not resolved: \(error.what)")
      return .pending
    }
  }

  /// The linked bug that is open and keeps it from ending (A29).
  var blockingBug: LinkedItem? { queue.closingRules.bugBlocks ? course.openBlockers.first : nil }

  /// What a hold says that ends with the linked bugs; nil where none keeps the ticket from ending.
  var waitForBugs: String? { blockingBug == nil ? nil : course.waitForBlockers }

  /// A hold for bugs names those that are open now; what a person said of a hold stays.
  mutating func restateHold(_ before: String?) {
    guard let before, let after = waitForBugs, after != before else { return }
    if ticket.state == .onHold, course.states.last?.reason == .openBugs { ticket.because = after }
    guard let wait = ticket.custody.wait, wait.reason == .openBugs else { return }
    // Of what nobody owns it says why nobody does, once that is known.
    if ticket.because == wait.because { ticket.because = after }
    ticket.custody.wait?.because = after
  }

  /// Sources could once call a message like one of ours.
  var nextMessageID: String {
    let taken = Set(course.messages.map(\.message.id)).union(course.tombstones)
    var number = course.lastNumber + 1
    while taken.contains(MessageName.ours(number)) { number += 1 }
    return MessageName.ours(number)
  }

  /// Where the next reply is said: to everybody who waits for one, else to whoever wrote last. Only a ticket that others
  /// were merged into has more than its own place, which is nil.
  var placesToAnswer: [MergedPlace?] {
    guard ticket.correspondence?.merged != nil else { return [nil] }
    let theirs = course.messages.filter { $0.message.kind == .customer && !$0.isDeleted }.map(\.message)
    let waiting = theirs.filter { message in course.unanswered.contains { $0.id == message.id } }
    let asked = (waiting.isEmpty ? theirs.suffix(1) : waiting).map { ticket.place(of: $0) }
    let places = asked.reduce(into: [MergedPlace?]()) { if !$0.contains($1) { $0.append($1) } }
    return places.isEmpty ? [nil] : places
  }

  /// Where anybody who wrote on it is answered, each item once.
  var everyPlace: [MergedPlace?] {
    let own = MergedPlace(ticket)
    return (ticket.correspondence?.merged ?? []).reduce(into: [nil]) { places, place in
      let isKnown = places.contains { ($0 ?? own).source == place.source && ($0 ?? own).item == place.item }
      if !isKnown { places.append(place) }
    }
  }

  /// Says to whom a reply goes where that could be somebody else than the ticket's customer.
  mutating func tellWhoReads(_ places: [MergedPlace?]) {
    guard places != [nil] else { return tellWhoDoesNot() }
    let names = places.map { place in place.map { "\($0.name) (\($0.ticket))" } ?? ticket.customerName }
    warnings.append("it goes to \(listed(names))")
  }

  /// Says so where somebody else wrote last, whom an answer to the ticket's customer does not reach.
  private mutating func tellWhoDoesNot() {
    guard snapshot.answersOnePerson,
      let last = course.messages.last(where: { $0.message.kind == .customer && !$0.isDeleted })?.message,
      let writer = last.address?.lowercased(), let customer = ticket.correspondence?.customer?.address?.lowercased(),
      writer != customer
    else { return }
    warnings.append(
      "it goes to \(ticket.customerName), and not to \(last.author ?? writer), who wrote last: "
        + "watchbill ticket split \(ticket.id) --message \(last.id) makes their words a ticket that is answered to them"
    )
  }

  /// The first facts of a ticket: what it is, and the customer's first words.
  ///
  /// - Parameter isNote: when a colleague says them, and no customer waits.
  mutating func begin(_ event: TicketEvent, isNote: Bool = false) {
    var beginning = TicketBeginning(
      source: ticket.source, queue: ticket.queue, priority: ticket.priority, tags: ticket.tags,
      tier: ticket.classification.tier, customer: ticket.classification.customer?.text,
      since: event.since, version: event.version,
      said: snapshot.policy.priorities.first { $0.text == event.priority?.lowercased() })
    let given = ticket.tags.filter { !event.tags.contains($0) }
    beginning.given = given.isEmpty ? nil : given
    write(.began(beginning), by: .source(ticket.source))
    let author: String? = event.noteFrom.map(\.shownName) ?? event.requester
    let first = TicketMessage(
      id: event.messageID ?? TicketHistory.firstMessage, kind: isNote ? .note : .customer, author: author,
      text: event.body, occurred: event.occurred, attachments: event.attachments,
      address: isNote ? nil : event.sender)
    for remark in event.remarks { did(.received, remark) }
    if let since = event.since {
      record(.moved(MovedMessage(from: ticket.id, message: first, at: since, waits: true)), by: .desk)
    } else {
      record(.message(first), by: isNote ? .source(ticket.source) : .customer(event.requester))
    }
  }

  /// A public message by a person of ours; whoever writes has the ticket in hand (rule K7).
  mutating func say(_ message: TicketMessage, by author: FactAuthor) {
    let name = message.author ?? "somebody of ours"
    record(.message(message), by: author)
    did(.replied, "by \(name)")
    guard let member = message.member else { return }
    let before = ticket.owner
    takeOver(by: member, via: "reply")
    if let before, ticket.owner == before { tellOfStep(before, in: member, by: "replied on it") }
  }

  /// The state after a reply: nobody's own words change a ticket that is resolved, unless they say so.
  mutating func settle(after state: Queue.AfterReply, name: String, by author: FactAuthor, isSaid: Bool = false) {
    guard ticket.isOpen || isSaid && state != .resolved else { return }
    switch state {
    case .open: if ticket.state != .open { turn(to: .open, "\(name) goes on with it", by: author) }
    case .pending:
      turn(to: .pending, "\(name) replied; the customer has the next step", by: author)
      did(.pending, "the customer has the next step")
    case .resolved:
      if !holdForBug(by: author) {
        turn(to: .resolved, "\(name) replied", by: author)
        did(.resolved, "by \(name)'s reply")
      }
    }
    // Of what nobody owns it says why.
    if ticket.owner != nil || !ticket.isOpen { ticket.because = course.states.last?.because ?? ticket.because }
  }

  /// Puts what would end and waits for a bug on hold; false where nothing keeps it from ending.
  mutating func holdForBug(by author: FactAuthor) -> Bool {
    guard let why = waitForBugs else { return false }
    turn(to: .onHold, why, by: author, reason: .openBugs)
    ticket.because = why
    did(.onHold, why)
    return true
  }
}
