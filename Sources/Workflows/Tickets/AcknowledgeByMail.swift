import Scheduling
import Storage
import TicketSources
import Timekeeping
import Triage

/// Answers to pages that went by mail: their Message-ID carries the page's signed token, so nobody has to be believed by
/// their From (rule K7).
extension ServiceDesk {
  /// Words at the beginning of an answer that acknowledge.
  static let replyWords = ["ack", "acknowledge", "acknowledged", "ok", "on it", "yes"]

  /// The ticket of the page that `event` answers, acknowledged or noted upon; nil where it answers no page.
  ///
  /// An automatic answer changes nothing, and opens nothing either.
  func answeredPage(
    _ event: SourceEvent, from binding: SourceBinding, in tx: Transaction, now: Timestamp
  ) throws -> HeardBefore? {
    guard case .opened(let message) = event.what else { return nil }
    if let all = list(in: event.item.threads), event.automatic == nil, Self.acknowledges(message.text) {
      return HeardBefore(ticket: try acknowledge(all, via: "mail", in: tx, now: now).tickets.first)
    }
    guard let row = try page(in: event.item.threads, tx) else { return nil }
    guard let ticket = try tx.ticket(row.page.ticket), event.automatic == nil else {
      return HeardBefore(ticket: try tx.ticket(row.page.ticket))
    }
    let by = row.page.recipient
    // Words about a merged ticket are for the one that goes on, unless whoever wrote them has no say there.
    let places = try [goesOn(ticket, in: tx), ticket].compactMap { $0 }
    let world = try worlds.world(in: tx)
    let over = try over(row.page, places.first ?? ticket, by: by, world: world, in: tx, now: now)
    let counts = over == nil && Self.acknowledges(message.text)
    let answer: (Desk, Ticket) throws(DeskRefusal) -> Decision = { desk, ticket throws(DeskRefusal) in
      counts && ticket.isOpen
        ? try desk.acknowledge(ticket, by: by, via: "mail") : try desk.note(ticket, by: by, text: message.text)
    }
    // Whoever has left the team since, or writes nothing at all, changes nothing.
    guard let decision = try decision(on: places, in: tx, now: now, answer) else { return HeardBefore(ticket: ticket) }
    try commit(decision, isNew: false, actor: .member(by.text), in: tx, now: now)
    let contact = Contact(channel: row.page.channel, address: row.page.address)
    try tx.noteAnswer(of: by, from: contact, at: now)
    return HeardBefore(ticket: decision.ticket)
  }

  /// What the desk decides about the first of `places` where it is not refused; nil where it is refused on all.
  private func decision(
    on places: [Ticket], in tx: Transaction, now: Timestamp,
    _ decide: (Desk, Ticket) throws(DeskRefusal) -> Decision
  ) throws -> Decision? {
    for ticket in places {
      do { return try self.decide(ticket, in: tx, now: now, decide) } catch is OperatorProblem { continue }
    }
    return nil
  }

  private func page(in threads: [ThreadKey], _ tx: Transaction) throws -> OutboxRow? {
    for case .message(let id) in threads {
      guard let at = id.lastIndex(of: "@"), let page = signedPage(String(id[..<at])) else { continue }
      if let row = try tx.outboxRow(page) { return row }
    }
    return nil
  }

  /// Of a list of pages the whole token stands before the second point; behind it the list's own id.
  private func list(in threads: [ThreadKey]) -> AcknowledgeAll? {
    for case .message(let id) in threads {
      let parts = id.prefix { $0 != "@" }.split(separator: ".", maxSplits: 2).prefix(2)
      if let all = acknowledgesAll(parts.joined(separator: ".")) { return all }
    }
    return nil
  }

  static func acknowledges(_ text: String) -> Bool {
    let line = text.split(whereSeparator: \.isNewline).first.map { $0.lowercased() } ?? ""
    return replyWords.contains { word in
      guard line.hasPrefix(word) else { return false }
      return line.dropFirst(word.count).first.map { !$0.isLetter && !$0.isNumber } ?? true
    }
  }
}
