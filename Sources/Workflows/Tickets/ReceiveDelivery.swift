import Crypto
import Foundation
import Logging
import ScheduleFiles
import Scheduling
import Storage
import TicketSources
import Timekeeping
import Triage

/// What a source is answered: a status and a body, the same however often it delivers.
package struct IntakeAnswer: Sendable, Hashable {
  package var status: Int
  package var body: [UInt8]
  package var contentType = "application/json; charset=utf-8"

  package init(status: Int, body: [UInt8]) {
    self.status = status
    self.body = body
  }

  init(_ answer: SourceAnswer) {
    status = answer.status
    body = Array(answer.body.utf8)
    contentType = answer.contentType
  }
}

/// The body of an answer to a delivery.
package struct IntakeReply: Codable, Sendable, Hashable {
  package var ticket: String?
  package var owner: String?
  package var because: String?
  package var state: String?
  package var heldUntil: Timestamp?
  package var due: Timestamp?
  package var error: String?
  package var note: String?
  /// What could not be used of the delivery, a sentence each.
  package var notes: [String]?
  /// The tickets that it is about, in the order of the delivery and `ticket` the first; nil where it is one or none.
  package var tickets: [String]?
}

extension ServiceDesk {
  /// The source bound to `/intake/<name>`, if there is one.
  package func source(_ name: String) -> SourceBinding? { setup.sources.first { $0.name == name } }

  /// What whoever sends these headers is answered without a look at the rest; nil where the body has to be read.
  package func refusal(ofHeaders headers: [(name: String, value: String)], from name: String) -> IntakeAnswer? {
    guard let binding = source(name) else { return unknownSource(name) }
    let delivery = Delivery(headers: headers, body: [])
    guard
      case .refused(let status, let message)? = binding.source.refusal(ofHeaders: delivery, as: binding.settings)
    else { return nil }
    Counters.delivery(source: name, status: status)
    return answer(status, IntakeReply(error: message))
  }

  /// Whether these headers, which were not refused, show who sends; false where only the body's signature does.
  package func knowsSender(byHeaders headers: [(name: String, value: String)], of name: String) -> Bool {
    source(name)?.source.isKnown(byHeaders: Delivery(headers: headers, body: [])) ?? false
  }

  /// Bytes at the door → a committed ticket and its answer. 202 is only said after ticket, timer and audit entry
  /// are on disk (invariant I1); the same delivery always gets the same answer (I8).
  ///
  /// - Parameter isLocal: from this machine's own operator, who shows no secret.
  package func receive(
    _ delivery: Delivery, from name: String, isLocal: Bool = false
  ) async throws -> IntakeAnswer {
    guard let binding = source(name) else { return unknownSource(name) }
    do {
      let answer =
        if isLocal {
          try await self.answer(delivery.asLocal, binding: binding.forLocal)
        } else {
          try await self.answer(delivery, binding: binding)
        }
      Counters.delivery(source: name, status: answer.status)
      return answer
    } catch {
      // Whatever is wrong is ours: the sender is to keep it, and to come again.
      guard !isLocal else { throw error }
      Counters.delivery(source: name, status: 503)
      log.error("a delivery could not be taken", metadata: ["source": "\(name)", "error": "\(error)"])
      // What is thrown from here as unavailable nobody writes down a second time.
      guard !(error is StoreError) else {
        throw OperatorProblem(
          .unavailable, "the store cannot take this now", help: "send it again in a few seconds")
      }
      guard let problem = error as? OperatorProblem else { throw error }
      throw OperatorProblem(.unavailable, problem.what, help: "send it again later; here: \(problem.help)")
    }
  }

