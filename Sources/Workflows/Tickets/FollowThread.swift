import Scheduling
import Storage
import TicketSources
import Timekeeping
import Triage

/// Something that came in and is no news of an item.
struct HeardBefore {
  /// The one that it is about, if it is about one.
  var ticket: Ticket?
}

/// How what comes in finds the ticket that it goes on.
extension ServiceDesk {
  /// The external id of the ticket that a thread key leads to; nil when it leads nowhere.
  ///
  /// By mail anybody can say to be anybody: a key only ever adds a message to a ticket of the same source.
  func externalID(
    _ key: ThreadKey, for event: SourceEvent, of source: String, in tx: Transaction
  ) throws -> String? {
    switch key {
    case .message(let id):
      guard let known = try tx.sourceMessage(source: source, key: id) else { return id }
      return try tx.ticket(known.ticket).flatMap { try place(of: known, on: $0, in: tx) }?.externalID
    case .token(let token):
      guard let ticket = try keys.mailTicket(token).flatMap({ try tx.ticket($0) }) else { return nil }
      return try ticket.source == source
        ? ticket.externalID : merged(into: ticket, of: source, event.author, in: tx)?.externalID
    case .ticket(let id):
      guard let ticket = try tx.ticket(id) else { return nil }
      // Our answers bear the number of the ticket that goes on, also those to a merged ticket's customer.
      let own = ticket.source == source && isOfThePeople(event.author, of: ticket) ? ticket : nil
      let found = try own ?? merged(into: ticket, of: source, event.author, in: tx)
      return found.flatMap { isOfThePeople(event.author, of: $0) ? $0.externalID : nil }
    case .item: return nil
    }
  }

  /// The ticket on which a message was said: the merged one's that it came on, or that our words went to.
  private func place(of known: SourceMessage, on ticket: Ticket, in tx: Transaction) throws -> Ticket? {
    let said = try known.letter.flatMap { try tx.letter($0)?.letter.mergedFrom }
    let heard =
      known.letter != nil
      ? nil : try tx.history(of: ticket.id).course.messages.first { $0.message.id == known.key }?.message.from
    if let from = said ?? heard { return try tx.ticket(from) }
    return ticket.source == known.source ? ticket : nil
  }

  /// The ticket of `source` that was merged into `ticket`, the writer's own where there are several: what is said there
  /// goes on in this one. Nil where nobody knows whose it would be.
  private func merged(
    into ticket: Ticket, of source: String, _ author: EventAuthor, in tx: Transaction
  ) throws -> Ticket? {
    let places = ticket.correspondence?.merged?.filter { $0.source == source } ?? []
    let address = author.party.address?.lowercased()
    let theirs = places.first { address != nil && $0.customer?.address?.lowercased() == address }
    return try (places.count == 1 ? places.first : theirs).flatMap { try tx.ticket($0.ticket) }
  }

  /// A reference such as `[T-12]` can be typed by anybody: it counts for the customer of that ticket and for colleagues.
  private func isOfThePeople(_ author: EventAuthor, of ticket: Ticket) -> Bool {
    if author.kind == .colleague { return true }
    guard let address = author.party.address?.lowercased() else { return false }
    return ticket.correspondence?.customer?.address?.lowercased() == address
  }

  /// An item that goes by another name now is the one that it was: as an issue whose repository was renamed. What goes by
  /// the name that such a one had is another item.
  func underFirstName(_ event: SourceEvent, of source: String, in tx: Transaction) throws -> SourceEvent {
    var event = event
    for case .item(let key) in event.item.threads {
      if let known = try tx.sourceMessage(source: source, key: key) {
        guard let first = try tx.ticket(known.ticket)?.correspondence?.item else { continue }
        event.item.id = first
      } else if try isTaken(event.item.id, byOtherThan: key, of: source, in: tx) {
        event.item.id += "#\(key)"
      }
      return event
    }
    return event
  }

