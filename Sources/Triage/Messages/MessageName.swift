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
  ///
  /// - Parameter channels: those in which teams follow their tickets; what is said there has its item and a slash first.
  fileprivate static func theirs(_ name: String, besides channels: [String]) -> String {
    let isOfTeam = name.contains("/") && channels.contains { name.hasPrefix("\($0):") }
    return isOfTeam || isReserved(name) ? mark + name : name
  }

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
  /// - Parameters:
  ///   - withItem: where each message is an item of its own, which goes by the message's name.
  ///   - channels: those in which teams follow their tickets.
  package func namedApart(withItem: Bool, besides channels: [String] = []) -> SourceEvent {
    var event = self
    switch what {
    case .opened(let message): event.what = .opened(message.namedApart(channels))
    case .message(let message): event.what = .message(message.namedApart(channels))
    case .messageEdited(let message): event.what = .messageEdited(message.namedApart(channels))
    case .messageDeleted(let id): event.what = .messageDeleted(id: MessageName.theirs(id, besides: channels))
    case .changed, .closed, .reopened, .notOurs: break
    }
    if withItem {
      let threads = item.threads.map { $0.namedApart(channels) }
      event.item = ItemKey(MessageName.theirs(item.id, besides: channels), threads: threads)
    }
    return event
  }
}

extension ThreadKey {
  fileprivate func namedApart(_ channels: [String]) -> ThreadKey {
    guard case .message(let id) = self else { return self }
    return .message(MessageName.theirs(id, besides: channels))
  }
}

extension ItemMessage {
  fileprivate func namedApart(_ channels: [String]) -> ItemMessage {
    var message = self
    message.id = MessageName.theirs(id, besides: channels)
    return message
  }
}