  private func answer(_ delivery: Delivery, binding: SourceBinding) async throws -> IntakeAnswer {
    let now = clock.now()
    var settings = binding.settings
    settings.options.members = worlds.lastAddresses(at: now)?.all(provenBy: binding.source) ?? []
    switch binding.source.receive(delivery, as: settings, at: now) {
    case .refused(let status, let message): return answer(status, IntakeReply(error: message))
    case .noted(let note): return answer(200, IntakeReply(note: note))
    case .named(let place):
      try await write { tx in try tx.keep(place, source: binding.name, at: now) }
      return answer(200, IntakeReply(note: "\(place.id) is called \(place.name)"))
    case .answered(let exact): return IntakeAnswer(exact)
    case .asked(let request): return try await answer(request, from: binding)
    case .taken(let told):
      let news = told.believed(at: now)
      if binding.source is Email { try keepMail(delivery.body, of: news) }
      let digest = Hexadecimal.text(SHA256.hash(data: delivery.body))
      let answer = try await write { tx in
        try take(news, digest: digest, binding: binding, in: tx, now: now)
      }
      wake.ring()
      if let url = news.replyURL { tell(answer, at: url) }
      return news.answer.map(IntakeAnswer.init) ?? answer
    }
  }

  /// What cannot be written is refused as by the store, and comes again.
  private func keepMail(_ mail: [UInt8], of news: SourceDelivery) throws(StoreError) {
    guard let folder = setup.mailFolder else { return }
    do { try folder.keep(mail, of: news) } catch {
      let refusal = folder.refusal(error)
      store.note(refusal: refusal)
      throw refusal
    }
  }

  private func unknownSource(_ name: String) -> IntakeAnswer {
    let known = setup.sources.map(\.name)
    let near = didYouMean(name, among: known).map { ": did you mean '/intake/\($0)'?" } ?? ""
    return answer(404, IntakeReply(error: "there is no source '\(name.echoed)'\(near)"))
  }

  private func take(
    _ news: SourceDelivery, digest: String, binding: SourceBinding, in tx: Transaction, now: Timestamp
  ) throws -> IntakeAnswer {
    let name = try self.name(of: news, from: binding.name, in: tx)
    if let before = try tx.intake(source: binding.name, deliveryID: name) {
      guard before.bodySHA256 == digest else { return conflict(news, before) }
      return try whatEnded(of: news, from: binding.name, in: tx)
        ?? IntakeAnswer(status: before.status, body: before.response)
    }
    let (news, unknown) = try inWordsOfTheTeam(news, from: binding, in: tx, now: now)
    let outcomes = try news.events.map { told in
      let event = try underFirstName(told, of: binding.name, in: tx)
      return (event: event, outcome: try outcome(of: event, in: news.id, binding: binding, in: tx, now: now))
    }
    let tickets = outcomes.compactMap(\.outcome?.ticket)
    // It is answered as it is after all that the delivery did.
    let first = try tickets.first.flatMap { try tx.ticket($0.id) }
    var reply = first.map { IntakeReply($0, name: $0.owner?.text) } ?? IntakeReply(note: note(of: news))
    if let first, [.new, .open].contains(first.state), outcomes.contains(where: { $0.outcome?.says(first) ?? false }) {
      reply.because = first.because
    }
    let notes = news.notes + unknown + Self.left(of: outcomes.map { ($0.event, $0.outcome?.ticket) })
    reply.notes = notes.isEmpty ? nil : notes
    let ids = tickets.map(\.id.description).uniqued
    reply.tickets = ids.count > 1 ? ids : nil
    let answer = answer(tickets.isEmpty ? 200 : 202, reply)
    _ = try tx.putIntake(
      IntakeRecord(
        source: binding.name, deliveryID: name, bodySHA256: digest, ticket: tickets.first?.id,
        status: answer.status, response: answer.body, received: now))
    return answer
  }

  /// The answer to an opening that comes again, and may be its monitor's next alarm, after people have ended its ticket:
  /// whoever sends it reads that it changed nothing. Nil for every other repeat, which is answered as it was.
  private func whatEnded(of news: SourceDelivery, from source: String, in tx: Transaction) throws -> IntakeAnswer? {
    guard news.isNamedByItem, let item = news.events.first?.item.id,
      let newest = try newest(item, of: source, in: tx).0
    else { return nil }
    let ticket = try goesOn(newest, in: tx) ?? newest
    guard !ticket.isOpen else { return nil }
    var reply = IntakeReply(ticket, name: ticket.owner?.text)
    reply.note =
      "nothing was changed: \(ticket.id) is \(ticket.state.rawValue), and this opening was taken before; "
      + "if it is on again, send it with \"event\": \"reopened\""
    return answer(200, reply)
  }

