import Scheduling
import Timekeeping

/// What somebody finds at the start of a shift, in three lists (D44).
package struct StartLists: Sendable, Hashable, Codable {
  /// Nobody has answered them yet: those without an owner, and those that were given to this member.
  package var new: [HandoffLine]
  package var repliesToYou: [HandoffLine]
  /// Messages that wait on tickets of people who are off.
  package var ofPeopleWhoAreOff: [HandoffLine]
  /// How many open tickets were not looked at, because there are so many before them; nil where all were.
  package var rest: Int?

  package init(
    new: [HandoffLine], repliesToYou: [HandoffLine], ofPeopleWhoAreOff: [HandoffLine], rest: Int? = nil
  ) {
    self.new = new
    self.repliesToYou = repliesToYou
    self.ofPeopleWhoAreOff = ofPeopleWhoAreOff
    self.rest = rest
  }

  /// How many tickets stand in the lists; more may wait where there is a `rest`.
  package var count: Int { new.count + repliesToYou.count + ofPeopleWhoAreOff.count }

  /// What is said below lists that are not whole; nil where they are.
  package var unlisted: String? {
    rest.map { rest in
      let what = rest == 1 ? "ticket comes after these and was" : "tickets come after these and were"
      return "\(rest) more open \(what) not looked at"
    }
  }

  package var isEmpty: Bool { new.isEmpty && repliesToYou.isEmpty && ofPeopleWhoAreOff.isEmpty }
}

extension DeskSnapshot {
  /// The three lists of `member` at this instant. A ticket stands in one of them at most; each in the order of a deal.
  ///
  /// - Parameter rest: how many tickets that may concern them are not among the items.
  package func startLists(of member: MemberID, _ items: [HandoffItem], rest: Int = 0) -> StartLists {
    let open = inOrder(items.filter(\.ticket.isOpen))
    let isReply: (HandoffItem) -> Bool = { $0.unansweredSince != nil && !isNew($0) }
    return StartLists(
      new: open.filter { isNew($0) && ($0.ticket.owner == nil || $0.ticket.owner == member) }.map(line),
      repliesToYou: open.filter { isReply($0) && $0.ticket.owner == member }.map(line),
      ofPeopleWhoAreOff: open.filter { item in
        guard let owner = item.ticket.owner, owner != member, item.unansweredSince != nil else { return false }
        return !isAround(owner)
      }.map(line), rest: rest > 0 ? rest : nil)
  }

  /// False for tickets that stand in none of the lists of `member`, whatever was written on them.
  package func mayConcern(_ member: MemberID, _ ticket: Ticket) -> Bool {
    guard ticket.isOpen, let owner = ticket.owner, owner != member else { return ticket.isOpen }
    return !isAround(owner)
  }

  /// Where nobody has answered yet there is nothing to reply to, whatever the ticket waits for.
  private func isNew(_ item: HandoffItem) -> Bool {
    item.ticket.owner == nil || (!item.isAnswered && (item.ticket.state == .open || item.unansweredSince != nil))
  }
}
