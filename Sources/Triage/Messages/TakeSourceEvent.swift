import Scheduling
import Timekeeping

extension Desk {
  /// What an event of a source does to the ticket it is about (rule K9), the same on every channel.
  ///
  /// Events may come late, twice and out of order: of each fact the newest version holds, messages are known by their
  /// ids, and an edit or a deletion that overtakes its message is not lost (invariants I8, I9). `member` is the person
  /// of ours who wrote, where they are known.
  package func take(
    _ event: SourceEvent, on ticket: Ticket, member: MemberID? = nil
  ) throws(DeskRefusal) -> Reception {
    if let item = event.merged, let saysClosed = event.saysClosed {
      return try take(event, of: item, saysClosed: saysClosed, on: ticket)
    }
    if let why = try beginsAnew(event, after: ticket) { return .beginsAnew(linkedTo: ticket.id, because: why) }
    return try taken(try asOfNow(event, on: ticket), on: ticket, member: member)
  }

  private func taken(
    _ event: SourceEvent, on ticket: Ticket, member: MemberID?
  ) throws(DeskRefusal) -> Reception {
    switch event.what {
    case .opened(let message) where message.text.isEmpty && knows(message):
      // A delivery that leaves the first words out takes nothing of them away.
      return .changed(try follow(event, after: Decision(ticket: ticket, made: snapshot.now)))
    case .opened(let message), .message(let message), .messageEdited(let message):
      var said = TicketMessage(message, of: event, on: ticket, member: member)
      if said.kind == .customer, isByCommunity(event, on: ticket) { said.kind = .community }
      let reception = try receive(said, on: ticket)
      guard case .changed(let decision) = reception else { return reception }
      let isCall = event.isCall == true && [.note, .reply].contains(said.kind) && !knows(message)
      return .changed(try follow(event, after: decision, call: isCall ? said : nil))
    case .messageDeleted(let id): return .changed(try delete(id, on: ticket, in: ticket.source(of: event)))
    case .changed, .closed, .reopened:
      return .changed(try follow(event, after: Decision(ticket: ticket, made: snapshot.now)))
    case .notOurs(let because):
      throw DeskRefusal(what: "the event is not ours: \(because)", help: "nothing was changed")
    }
  }

  /// What fires again counts from now on, though its own time is before the end that its source told of.
  private func asOfNow(_ event: SourceEvent, on ticket: Ticket) throws(DeskRefusal) -> SourceEvent {
    guard !ticket.isOpen, event.saysClosed == false else { return event }
    let run = try run(ticket)
    guard run.isAgain(event), let told = run.course.versions["state"], told.isNewer(than: event.version) else {
      return event
    }
    var event = event
    event.version = told.version
    return event
  }

  private func knows(_ message: ItemMessage) -> Bool {
    snapshot.history.course.messages.contains { $0.message.id == message.id }
  }

  /// Why an item that its source opens again needs another ticket: the one it had came to its end too long ago (K9).
  private func beginsAnew(_ event: SourceEvent, after ticket: Ticket) throws(DeskRefusal) -> String? {
    guard !ticket.isOpen, event.automatic == nil, event.saysClosed == false else { return nil }
    let run = try run(ticket)
    return run.isAgain(event) ? run.isOver() : nil
  }

  /// Whether somebody else than the customer speaks, in a queue where such people answer, too (E4).
  private func isByCommunity(_ event: SourceEvent, on ticket: Ticket) -> Bool {
    guard snapshot.policy.queue(ticket.queue)?.stateRules.communityCounts == true,
      let writer = event.author.party.address?.lowercased(),
      let customer = ticket.correspondence?.customer?.address?.lowercased()
    else { return false }
    return writer != customer
  }

  private func delete(_ id: String, on ticket: Ticket, in source: String) throws(DeskRefusal) -> Decision {
    var run = try run(ticket)
    guard !run.course.tombstones.contains(id) else { return run.decision() }
    run.noteBreaches()
    run.record(.deleted(messageID: id), by: .source(source))
    run.did(.received, "a message was deleted in \(source)")
    return run.decision()
  }

  /// What the source says of the item besides its messages: priority, tags, title, and whether it is over.
  ///
  /// - Parameter call: a colleague's words that call for support.
  private func follow(
    _ event: SourceEvent, after first: Decision, call: TicketMessage? = nil
  ) throws(DeskRefusal) -> Decision {
    let before = event.saysClosed == false ? try run(first.ticket) : nil
    var next = self
    if !first.facts.isEmpty { next = Desk(snapshot.adding(first.facts)) }
    var run = try next.run(first.ticket)
    run.noteBreaches()
    run.change(change(event, after: run.course), by: .source(first.ticket.source))
    run.followPriority(from: first.ticket.priority, by: .source(first.ticket.source))
    if event.automatic == nil { run.follow(event, isAgain: before?.isAgain(event) ?? false) }
    if let call { run.beCalled(by: call) }
    if first.ticket.isOpen, before?.isFiringAnew(event) ?? false { run.tellOfMore(event) }
    if run.ticket.isOpen, first.ticket != run.ticket || !run.steps.isEmpty { run.advance() }
    return first.followed(by: run.decision())
  }