  /// What a delivery is known by. An opening that its sender gave no name is named by its item and, once the source has
  /// ended that, by the end that it came after: each time it is opened again is a delivery with an answer of its own.
  private func name(of news: SourceDelivery, from source: String, in tx: Transaction) throws -> String {
    guard news.isNamedByItem, let opening = news.events.first else { return news.id }
    let ends = try tickets(of: opening.item.id, from: source, in: tx).compactMap { ticket in
      try end(of: ticket, before: opening, in: tx).map { "\(ticket.id)/\($0)" }
    }
    return ends.last.map { "\(news.id)@\($0)" } ?? news.id
  }

  /// The fact by which the source ended the item of `ticket`, wherever that goes on.
  private func end(of ticket: Ticket, before opening: SourceEvent, in tx: Transaction) throws -> Int? {
    let merged = try goesOn(ticket, in: tx).flatMap {
      try tx.history(of: $0.id).course.end(of: ticket.id, before: opening)
    }
    return try merged ?? tx.history(of: ticket.id).course.end(before: opening)
  }

  /// What an event came to.
  private struct Outcome {
    var ticket: Ticket
    /// What was known of the ticket before; nil for one that the event opened.
    var before: Ticket?

    /// Whether the event itself is why `now` says what it does. What people said of a ticket is not for whoever sends.
    func says(_ now: Ticket) -> Bool { ticket.id == now.id && before?.because != now.because }
  }

  /// The ticket of this event's item, changed by it; a new one where it begins, or comes too late for the old one.
  private func outcome(
    of event: SourceEvent, in delivery: String, binding: SourceBinding, in tx: Transaction, now: Timestamp
  ) throws -> Outcome? {
    func same(_ ticket: Ticket) -> Outcome { Outcome(ticket: ticket, before: ticket) }
    if let answered = try answeredPage(event, from: binding, in: tx, now: now) { return answered.ticket.map(same) }
    if let heard = try heardBefore(event, from: binding, in: tx, now: now) { return heard.ticket.map(same) }
    var event = try apart(named(event, by: binding, in: tx), in: delivery, of: binding.name, in: tx)
    var (known, next) = try newest(event, of: binding.name, in: tx)
    let (own, what) = (known, event.what)
    if let gone = known, let into = try goesOn(gone, in: tx) {
      guard let said = try event.said(onMerged: gone, naming: { try merged($0, of: gone, in: tx) }) else {
        return same(into)
      }
      (known, event) = (into, said)
    }
    guard let known else {
      let opened = try begin(event, in: delivery, as: next, binding: binding, in: tx, now: now)
      return opened.map { Outcome(ticket: $0, before: nil) }
    }
    try keep(event, in: delivery, on: known, of: binding.name, in: tx, now: now)
    if case .notOurs = event.what { return same(known) }
    let member = try writer(of: event, through: binding.source, on: known, in: tx, now: now)
    switch try reception(of: event.onThread(of: known), on: known, member: member, in: tx, now: now) {
    case .changed(let decision):
      guard decision.ticket != known || !decision.facts.isEmpty else { return same(known) }
      try commit(decision, isNew: false, actor: .source(binding.name), in: tx, now: now)
      try advanceTickets(after: known, became: decision.ticket, in: tx, now: now)
      return Outcome(ticket: decision.ticket, before: known)
    case .beginsAnew:
      (event.merged, event.what) = (nil, what)
      let before = own ?? known
      let first = event.following(before, try tx.history(of: before.id))
      let opened = try open(first, in: delivery, as: next, after: known, binding: binding, in: tx, now: now)
      let told = try catchUp(opened, with: event.isReopening ? [event] : [], binding: binding, in: tx, now: now)
      return Outcome(
        ticket: try related(told, to: known, by: binding.name, in: tx, now: now), before: nil)
    }
  }

