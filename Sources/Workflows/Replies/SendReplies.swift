import Logging
import ProviderExchange
import Scheduling
import Storage
import TicketSources
import Timekeeping
import Triage

extension ServiceDesk {
  /// What may leave now for customers and teams. Letters of one ticket leave in their order.
  func claimLetters(in tx: Transaction, now: Timestamp) throws -> [Parcel] {
    let rows = try tx.claimLetters(now: now, until: now + Self.claimLength, limit: Self.claimMost) {
      sending.room(.letter, $0)
    }
    for row in rows {
      // Not to be tried again, and its last claim ran out.
      if let why = row.cause { try record(.refused(why: why), of: row, in: tx, now: now) }
    }
    return try rows.filter { $0.cause == nil }.map { row in
      guard row.letter.standsAlone != true else { return Parcel(.letter(row, thread: [])) }
      return Parcel(.letter(row, thread: try conversation(of: row.letter, in: tx)))
    }
  }

  /// What was said so far where the letter goes, by its ids there; of two customers in one ticket neither is shown what
  /// the other one's mails are called.
  private func conversation(of letter: Letter, in tx: Transaction) throws -> [String] {
    let known = try tx.sourceMessages(of: letter.mergedFrom ?? letter.ticket, source: letter.source)
    guard letter.purpose == .reply, let source = source(letter.source)?.source, type(of: source).answersOnePerson else {
      return known.map(\.key)
    }
    let later = letter.mergedFrom == nil ? [] : try tx.sourceMessages(of: letter.ticket, source: letter.source)
    let said = try tx.history(of: letter.ticket).course.messages.map(\.message)
    // What came on the merged ticket before it was one is its customer's.
    let own = letter.mergedFrom == nil ? try known.filter { try isTheirs($0, of: letter, said, in: tx) } : known
    return (own + (try later.filter { try isTheirs($0, of: letter, said, in: tx) })).map(\.key)
  }

  private func isTheirs(
    _ known: SourceMessage, of letter: Letter, _ said: [TicketMessage], in tx: Transaction
  ) throws -> Bool {
    if let ours = known.letter { return try tx.letter(ours)?.letter.mergedFrom == letter.mergedFrom }
    guard let message = said.first(where: { $0.id == known.key }) else { return letter.mergedFrom == nil }
    guard message.from == letter.mergedFrom else { return false }
    guard message.kind == .customer, let writer = message.address, let to = letter.to?.address else { return true }
    return writer.lowercased() == to.lowercased()
  }

  /// One attempt through the letter's source.
  func attempt(_ row: LetterRow, _ thread: [String]) async -> PageOutcome {
    let letter = row.letter
    guard let binding = source(letter.source) else {
      return .refused(why: "there is no source '\(letter.source)' in the settings")
    }
    do throws(LetterProblem) {
      if let obstacle = binding.source.obstacle(to: letter.purpose, as: binding.settings) { throw obstacle }
      let request = try binding.source.request(
        for: letter, thread: thread, as: binding.settings, now: clock.now())
      var response = await transport.send(request)
      if let again = binding.source.again(request, for: letter, after: response, as: binding.settings) {
        response = await transport.send(again)
      }
      return binding.source.outcome(of: response, to: letter, as: binding.settings, now: clock.now())
        .patient(after: row.attempts)
    } catch {
      return .refused(why: "\(error)")
    }
  }

  func record(_ outcome: PageOutcome, of row: LetterRow, in tx: Transaction, now: Timestamp) throws {
    // Only what was being filed may have been told so meanwhile (`tryNoMore`).
    let current = row.letter.purpose == .filing ? try tx.letter(row.letter.id) : nil
    let outcome = current?.state == .claimed ? outcome.last(because: current?.cause) : outcome
    let after = try tx.record(letter: row.letter.id, outcome, at: now, attempt: row.attempts)
    if after.state == .sent, row.attempts > 1 { try goOn(with: row.letter, in: tx, now: now) }
    switch (after.state, outcome) {
    case (.sent, .sent(let reference?)): try keep(reference, of: row.letter, in: tx, now: now)
    case (.sent, .sent(nil)) where row.letter.purpose == .filing:
      try tellOfNamelessFiling(row.letter, in: tx, now: now)
    case (.failed, .refused(let why)): try tellOfRefusal(of: row.letter, why: why, in: tx, now: now)
    default: break
    }
  }

  /// What the source calls our words now: they are known when they come back to us.
  private func keep(_ reference: String, of letter: Letter, in tx: Transaction, now: Timestamp) throws {
    let parts = reference.split(separator: " ", maxSplits: 1).map(String.init)
    guard let key = parts.first, letter.standsAlone != true else { return }
    if letter.purpose == .filing { try link(key, url: parts.dropFirst().first, for: letter, in: tx, now: now) }
    try tx.keep(
      SourceMessage(
        source: letter.source, key: key, ticket: letter.ticket, letter: letter.id, purpose: letter.purpose,
        at: now))
  }