  private func change(_ event: SourceEvent, after course: TicketCourse) -> TicketChange {
    let facts = event.facts
    let said = said(facts, after: course)
    return TicketChange(
      title: facts.title, priority: said ?? labelled(facts, after: course),
      tags: facts.tags.map { ($0 + course.givenTags).uniqued }, version: event.version,
      isSaid: said == nil ? nil : true)
  }

  /// The source's word; once a person has said how urgent it is, only where the source has changed its own.
  private func said(_ facts: ItemFacts, after course: TicketCourse) -> Priority? {
    guard let word = facts.priority?.lowercased(),
      let said = snapshot.policy.priorities.first(where: { $0.text == word })
    else { return nil }
    return course.isTriagedByHand && said == course.saidPriority ? nil : said
  }

  /// The most urgent of the tags that are new and name a priority, as at the opening of a ticket; who has said how urgent it is
  /// knows better than a label, and an answer says nothing of that.
  private func labelled(_ facts: ItemFacts, after course: TicketCourse) -> Priority? {
    guard !course.isTriagedByHand, let tags = facts.tags else { return nil }
    let new = tags.filter { !course.tags.contains($0) }.map { $0.lowercased() }
    return snapshot.policy.priorities.first { new.contains($0.text) }
  }
}

extension SourceEvent {
  /// This event as the beginning of a ticket that follows `before`, a ticket of the same item: what the source said of
  /// the item by then goes on, as far as the event says nothing newer (invariant I9).
  package func following(_ before: Ticket, _ history: TicketHistory) -> SourceEvent {
    let told = history.course.versions["title"]
    var event = self
    if isIntroduction == true { (event.facts.title, event.facts.customer) = (nil, nil) }
    if event.facts.title == nil || told?.isNewer(than: version) == true {
      event.facts.title = before.title
    }
    event.facts.tags = facts.tags ?? (before.tags.isEmpty ? nil : before.tags)
    event.version = told?.latest(version) ?? version
    event.facts.customer = event.facts.customer ?? before.correspondence?.customer
    if case .reopened = what {
      // Nobody said anything: the new ticket says what the old one said, as of then.
      event.version = told?.version
      let first = history.course.messages.first?.message
      event.what = .opened(
        ItemMessage(id: first?.id ?? "opened", text: before.body, attachments: first?.attachments ?? []))
      if let first, first.kind == .note {
        // Whoever opened the item again did not write it.
        event.visibility = .team
        event.author = EventAuthor(Party(name: first.author), kind: .colleague)
      }
    }
    return event
  }
}

extension SourceEvent {
  /// What it says of its item being over; nil for what says nothing of that. An alert that fires again opens its item
  /// again; of other events the state that comes with them may be older than they are.
  var saysClosed: Bool? {
    switch what {
    case .closed: true
    case .reopened: false
    case .opened: facts.isClosed == false ? false : nil
    case .message, .messageEdited, .messageDeleted, .changed, .notOurs: nil
    }
  }

  /// True for an alert that says it is on, as it does when it begins and again while it lasts.
  var isFiring: Bool {
    guard case .opened = what else { return false }
    return isAlert == true && facts.isClosed == false
  }
}

extension DeskRun {
  /// Whether the source opens again what is over: its item after its end there, or something new after a person's word.
  fileprivate func isAgain(_ event: SourceEvent) -> Bool {
    guard event.saysClosed == false else { return false }
    if course.sourceClosed == true { return isNews(of: event) || isFiringAgain(event) }
    switch event.what {
    case .reopened: return event.version.map { course.versions["state"]?.isOlder(than: $0) ?? true } ?? true
    case .opened: return isFiringAnew(event)
    default: return false
    }
  }

  /// Whether something began that the ticket knows nothing of; by the sender's clock alone.
  fileprivate func isFiringAnew(_ event: SourceEvent) -> Bool {
    guard event.isFiring, let began = event.occurred else { return false }
    return course.messages.compactMap(\.message.occurred).allSatisfy { $0 < began }
  }

  /// Whether the end that the source told of is over: others fire than did, or the same did not come late.
  private func isFiringAgain(_ event: SourceEvent) -> Bool {
    guard event.isFiring, case .opened(let message) = event.what else { return false }
    let isKnown = course.messages.contains { $0.message.id == message.id }
    return !isKnown || course.sourceChanged.map { now - $0 >= SourceEvent.lateness } ?? true
  }