  /// Whether a name is that of an item of the same kind as `key` that is known by another key.
  private func isTaken(
    _ name: String, byOtherThan key: String, of source: String, in tx: Transaction
  ) throws -> Bool {
    try tickets(of: name, from: source, in: tx).contains { ticket in
      try tx.sourceMessages(of: ticket.id, source: source).contains {
        $0.letter == nil && $0.key != key && ThreadKey.areOfOneKind($0.key, key)
      }
    }
  }

  /// Keeps the id of a mail, so that answers to it find the ticket, and what is kept of it is found from there; and what
  /// an item is known by for good.
  func keep(
    _ event: SourceEvent, in delivery: String, on ticket: Ticket, of source: String, in tx: Transaction, now: Timestamp
  ) throws {
    // On the ticket that a merged one goes on in, the item is another.
    for case .item(let key) in event.item.threads where ticket.correspondence?.item == event.item.id {
      try tx.keep(SourceMessage(source: source, key: key, ticket: ticket.id, at: now))
    }
    guard case .opened(let message) = event.what, message.id == event.item.id else { return }
    try tx.keep(
      SourceMessage(source: source, key: message.id, ticket: ticket.id, at: now, delivery: delivery))
  }

  /// A mail under an id that is known: the same again changes nothing, and another one never takes the place of the
  /// first. It is a message of its own, on the same ticket only where the same people write.
  func apart(
    _ event: SourceEvent, in delivery: String, of source: String, in tx: Transaction
  ) throws -> SourceEvent {
    guard event.isMail, case .opened(var message) = event.what,
      let known = try tx.sourceMessage(source: source, key: message.id), known.letter == nil,
      let ticket = try tx.ticket(known.ticket),
      let kept = try tx.history(of: ticket.id).course.messages.first(where: { $0.message.id == message.id })
    else { return event }
    var event = event
    if [message.text, message.whole].contains(kept.message.text) {
      // Its subject, its sender and its files say nothing new either.
      (message.text, message.attachments, event.facts) = (kept.message.text, [], ItemFacts())
    } else {
      let isTheirs = isOfThePeople(event.author, of: ticket)
      let threads = isTheirs ? [.message(message.id)] : event.item.threads
      message.id = "\(delivery)/\(message.id)"
      event.item = ItemKey(message.id, threads: threads)
    }
    event.what = .opened(message)
    return event
  }

  /// What is no news of the item it came with: our own words that come back, and what is said in a team's channel.
  ///
  /// - Returns: nil for all else.
  func heardBefore(
    _ event: SourceEvent, from binding: SourceBinding, in tx: Transaction, now: Timestamp
  ) throws -> HeardBefore? {
    let linked = try followLinks(event, in: tx, actor: .source(binding.name), now: now)
    if let linked, try tx.ticket(source: binding.name, externalID: event.item.id) == nil {
      return HeardBefore(ticket: linked)
    }
    guard sends(binding.name) else { return nil }
    if let filed = try filed(event, through: binding.name, in: tx) { return HeardBefore(ticket: filed) }
    if let message = event.messageID {
      let key = SourceMessage.key(item: event.item.id, message: message)
      if let known = try tx.sourceMessage(source: binding.name, key: key), known.letter != nil {
        return HeardBefore(ticket: try tx.ticket(known.ticket))
      }
    }
    if event.automatic == .bounce { try tellOfBounce(event, from: binding.name, in: tx, now: now) }
    let channels = setup.teamChannels.filter { $0.source == binding.name }
    guard channels.contains(where: { event.item.id.hasPrefix("\($0.channel):") }) else { return nil }
    return HeardBefore(ticket: try takeTeamComment(event, from: binding, in: tx, now: now))
  }

