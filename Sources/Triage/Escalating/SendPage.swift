import Scheduling
import Timekeeping

extension DeskRun {
  /// Makes the pages that reach `member`, by their own rules where they have any; false when nothing reaches them. One
  /// decision pages nobody twice.
  mutating func send(to member: MemberID, step: Int, why: String) -> Bool {
    let ways = snapshot.ways(to: member, for: ticket.priority)
    for way in ways {
      let page = page(to: member, by: way, step: step, why: why)
      let isKnown = pages.contains { known in
        known.recipient == member && known.channel == page.channel && known.address == page.address
      }
      if !isKnown { pages.append(page) }
    }
    return !ways.isEmpty
  }

  private func page(to member: MemberID, by way: PagingWay, step: Int, why: String) -> Page {
    let round = ticket.escalation?.round ?? 0
    let id = PageID(
      ticket: ticket.id, episode: ticket.episode, round: round, step: step, recipient: member,
      channel: way.contact.channel, address: way.number)
    return Page(
      id: id, ticket: ticket.id, team: ticket.team, episode: ticket.episode, round: round, step: step,
      recipient: member, recipientName: snapshot.name(member), channel: way.contact.channel,
      address: way.contact.address, title: ticket.publicTitle, why: why,
      priority: ticket.priority, created: now,
      urgency: snapshot.policy.urgency(ticket.priority),
      after: way.after.duration > .zero ? way.after : nil)
  }
}
