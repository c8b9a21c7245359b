/// How the messages of a ticket are called: ours by a number, a source's as it calls them, a merged ticket's with its id.
///
/// A source may let anybody choose a name, as mails do: none is taken for that of a message of ours, which it would mend
/// or take away.
package enum MessageName {
  private static let mark = "source:"

  /// What is written as the fact `number` of its ticket.
  static func ours(_ number: Int) -> String { "m\(number)" }

  /// What `name` is called where `ticket` goes on: each ticket's names are its own.
  package static func merged(_ name: String, from ticket: TicketID) -> String { "\(ticket)/\(name)" }

  /// What a source calls `name`; the same but for what looks like a name of another kind.
  fileprivate static func theirs(_ name: String) -> String { isReserved(name) ? mark + name : name }

  private static func isReserved(_ name: String) -> Bool {
    if name.hasPrefix(mark) || name == TicketHistory.firstMessage { return true }
    if name.first == "m", isNumber(name.dropFirst()) { return true }
    guard name.hasPrefix("T-"), let slash = name.firstIndex(of: "/") else { return false }
    return isNumber(name[..<slash].dropFirst(2))
  }

  private static func isNumber(_ text: Substring) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
  }
}

extension SourceEvent {
  /// With the names under which its messages are kept.
  ///
  /// - Parameter withItem: where each message is an item of its own, which goes by the message's name.
  package func namedApart(withItem: Bool) -> SourceEvent {
    var event = self
    switch what {
    case .opened(let message): event.what = .opened(message.namedApart)
    case .message(let message): event.what = .message(message.namedApart)
    case .messageEdited(let message): event.what = .messageEdited(message.namedApart)
    case .messageDeleted(let id): event.what = .messageDeleted(id: MessageName.theirs(id))
    case .changed, .closed, .reopened, .notOurs: break
    }
    if withItem { event.item = ItemKey(MessageName.theirs(item.id), threads: item.threads.map(\.namedApart)) }
    return event
  }
}

extension ThreadKey {
  fileprivate var namedApart: ThreadKey {
    guard case .message(let id) = self else { return self }
    return .message(MessageName.theirs(id))
  }
}

extension ItemMessage {
  fileprivate var namedApart: ItemMessage {
    var message = self
    message.id = MessageName.theirs(id)
    return message
  }
}
