import Logging
import PagingChannels
import Scheduling
import Storage
import Timekeeping
import Triage

/// Answers to notices that went by mail: nothing reads them, and they are no customer's question either.
extension ServiceDesk {
  private static let unreadAnswer = "answer-unread"

  /// True where `event` answers a notice's mail, and its recipient wrote it: they hear that nobody reads it. What anybody
  /// else writes, to whom it was forwarded, a colleague too, is a mail like any other.
  func answersNotice(_ event: SourceEvent, in tx: Transaction, now: Timestamp) throws -> Bool {
    guard let message = try notice(in: event.item.threads, tx), let recipient = message.recipient,
      event.author.party.address?.lowercased() == message.address.lowercased(),
      case .notices(let notices) = message.content
    else { return false }
    log.notice("an answer to a notice opens no ticket", metadata: ["message": "\(message.id)"])
    // Of an answer to nothing but that, too, nothing is told: two machines would go on for ever.
    guard !notices.allSatisfy({ $0.kind == Self.unreadAnswer }) else { return true }
    try tx.tell(
      Notice(
        kind: Self.unreadAnswer, cause: "mail/\(event.item.id)", recipient: recipient,
        title: "Nobody reads your answer to a notice",
        text: "Your mail in answer to “\(message.title)” opened no ticket and is on none. "
          + "For a ticket, write a new mail; for a note on one: watchbill ticket note."), at: now)
    return true
  }

  private func notice(in threads: [ThreadKey], _ tx: Transaction) throws -> Message? {
    for case .message(let id) in threads {
      guard let message = try tx.message(String(id.prefix { $0 != "@" }))?.message,
        let mail = setup.channels.first(where: { $0.name == message.channel })?.channel as? MailPage,
        mail.messageID(of: message) == id
      else { continue }
      return message
    }
    return nil
  }
}