  /// The event with the names under which its messages are kept. What was kept by its own name before there were others
  /// goes on under that.
  private func named(_ event: SourceEvent, by binding: SourceBinding, in tx: Transaction) throws -> SourceEvent {
    let named = event.namedApart(withItem: binding.source is Email, besides: setup.teamChannels.map(\.channel))
    guard named.messageID != event.messageID,
      let ticket = try newest(event.item.id, of: binding.name, in: tx).0,
      try tx.history(of: ticket.id).course.messages.contains(where: {
        $0.message.id == event.messageID && [.customer, .community, .automatic].contains($0.message.kind)
      })
    else { return named }
    return event
  }

  /// Of an item that nobody has opened here: its ticket, or nil while its opening is waited for.
  private func begin(
    _ event: SourceEvent, in delivery: String, as externalID: String, binding: SourceBinding, in tx: Transaction,
    now: Timestamp
  ) throws -> Ticket? {
    guard event.onlyIfKnown == nil else { return nil }
    // What is over when we first hear of it is history.
    guard case .opened = event.what, event.automatic == nil, event.facts.isClosed != true else {
      try keepForOpening(event, of: binding.name, in: tx, now: now)
      return nil
    }
    guard try !answersNotice(event, in: tx, now: now) else { return nil }
    let opened = try open(event, in: delivery, as: externalID, binding: binding, in: tx, now: now)
    let early = try tx.takeEarly(source: binding.name, item: event.item.id).compactMap {
      $0.event.overtaken(by: event, after: now - $0.received)
    }
    return try catchUp(opened, with: early, binding: binding, in: tx, now: now)
  }

  /// A message that came too late for a ticket began another one: they name each other (K9).
  private func related(
    _ opened: Ticket, to before: Ticket, by source: String, in tx: Transaction, now: Timestamp
  ) throws -> Ticket {
    var result = opened
    for (one, other) in [(opened, before), (before, opened)] {
      let decision = try decide(one, in: tx, now: now) { desk, ticket throws(DeskRefusal) in
        try desk.relate(ticket, to: other.id, by: source)
      }
      guard !decision.isQuiet else { continue }
      try commit(decision, isNew: false, actor: .source(source), in: tx, now: now)
      if one.id == opened.id { result = decision.ticket }
    }
    return result
  }

  /// What overtook the opening of its item waits for it: in any order they come to the same (I9). A state or facts without
  /// a version are older than whatever comes after them: a monitor that says of each good cycle that nothing is wrong
  /// takes nothing of the day when something is.
  private func keepForOpening(
    _ event: SourceEvent, of source: String, in tx: Transaction, now: Timestamp
  ) throws {
    switch event.what {
    case .opened, .notOurs: return
    case .closed where event.version == nil, .changed where event.version == nil: return
    case .message, .messageEdited, .messageDeleted, .changed, .closed, .reopened:
      guard try tx.keepEarly(event, source: source, at: now), event.opensByItself else { return }
      try armLateOpening(of: event.item.id, from: source, in: tx, now: now)
    }
  }

  /// Applies what came before the opening, the oldest version first.
  func catchUp(
    _ opened: Ticket, with early: [SourceEvent], binding: SourceBinding, in tx: Transaction, now: Timestamp
  ) throws -> Ticket {
    var ticket = opened
    let oldest = SourceVersion(.min)
    for (_, event) in early.enumerated().sorted(by: {
      ($0.element.version ?? oldest, $0.offset) < ($1.element.version ?? oldest, $1.offset)
    }) {
      guard case .changed(let decision) = try reception(of: event, on: ticket, in: tx, now: now) else { continue }
      try commit(decision, isNew: false, actor: .source(binding.name), in: tx, now: now)
      ticket = try tx.ticket(ticket.id) ?? decision.ticket
    }
    return ticket
  }