  /// Whether the source says something else of its item than it did, rather than something older.
  private func isNews(of event: SourceEvent) -> Bool {
    guard let says = event.saysClosed else { return false }
    var then = course
    let what = TicketFact.Kind.sourceState(isClosed: says, version: event.version)
    then.apply(TicketFact(number: then.lastNumber, at: now, by: .source(ticket.source), what: what))
    return then.sourceClosed != course.sourceClosed
  }

  /// The newest word of the source on whether its item is over; the same word again is no news.
  ///
  /// - Parameter isAgain: whether it opens what was over.
  fileprivate mutating func follow(_ event: SourceEvent, isAgain: Bool) {
    guard let says = event.saysClosed else { return }
    let (wasClosed, wasOver) = (course.sourceClosed ?? false, course.isOver)
    if saysMore(event) {
      record(.sourceState(isClosed: says, version: event.version), by: .source(ticket.source))
    }
    if isAgain { beOpenedAgain(by: event, from: ticket.source, stoodStill: wasOver) }
    if course.sourceClosed == true, !wasClosed { endWithItems("its item", by: event, in: ticket.source) }
  }

  /// Whether the source's word on the end is another than it was, or a newer one.
  private func saysMore(_ event: SourceEvent) -> Bool {
    guard event.saysClosed == course.sourceClosed else { return true }
    guard let own = event.version else { return false }
    return course.versions["state"]?.isOlder(than: own) ?? true
  }

  /// What is over at its source and has to wait for a bug is nobody's alarm any more. A hold with a day of its own stays.
  mutating func standStill() {
    endAlarm()
    if ticket.turn != .onHold { _ = holdForBug(by: .source(ticket.source)) }
  }
}

extension DeskRun {
  /// Who has the ticket hears that there is more of it.
  fileprivate mutating func tellOfMore(_ event: SourceEvent) {
    let what = ticket.isPrivate ? "" : ": \(event.facts.title ?? ticket.title)"
    tellResponsible(kind: "ticket-returned", cause: "more/\(course.lastNumber)", "more of it fires\(what)")
  }
}

extension Ticket {
  /// The merged ticket whose customer this is, and not this ticket's own: an answer to our words shows this ticket's token.
  fileprivate func merged(of writer: Party) -> MergedPlace? {
    guard let address = writer.address?.lowercased(), address != correspondence?.customer?.address?.lowercased() else {
      return nil
    }
    return correspondence?.merged?.first { $0.customer?.address?.lowercased() == address }
  }
}

extension TicketMessage {
  /// A source's message in our words. Nobody's automatic message is anybody's word; a colleague's words are a reply only
  /// where the customer reads them.
  /// Whoever asked stays the customer of what they asked, also where they are one of ours.
  init(_ message: ItemMessage, of event: SourceEvent, on ticket: Ticket, member: MemberID?) {
    let writer = event.author.party.address?.lowercased()
    let isAsker = writer != nil && writer == ticket.correspondence?.customer?.address?.lowercased()
    let member = isAsker ? nil : member
    // Whoever has the ticket answers, whomever else they name.
    let calls = event.isCall == true && (member == nil || member != ticket.owner)
    let kind: Kind =
      if event.automatic != nil || event.author.kind == .automation {
        .automatic
      } else if event.author.kind == .colleague && !isAsker || member != nil {
        event.visibility == .everyone && !calls ? .reply : .note
      } else {
        event.visibility == .team ? .note : .customer
      }
    self.init(
      id: message.id, kind: kind, member: member, author: event.author.party.shownName, text: message.text,
      occurred: event.occurred, version: event.version,
      attachments: message.attachments.isEmpty ? nil : message.attachments)
    if [.customer, .community].contains(kind) { address = event.author.party.address }
    if kind == .customer { from = event.merged ?? ticket.merged(of: event.author.party)?.ticket }
  }
}

extension DeskSnapshot {
  /// The same, as it will be once `facts` are kept.
  func adding(_ facts: [TicketFact]) -> DeskSnapshot {
    var next = self
    next.history = TicketHistory(history.facts + facts)
    return next
  }
}

extension Decision {
  /// Two decisions about one ticket, made one after the other, as one.
  func followed(by next: Decision) -> Decision {
    var both = next
    both.pages = pages + next.pages
    both.withdrawsPages = withdrawsPages || next.withdrawsPages
    both.assignment = next.assignment ?? assignment
    both.levels = next.levels.isEmpty ? levels : next.levels
    both.steps = steps + next.steps
    both.facts = facts + next.facts
    both.notices = notices + next.notices
    both.outgoing = outgoing + next.outgoing
    both.tells = tells + next.tells
    both.warnings = warnings + next.warnings
    both.movedFrom = movedFrom ?? next.movedFrom
    return both
  }
}