  /// Whoever wrote it hears at once that the customer did not get it, and so does the owner.
  ///
  /// - Parameter becomesPrivate: where the ticket is to be private, and the store does not know it yet.
  func tellOfRefusal(
    of letter: Letter, why: String, becomesPrivate: Bool = false, in tx: Transaction, now: Timestamp
  ) throws {
    log.error("a letter was refused", metadata: ["letter": "\(letter.id)", "why": "\(why)"])
    guard letter.purpose != .post, let ticket = try tx.ticket(letter.ticket) else { return }
    let owner = (try goesOn(ticket, in: tx) ?? ticket).owner
    let people = [letter.author, owner].compactMap { $0 }
    let isPrivate = becomesPrivate || ticket.isPrivate
    for member in people.uniqued {
      try tx.tell(
        Notice(
          kind: "reply-refused", cause: "ticket/\(ticket.id)/\(letter.id)/\(now.milliseconds)", recipient: member,
          title: isPrivate ? "\(ticket.id)" : "\(ticket.id): \(ticket.title)",
          text: Self.refusal(of: letter, ticket.id, why: why, isPrivate: isPrivate), haste: .atOnce), at: now)
    }
    try goOn(without: letter, why: why, in: tx, now: now)
  }

  /// What did not leave, and what whoever wrote it can do.
  private static func refusal(of letter: Letter, _ ticket: TicketID, why: String, isPrivate: Bool) -> String {
    guard letter.purpose == .filing else {
      return "What was written on \(ticket) did not reach the customer: \(why). "
        + "When that is mended: watchbill ticket resend \(ticket)."
    }
    let next =
      isPrivate
      ? "In words for others: watchbill ticket file \(ticket)."
      : "When that is mended: watchbill ticket resend \(ticket)."
    return "What was to be filed for \(ticket) was not: \(why). \(next)"
  }

  private func goOn(without letter: Letter, why: String, in tx: Transaction, now: Timestamp) throws {
    guard let (ticket, message) = try place(of: letter, in: tx) else { return }
    // Of an answer in several places one may have arrived.
    let copies = try tx.letters(of: letter.ticket).map(\.letter).count {
      $0.purpose == .reply && $0.message == letter.message
    }
    try goOn(ticket, in: tx, now: now) { desk, ticket throws(DeskRefusal) in
      try desk.replyRefused(ticket, message: message, why: why, isForOne: copies <= 1)
    }
  }

  /// What did not leave at the first attempt may have been refused, and sent again since.
  private func goOn(with letter: Letter, in tx: Transaction, now: Timestamp) throws {
    guard let (ticket, message) = try place(of: letter, in: tx),
      try tx.history(of: ticket.id).course.undelivered.contains(message)
    else { return }
    try goOn(ticket, in: tx, now: now) { desk, ticket throws(DeskRefusal) in
      try desk.replyArrived(ticket, message: message)
    }
  }

  /// Where an answer was said, and its id there: of a ticket that was merged since, where that goes on.
  private func place(of letter: Letter, in tx: Transaction) throws -> (Ticket, String)? {
    guard letter.purpose == .reply, let message = letter.message, let ticket = try tx.ticket(letter.ticket) else {
      return nil
    }
    return (try goesOn(ticket, in: tx) ?? ticket, try merged(message, of: ticket, in: tx))
  }

  private func goOn(
    _ ticket: Ticket, in tx: Transaction, now: Timestamp, _ act: (Desk, Ticket) throws(DeskRefusal) -> Decision
  ) throws {
    let decision = try decide(ticket, in: tx, now: now, act)
    guard !decision.isQuiet else { return }
    try commit(decision, isNew: false, actor: .engine, in: tx, now: now)
  }
}

extension PageOutcome {
  /// Where it is not to be tried again, what would be tried again is refused.
  fileprivate func last(because cause: String?) -> PageOutcome {
    guard let cause else { return self }
    switch self {
    case .sent, .refused: return self
    case .retry(_, let why), .unknown(let why): return .refused(why: "\(cause); \(why)")
    }
  }

  /// A provider that is down for long is asked less and less often: at most once an hour.
  fileprivate func patient(after attempts: Int) -> PageOutcome {
    guard case .retry(let wait, let why) = self else { return self }
    let least = Letter.backoff[min(max(attempts, 1), Letter.backoff.count) - 1]
    return .retry(after: max(wait, PlainDuration(least)), why: why)
  }
}