  /// - Parameter before: the ticket that it goes on after: as private, and in its queue where there still is one.
  func open(
    _ event: SourceEvent, in delivery: String, as externalID: String, after before: Ticket? = nil,
    binding: SourceBinding, in tx: Transaction, now: Timestamp
  ) throws -> Ticket {
    var beginning = TicketEvent(event)
    // A mail of ours that begins a ticket passes on what its customer said.
    if event.visibility == .team, !event.isMail { beginning.noteFrom = event.author.party }
    beginning.isPrivate = before?.isPrivate ?? false
    if case .redirect = before?.classification.ending { beginning.answersRedirect = true }
    let world = try worlds.world(in: tx)
    // What goes on after a ticket goes on with the team that had it last.
    let last = try before.flatMap { world.team($0.team, at: now) } ?? team(binding.team, in: world, at: now)
    let queues = last.desk
    let own = binding.queue.flatMap { name in queues.queues.first { $0.id.text == name }?.id.text }
    // A redirected ticket never was in its queue's hands: the rules find one now.
    let kept = beginning.answersRedirect ? nil : before.flatMap { queues.queue($0.queue)?.id.text }
    let queue = kept ?? own
    if queue == nil, let named = binding.queue {
      beginning.remarks.append("the settings of '\(binding.name)' name queue '\(named)', which is not in force")
    }
    beginning.externalID = externalID
    beginning.channel = try beginning.channel.map { try name(of: $0, in: binding, tx) }
    if externalID != event.item.id { beginning.item = event.item.id }
    let ticket = try openTicket(
      beginning, source: binding.name, team: last.schedule.team.text, queue: queue, actor: .source(binding.name),
      in: tx, now: now)
    try keep(event, in: delivery, on: ticket, of: binding.name, in: tx, now: now)
    return ticket
  }

  /// What people call a channel: as its source told last, else as the settings say, else its id.
  private func name(of channel: String, in binding: SourceBinding, _ tx: Transaction) throws -> String {
    if let told = try tx.placeName(channel, source: binding.name) { return told }
    return binding.settings.options.channelNames.first { $0.id == channel }?.name ?? channel
  }

  /// The id that a message of a merged ticket has where that goes on: as each ticket's ids are its own, with those of all
  /// tickets on the way, as it was named when they were merged.
  func merged(_ message: String, of gone: Ticket, in tx: Snapshot) throws -> String {
    var (id, ticket) = (message, gone)
    while let next = try ticket.mergedInto.flatMap({ try tx.ticket($0) }) {
      (id, ticket) = (MessageName.merged(id, from: ticket.id), next)
    }
    return id
  }

  /// Where a merged ticket goes on; nil for one that was not merged.
  func goesOn(_ ticket: Ticket, in tx: Snapshot) throws -> Ticket? {
    var last: Ticket?
    while let next = try (last ?? ticket).mergedInto.flatMap({ try tx.ticket($0) }) { last = next }
    return last
  }

  /// The newest ticket of an item, or of the thread that it belongs to, and the id of the one that would follow.
  private func newest(_ event: SourceEvent, of source: String, in tx: Transaction) throws -> (Ticket?, next: String) {
    let item = event.item
    let found = try newest(item.id, of: source, in: tx)
    if found.0 != nil { return found }
    for thread in item.threads {
      guard let id = try externalID(thread, for: event, of: source, in: tx) else { continue }
      let found = try newest(first(of: id, from: source, in: tx), of: source, in: tx)
      if found.0 != nil { return found }
    }
    return (nil, item.id)
  }

  /// The id that the tickets of one conversation count on from: `ID` for `ID#3`. Whichever of them is answered, the newest
  /// goes on.
  private func first(of id: String, from source: String, in tx: Transaction) throws -> String {
    guard let mark = id.lastIndex(of: "#"), let count = Int(id[id.index(after: mark)...]), count > 1 else { return id }
    let first = String(id[..<mark])
    return try tx.ticket(source: source, externalID: first) == nil ? id : first
  }

  /// The same for one id: tickets follow one another as `ID`, `ID#2`, `ID#3`, …
  func newest(_ id: String, of source: String, in tx: Transaction) throws -> (Ticket?, next: String) {
    let all = try tickets(of: id, from: source, in: tx)
    return (all.last, all.isEmpty ? id : "\(id)#\(all.count + 1)")
  }

  func tickets(of id: String, from source: String, in tx: Transaction) throws -> [Ticket] {
    var found: [Ticket] = []
    while found.count < Self.longestThread {
      let next = found.isEmpty ? id : "\(id)#\(found.count + 1)"
      guard let ticket = try tx.ticket(source: source, externalID: next) else { break }
      found.append(ticket)
    }
    return found
  }

