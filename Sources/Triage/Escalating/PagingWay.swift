import Scheduling
import Timekeeping

/// One address that a page goes to, and how long after it was made.
struct PagingWay: Hashable {
  var contact: Contact
  /// Counts a member's addresses on one channel, from 1: part of the page's identity.
  var number: Int
  var after: PlainDuration
}

extension DeskSnapshot {
  /// How `member` is reached for something of `priority`, in the order it is tried.
  ///
  /// By the first of their rules that fits (Deliver 5 of the desk). A rule never silences a page: where it leads to no
  /// contact of theirs all are tried at once, and where nothing is tried at once the first that is tried is.
  func ways(to member: MemberID, for priority: Priority) -> [PagingWay] {
    let all = numbered(contacts(of: member)).map { PagingWay(contact: $0, number: $1, after: PlainDuration(.zero)) }
    guard let rule = rule(of: member, for: priority) else { return all }
    let chosen = rule.ways.flatMap { way in
      all.filter { $0.contact.channel == way.channel }.map {
        PagingWay(contact: $0.contact, number: $0.number, after: way.after)
      }
    }
    guard let first = chosen.map(\.after).min() else { return all }
    return chosen.map { way in
      PagingWay(
        contact: way.contact, number: way.number, after: PlainDuration(way.after.duration - first.duration))
    }
  }

  /// The member's own, each once, else the channels that reach anybody.
  private func contacts(of member: MemberID) -> [Contact] {
    let own = timeline.schedule.member(member)?.contacts ?? []
    let all = own.isEmpty ? fallbackChannels.map { Contact(channel: $0, address: "") } : own
    return all.enumerated().filter { !all[..<$0].contains($1) }.map(\.element)
  }

  private func numbered(_ contacts: [Contact]) -> [(Contact, Int)] {
    contacts.enumerated().map { index, contact in
      (contact, contacts[..<index].filter { $0.channel == contact.channel }.count + 1)
    }
  }

  private func rule(of member: MemberID, for priority: Priority) -> PagingRule? {
    let rules = timeline.schedule.member(member)?.paging ?? []
    let zone = home(of: member)
    return rules.first { rule in
      let isUrgent = rule.from.map { name in
        policy.priorities.first { $0.text == name }.map { policy.isAtLeast($0, priority) } ?? false
      }
      return (isUrgent ?? true) && (rule.hours?.contains(now, in: zone) ?? true)
    }
  }
}