  /// The ticket that an item was filed from: it is no ticket of its own, also while its answer is still on its way.
  private func filed(_ event: SourceEvent, through source: String, in tx: Transaction) throws -> Ticket? {
    if let known = try tx.sourceMessage(source: source, key: event.item.id), known.purpose == .filing {
      return try tx.ticket(known.ticket)
    }
    guard case .opened = event.what else { return nil }
    let open = try tx.openFilings(source: source).first {
      $0.letter.title == event.facts.title && event.item.id.hasPrefix("\($0.letter.item)#")
    }
    return try open.flatMap { try tx.ticket($0.letter.ticket) }
  }

  /// Whether letters leave through this source, so that they may come back.
  private func sends(_ name: String) -> Bool {
    guard let binding = source(name) else { return false }
    return setup.teamChannels.contains { $0.source == name }
      || [.reply, .filing].contains { binding.source.obstacle(to: $0, as: binding.settings) == nil }
  }

  /// Whoever wrote a mail hears that it came back.
  private func tellOfBounce(_ event: SourceEvent, from source: String, in tx: Transaction, now: Timestamp) throws {
    for case .message(let id) in event.item.threads {
      guard let row = try letter(behind: id, of: source, in: tx) else { continue }
      let why = "the mail came back undelivered"
      try tx.refuse(letter: row.letter.id, because: why)
      return try tellOfRefusal(of: row.letter, why: why, in: tx, now: now)
    }
  }

  /// The letter that left under a Message-ID; a mail server can be quicker to refuse it than we are to note that it left,
  /// so the signed id itself is believed, too.
  private func letter(behind id: String, of source: String, in tx: Transaction) throws -> LetterRow? {
    if let known = try tx.sourceMessage(source: source, key: id)?.letter { return try tx.letter(known) }
    let local = id.prefix { $0 != "@" }
    guard let dot = local.lastIndex(of: "."), let ticket = keys.mailTicket(String(local[local.index(after: dot)...])),
      let row = try tx.letter(String(local[..<dot])), row.letter.ticket == ticket
    else { return nil }
    return row
  }
}

extension SourceEvent {
  /// The id of the message that it is about, if it is about one.
  var messageID: String? {
    switch what {
    case .opened(let message), .message(let message), .messageEdited(let message): message.id
    case .messageDeleted(let id): id
    case .changed, .closed, .reopened, .notOurs: nil
    }
  }

  /// A mail that goes on a ticket says nothing about the ticket itself: its subject is no new title, and neither is the
  /// call for help in a thread that is one.
  func onThread(of ticket: Ticket) -> SourceEvent {
    guard isIntroduction == true || (isMail && item.id != ticket.externalID) else { return self }
    var event = self
    event.facts = ItemFacts()
    return event
  }

  /// Where every message is an item of its own, as mails are.
  var isMail: Bool {
    guard case .opened(let message) = what else { return false }
    return message.id == item.id
  }

  /// What goes on in the ticket that another one was merged into: what is said, mended and taken back, and whether the
  /// item is over; no other facts of it.
  ///
  /// - Parameter name: the id that a message of the item has there.
  func said(onMerged ticket: Ticket, naming name: (String) throws -> String) rethrows -> SourceEvent? {
    var event = self
    event.merged = ticket.id
    switch what {
    case .message(var message):
      message.id = try name(message.id)
      event.what = .message(message)
      event.facts = ItemFacts()
    case .messageEdited(var message):
      message.id = try name(message.id)
      event.what = .messageEdited(message)
      event.facts = ItemFacts()
    case .messageDeleted(let id):
      event.what = .messageDeleted(id: try name(id))
      event.facts = ItemFacts()
    case .opened(var message) where isIntroduction == true && !isMail:
      message.id = try name(message.id)
      event.what = .message(message)
      event.facts = ItemFacts()
    case .opened where isMail && item.id != ticket.externalID: event.facts = ItemFacts()
    case .opened where !isMail && facts.isClosed == false && isIntroduction != true && automatic == nil: break
    case .closed where automatic == nil, .reopened where automatic == nil: break
    default: return nil
    }
    return event
  }
}
