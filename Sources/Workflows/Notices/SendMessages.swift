import Logging
import PagingChannels
import Scheduling
import Storage
import Timekeeping
import Triage

extension ServiceDesk {
  /// One step of the message loop: puts open notices into messages, claims what may leave, sends it, records what came
  /// of it, and says when to look again.
  ///
  /// The guarantees are those of pages (I5): a claim that is never recorded becomes `unknown` and is sent again with
  /// the same id. Pages have a loop of their own, so that nobody's digest stands before a page.
  package func sendDueMessages(limit: Int = 32) async throws -> Timestamp? {
    let claimed = try await claimDueMessages(limit: limit)
    await withTaskGroup(of: Void.self) { group in
      for row in claimed { group.addTask { await deliver(row) } }
    }
    return claimed.count < limit ? try await nextMessage() : clock.now()
  }

  /// The first part of the step: open notices become messages, and what may leave now is this process's to send.
  package func claimDueMessages(limit: Int) async throws -> [MessageRow] {
    try await followClock()
    let now = clock.now()
    guard let next = try await nextMessage(), next <= now else { return [] }
    return try await store.write { tx in
      try planNotices(in: tx, now: now)
      return try tx.claimMessages(now: now, until: now + Self.claimLength, limit: limit)
    }
  }

  /// When the message loop has to look next.
  package func nextMessage() async throws -> Timestamp? {
    try await store.read { snapshot in
      [try snapshot.nextNoticeDue(), try snapshot.nextMessageDue()].compactMap { $0 }.min()
    }
  }

  private func deliver(_ row: MessageRow) async {
    let message = row.message
    let outcome = await attempt(message)
    Counters.message(channel: message.channel, outcome: outcome.word)
    do {
      try await record(outcome, of: row)
    } catch {
      // The claim runs out, the message becomes unknown and is sent again with the same id.
      log.error("could not record a message", metadata: ["message": "\(message.id)", "error": "\(error)"])
    }
  }

  /// The second part: one attempt over the message's channel.
  package func attempt(_ message: Message) async -> PageOutcome {
    await send(over: message.channel) { channel throws(ChannelProblem) in
      try channel.request(for: message, now: clock.now())
    }
  }

  /// The third part: writes down what came of an attempt.
  package func record(_ outcome: PageOutcome, of row: MessageRow) async throws {
    let now = clock.now()
    try await store.write { tx in
      let after = try tx.record(message: row.message.id, outcome, at: now, attempt: row.attempts)
      guard after.state == .failed, case .refused(let why) = outcome else { return }
      try goOn(with: row.message, why: why, in: tx, now: now)
    }
    wake.ring()
  }

  /// What one address refused goes to its recipient's next one (I6: no silent miss).
  private func goOn(with message: Message, why: String, in tx: Transaction, now: Timestamp) throws {
    guard let recipient = message.recipient, case .notices(let notices) = message.content else {
      return log.error("a message was refused", metadata: ["message": "\(message.id)", "why": "\(why)"])
    }
    let contacts = contacts(of: recipient, in: try worlds.world(in: tx), at: now)
    let tried = contacts.firstIndex { $0.channel == message.channel && $0.address == message.address }
    guard let tried, tried + 1 < contacts.count else {
      return log.error("nobody took a notice", metadata: ["message": "\(message.id)", "why": "\(why)"])
    }
    let base = message.id.split(separator: "-").prefix(2).joined(separator: "-")
    let next = contacts[tried + 1]
    let again = Message(
      id: "\(base)-\(tried + 2)", recipient: recipient, recipientName: message.recipientName, channel: next.channel,
      address: next.address, title: message.title, content: message.content, created: now)
    try tx.enqueue(again, expires: notices.lastExpiry)
    try tx.passOn(from: message.id, to: again.id, why: "\(message.channel) did not take it: \(why)")
  }
}

extension [Notice] {
  /// When all of them are over; nil when one never is.
  var lastExpiry: Timestamp? {
    let known = compactMap(\.expires)
    return known.count == count ? known.max() : nil
  }
}
