import Scheduling
import Timekeeping

/// The desk's decisions: (snapshot, event, now) → decision, with reasons. Pure; the caller commits.
package struct Desk: Sendable {
  package let snapshot: DeskSnapshot

  package init(_ snapshot: DeskSnapshot) {
    self.snapshot = snapshot
  }

  /// What an event is taken for by the team's rules, and which rule said what.
  package func route(_ event: TicketEvent, source: String) -> TicketRoute {
    var facts = RoutingFacts(event, source: source)
    facts.told = snapshot.toldByRule
    return RouteTicket(snapshot.policy).route(facts)
  }

  /// The queue that takes an event: the one a rule names, else the first whose condition holds.
  package func queue(for event: TicketEvent, source: String) -> Queue? {
    route(event, source: source).queue.flatMap { snapshot.policy.queue($0) }
  }

  /// The event's priority by the rules, as far as they do not depend on its source.
  package func priority(of event: TicketEvent) -> Priority { route(event, source: "").priority }

  /// Opens a ticket and finds it an owner, a stated wait or a page (rules K1, K3); a redirected one is closed at once.
  package func open(_ event: TicketEvent, id: TicketID, source: String, queue: Queue) -> Decision {
    let route = route(event, source: source)
    let ticket = begin(event, route, id: id, source: source, queue: queue)
    var run = DeskRun(snapshot: snapshot, queue: queue, ticket: ticket, course: TicketCourse())
    run.begin(event, isNote: event.noteFrom != nil)
    let rules = route.findings.filter { $0.holds && $0.rule != "queue" }.map { "\($0.rule): \($0.because)" }
    let why = rules.isEmpty ? "" : " (\(rules.joined(separator: "; ")))"
    run.did(.opened, "by \(source) for queue \(queue.id), priority \(ticket.priority)\(why)")
    if let ending = route.ending {
      run.end(ending)
    } else {
      run.warnOfCustomer()
      run.advance()
      if event.noteFrom == nil { run.greet() }
    }
    var decision = run.decision()
    decision.route = route.opened(in: queue.id)
    return decision
  }

  /// Looks at a ticket again, open or resolved: a timer fired, or who is on, who is full or what holds has changed.
  ///
  /// - Parameter purpose: of the timer that fired, where it waited for a span of time. The span is over although the wall
  ///   clock was put back meanwhile: the ticket is looked at as of the time that it waits for, so that its own time never
  ///   goes back (reliability notes, I3, I13).
  package func advance(
    _ ticket: Ticket, afterSpanFor purpose: TimerOrder.Purpose? = nil
  ) throws(DeskRefusal) -> Decision {
    var run = try run(ticket)
    guard ticket.isOpen else {
      run.closeByItself()
      return run.decision()
    }
    if let purpose {
      let wait = run.nextTimer()
      if wait.isRelative, wait.purpose == purpose, wait.due > snapshot.now {
        return try Desk(snapshot.at(wait.due)).advance(ticket)
      }
    }
    run.advance()
    return run.decision()
  }

  /// Takes an acknowledgement by a person (rule K7); a second one by the same person renews it (rule K5).
  package func acknowledge(_ ticket: Ticket, by member: MemberID, via: String) throws(DeskRefusal) -> Decision {
    var run = try run(ticket)
    guard ticket.isOpen else {
      throw DeskRefusal(what: "\(ticket.id) is \(ticket.state.rawValue)", help: "there is nothing to acknowledge")
    }
    guard snapshot.timeline.schedule.member(member) != nil else { throw unknown(member) }
    if !wasAsked(member, about: ticket, via: via) { try check(member, may: ticket, in: run.queue) }
    run.acknowledge(by: member, via: via)
    if let held = ticket.acknowledgement, held.by != member { run.tellOfTaking(from: held, by: member) }
    return run.decision()
  }

  /// Whoever was paged for a ticket may answer the page, also of one that is private: by its own link, by an answer to its
  /// mail, or in words of theirs; and whoever has acknowledged it may go on doing so.
  private func wasAsked(_ member: MemberID, about ticket: Ticket, via: String) -> Bool {
    if ["link", "mail"].contains(via) || ticket.escalation?.tried?.contains(where: { $0.member == member }) ?? false {
      return true
    }
    return snapshot.history.facts.contains { fact in
      if case .acknowledged = fact.what { fact.by == .member(member) } else { false }
    }
  }

  /// Goes on at once when every page of the step that fired last was refused (invariant I6).
  ///
  /// `page` is one of those that were refused: of an earlier step it is only noted, since a later one has fired. The
  /// next round and the hourly word to the lead keep their time, or channels that refuse everything would be called
  /// without end.
  package func pagesFailed(_ ticket: Ticket, of page: Page? = nil, why: String) throws(DeskRefusal) -> Decision {
    var run = try run(ticket)
    guard ticket.isOpen, ticket.acknowledgement == nil, ticket.escalation != nil else { return run.decision() }
    run.did(.passed, "the page could not be delivered: \(why)")
    if let page { run.noteUnreached(page) }
    if run.goesOnAtOnce(without: page) { run.fireNextStep() }
    return run.decision()
  }

  func run(_ ticket: Ticket) throws(DeskRefusal) -> DeskRun {
    guard let queue = snapshot.policy.queue(ticket.queue) else {
      throw DeskRefusal(
        what: "queue \(ticket.queue) of \(ticket.id) is not in version \(snapshot.definitions) of team \(ticket.team)",
        help: "apply a version that has it")
    }
    return DeskRun(snapshot: snapshot.about(ticket.id), queue: queue, ticket: ticket)
  }

  func unknown(_ member: MemberID) -> DeskRefusal {
    .unknown(
      "\(member.text.echoed) is not a member of \(snapshot.timeline.team)", member.text,
      among: snapshot.timeline.schedule.members.map(\.id.text), lead: "members are ", isAboutInput: false)
  }

  func begin(_ event: TicketEvent, _ route: TicketRoute, id: TicketID, source: String, queue: Queue) -> Ticket {
    let priority = route.priority
    let escalation = queue.escalation(for: priority).flatMap { snapshot.policy.escalation($0) }
    var ticket = Ticket(
      id: id, team: snapshot.timeline.team, queue: queue.id, source: source, externalID: event.externalID,
      title: event.title, body: event.body, requester: event.requester, url: event.url, tags: route.tags,
      priority: priority, state: .new, created: event.since ?? snapshot.now,
      placement: .unassignable(review: snapshot.now), definitions: snapshot.definitions, because: "")
    ticket.classification = route.classification
    if event.isPrivate { ticket.classification.visibility = .confidential }
    ticket.classification.isProposed = route.isProposed
    ticket.custody.weight = queue.rules.weight(of: priority)
    ticket.correspondence = Correspondence(
      item: event.item ?? event.externalID,
      customer: Party(name: event.requester, address: event.sender, organisation: event.organisation).ifKnown)
    ticket.escalation = escalation.map { EscalationState(policy: $0, began: snapshot.now) }
    return ticket
  }
}
