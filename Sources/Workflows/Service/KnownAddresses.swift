import PagingChannels
import ScheduleFiles
import Scheduling
import TicketSources
import Timekeeping

/// By which addresses members are known to the sources: their mail addresses, and their ids at Slack by the contacts of
/// such channels. An address that two members give is nobody's.
struct KnownAddresses: Sendable {
  private var byMail: [String: MemberID?] = [:]
  private var bySlack: [String: MemberID?] = [:]

  /// - Parameter slack: the names of the channels that are Slack's.
  init(_ world: World, slack: Set<String>, at now: Timestamp) {
    for member in world.teams(at: now).flatMap(\.schedule.members) {
      if let email = member.email { Self.add(member.id, email, to: &byMail) }
      let contacts = member.contacts + (world.ownContacts[member.id] ?? [])
      for contact in contacts where slack.contains(contact.channel) {
        Self.add(member.id, contact.address, to: &bySlack)
      }
    }
  }

  private static func add(_ member: MemberID, _ address: String, to known: inout [String: MemberID?]) {
    let key = address.lowercased()
    known[key] = known[key].map { $0 == member ? member : nil } ?? member
  }

  /// Those that `source` proves, in lower case: a mail says whatever it likes of its sender.
  func addresses(provenBy source: any TicketSource) -> Set<String> { Set(known(to: source).keys) }

  func member(_ address: String?, provenBy source: any TicketSource) -> MemberID? {
    guard let address, let found = known(to: source)[address.lowercased()] else { return nil }
    return found
  }

  private func known(to source: any TicketSource) -> [String: MemberID?] {
    switch source {
    case is Email: [:]
    case is SlackEvents: bySlack
    default: byMail
    }
  }
}

extension ServiceDesk {
  /// The channels whose contacts are ids at Slack.
  var slackChannels: Set<String> { Set(setup.channels.filter { $0.channel is Slack }.map(\.name)) }
}
