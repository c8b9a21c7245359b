import Scheduling
import Timekeeping

extension DeskRun {
  /// Makes a page on every channel that reaches `member`; false when there is none. One decision pages nobody twice.
  mutating func send(to member: MemberID, step: Int, why: String) -> Bool {
    let contacts = contacts(of: member)
    for (index, contact) in contacts.enumerated() {
      let before = contacts[..<index].filter { $0.channel == contact.channel }.count
      let page = page(to: member, at: contact, address: before + 1, step: step, why: why)
      let isKnown = pages.contains { known in
        known.recipient == member && known.channel == page.channel && known.address == page.address
      }
      if !isKnown { pages.append(page) }
    }
    return !contacts.isEmpty
  }

  /// The member's own, each once, else the channels that reach anybody.
  private func contacts(of member: MemberID) -> [Contact] {
    let own = snapshot.timeline.schedule.member(member)?.contacts ?? []
    let all = own.isEmpty ? snapshot.fallbackChannels.map { Contact(channel: $0, address: "") } : own
    return all.enumerated().filter { !all[..<$0].contains($1) }.map(\.element)
  }

  private func page(to member: MemberID, at contact: Contact, address: Int, step: Int, why: String) -> Page {
    let round = ticket.escalation?.round ?? 0
    let id = PageID(
      ticket: ticket.id, episode: ticket.episode, round: round, step: step, recipient: member,
      channel: contact.channel, address: address)
    return Page(
      id: id, ticket: ticket.id, team: ticket.team, episode: ticket.episode, round: round, step: step,
      recipient: member, recipientName: snapshot.name(member), channel: contact.channel, address: contact.address,
      title: ticket.title, why: why, priority: ticket.priority, created: now)
  }
}
