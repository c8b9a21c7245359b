import Scheduling
import Timekeeping

/// What somebody finds at the start of a shift, in three lists (D44).
package struct StartLists: Sendable, Hashable, Codable {
  /// Nobody has answered them yet: those without an owner, and those that were given to this member.
  package var new: [HandoffLine]
  package var repliesToYou: [HandoffLine]
  /// Messages that wait on tickets of people who are off.
  package var ofPeopleWhoAreOff: [HandoffLine]

  package init(new: [HandoffLine], repliesToYou: [HandoffLine], ofPeopleWhoAreOff: [HandoffLine]) {
    self.new = new
    self.repliesToYou = repliesToYou
    self.ofPeopleWhoAreOff = ofPeopleWhoAreOff
  }

  package var isEmpty: Bool { new.isEmpty && repliesToYou.isEmpty && ofPeopleWhoAreOff.isEmpty }
}

extension DeskSnapshot {
  /// The three lists of `member` at this instant. A ticket stands in one of them at most; each in the order of a deal.
  package func startLists(of member: MemberID, _ items: [HandoffItem]) -> StartLists {
    let open = inOrder(items.filter(\.ticket.isOpen))
    let isReply: (HandoffItem) -> Bool = { $0.unansweredSince != nil && !isNew($0) }
    return StartLists(
      new: open.filter { isNew($0) && ($0.ticket.owner == nil || $0.ticket.owner == member) }.map(line),
      repliesToYou: open.filter { isReply($0) && $0.ticket.owner == member }.map(line),
      ofPeopleWhoAreOff: open.filter { item in
        guard let owner = item.ticket.owner, owner != member, item.unansweredSince != nil else { return false }
        return !isAround(owner)
      }.map(line))
  }

  /// False for tickets that stand in none of the lists of `member`, whatever was written on them.
  package func mayConcern(_ member: MemberID, _ ticket: Ticket) -> Bool {
    guard ticket.isOpen, let owner = ticket.owner, owner != member else { return ticket.isOpen }
    return !isAround(owner)
  }

  private func isNew(_ item: HandoffItem) -> Bool {
    item.ticket.owner == nil || (!item.isAnswered && item.ticket.state == .open)
  }
}
