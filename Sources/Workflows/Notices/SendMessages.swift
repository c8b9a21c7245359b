import Logging
import PagingChannels
import Scheduling
import Storage
import Timekeeping
import Triage

extension ServiceDesk {
  /// Open notices become messages, and what may leave now is this process's to send. Pages are claimed apart, so that
  /// nobody's digest stands before a page.
  func claimMessages(in tx: Transaction, now: Timestamp) throws -> [Parcel] {
    try planNotices(in: tx, now: now)
    let rows = try tx.claimMessages(now: now, until: now + Self.claimLength, limit: Self.claimMost) {
      sending.room(.message, $0)
    }
    return rows.map { Parcel(.message($0)) }
  }

  /// One attempt over the message's channel.
  func attempt(_ message: Message) async -> PageOutcome {
    await send(over: message.channel) { channel throws(ChannelProblem) in
      try channel.request(for: message, now: clock.now())
    }
  }

  func record(_ outcome: PageOutcome, of row: MessageRow, in tx: Transaction, now: Timestamp) throws {
    let after = try tx.record(message: row.message.id, outcome, at: now, attempt: row.attempts)
    guard after.state == .failed, case .refused(let why) = outcome else { return }
    try goOn(with: after.message, why: why, in: tx, now: now)
  }

  /// What one address refused goes to its recipient's next one (I6: no silent miss).
  private func goOn(with message: Message, why: String, in tx: Transaction, now: Timestamp) throws {
    guard let recipient = message.recipient, case .notices(let notices) = message.content else {
      return log.error("a message was refused", metadata: ["message": "\(message.id)", "why": "\(why)"])
    }
    let contacts = contacts(of: recipient, in: try worlds.world(in: tx), at: now)
    // Who changed their contacts meanwhile has not been tried at the first of those they have now.
    let tried = contacts.firstIndex { $0.channel == message.channel && $0.address == message.address }
    guard let next = contacts.dropFirst(tried.map { $0 + 1 } ?? 0).first else {
      return log.error("nobody took a notice", metadata: ["message": "\(message.id)", "why": "\(why)"])
    }
    let again = Message(
      id: Self.nextID(after: message.id), recipient: recipient, recipientName: message.recipientName,
      channel: next.channel, address: next.address, title: message.title, content: message.content, created: now)
    try tx.enqueue(again, expires: notices.lastExpiry)
    try tx.passOn(from: message.id, to: again.id, why: "\(message.channel) did not take it: \(why)")
  }

  /// `N-12`, `N-12-2`, `N-12-3`: whatever the contacts are by then, none that has left comes again.
  private static func nextID(after id: String) -> String {
    let parts = id.split(separator: "-")
    let tries = parts.count > 2 ? Int(parts[2]) ?? 1 : 1
    return "\(parts.prefix(2).joined(separator: "-"))-\(tries + 1)"
  }
}

extension [Notice] {
  /// When all of them are over; nil when one never is.
  var lastExpiry: Timestamp? {
    let known = compactMap(\.expires)
    return known.count == count ? known.max() : nil
  }
}