  /// How many tickets one item may come to, one after the other.
  private static let longestThread = 1000

  func reception(
    of event: SourceEvent, on ticket: Ticket, member: MemberID? = nil, in tx: Transaction, now: Timestamp
  ) throws -> Reception {
    let snapshot = try snapshot(
      of: ticket.team, queue: ticket.queue, definitions: ticket.definitions, ticket: ticket.id,
      source: ticket.source, world: worlds.world(in: tx), in: tx, now: now)
    do { return try Desk(snapshot).take(event, on: ticket, member: member) } catch { throw OperatorProblem(error) }
  }

  /// Who of the ticket's team wrote it, where the source proves that.
  private func writer(
    of event: SourceEvent, through source: any TicketSource, on ticket: Ticket, in tx: Transaction, now: Timestamp
  ) throws -> MemberID? {
    guard event.author.kind == .colleague else { return nil }
    let world = try worlds.world(in: tx)
    let known = worlds.addresses(in: world, at: now).member(event.author.party.address, provenBy: source)
    return known.flatMap { world.team(ticket.team, at: now)?.schedule.member($0.id)?.id }
  }

  private func note(of news: SourceDelivery) -> String {
    news.events.lazy.compactMap(Self.reason).first ?? Self.opensNothing
  }

  private static let opensNothing = "there is no ticket of that item here, and nothing that opens one"

  /// Why an event of an item without a ticket opens none, or none yet; nil where there is nothing to open.
  private static func reason(_ event: SourceEvent) -> String? {
    if case .notOurs(let reason) = event.what { return reason }
    if let reason = event.onlyIfKnown ?? event.automatic?.opensNothing { return reason }
    guard event.opensByItself else { return nil }
    return "there is no ticket of that item here: it waits \(openingPatience) for its opening, then opens one"
  }

  /// A sentence for each item of several whose events came to no ticket. What was over before we heard of it is history,
  /// and its source says so.
  private static func left(of outcomes: [(event: SourceEvent, ticket: Ticket?)]) -> [String] {
    guard outcomes.count > 1 else { return [] }
    let taken = Set(outcomes.filter { $0.ticket != nil }.map(\.event.item.id))
    let left = outcomes.map(\.event).filter { !taken.contains($0.item.id) && $0.facts.isClosed != true }
    return few(left.map { "\($0.item.id): \(reason($0) ?? opensNothing)" }.uniqued, rest: "without a ticket")
  }

  private func conflict(_ news: SourceDelivery, _ before: IntakeRecord) -> IntakeAnswer {
    let ticket = before.ticket.map { " for \($0)" } ?? ""
    let help =
      news.isNamedByItem
      ? "give each delivery an Idempotency-Key of its own; \"event\": \"reopened\" opens what was ended"
      : "send a new id"
    return answer(
      409,
      IntakeReply(
        error: "delivery '\(news.id)' was taken\(ticket) at \(before.received) with another body; \(help)"))
  }

  private func answer(_ status: Int, _ reply: IntakeReply) -> IntakeAnswer {
    let body = (try? Array(WireJSON.encode(reply))) ?? []
    return IntakeAnswer(status: status, body: body)
  }
}

/// Shown and known within one call, in place of a secret that the operator has no need of.
private let localSecret = "this machine's own operator"

extension Delivery {
  fileprivate var asLocal: Delivery {
    let others = headers.filter { $0.name != "authorization" }
    return Delivery(headers: others + [(name: "authorization", value: "Bearer \(localSecret)")], body: body)
  }
}

extension SourceBinding {
  fileprivate var forLocal: SourceBinding {
    var binding = self
    binding.settings.secrets = [localSecret]
    return binding
  }
}

extension IntakeReply {
  /// Without the reason: it may be what somebody said of the ticket for the team.
  init(_ ticket: Ticket, name: String?) {
    self.ticket = ticket.id.description
    owner = name
    state = ticket.state.rawValue
    due = ticket.due
    heldUntil = ticket.isOpen ? ticket.heldUntil : nil
  }
}
