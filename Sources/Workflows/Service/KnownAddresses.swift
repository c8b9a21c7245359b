import ScheduleFiles
import Scheduling
import TicketSources
import Timekeeping

/// By which addresses members are known: their mail addresses, and the addresses and ids among their contacts, whatever
/// the case of their letters. What two members give is nobody's.
struct KnownAddresses: Sendable {
  private let mail: Book
  private let contacts: Book

  private struct Book: Sendable {
    private(set) var all: Set<String> = []
    private var owners: [String: Member] = [:]

    mutating func add(_ address: String, of member: Member) {
      let key = address.lowercased()
      if all.insert(key).inserted {
        owners[key] = member
      } else if owners[key]?.id != member.id {
        owners[key] = nil
      }
    }

    func owner(of address: String) -> Member? { owners[address.lowercased()] }
  }

  init(_ world: World, at now: Timestamp) {
    var (mail, contacts) = (Book(), Book())
    for member in world.teams(at: now).flatMap(\.schedule.members) {
      if let email = member.email { mail.add(email, of: member) }
      let own = world.ownContacts[member.id] ?? []
      for contact in member.contacts + own { contacts.add(contact.address, of: member) }
    }
    (self.mail, self.contacts) = (mail, contacts)
  }

  /// Whoever has this address among their contacts, on whatever channel: a Slack id is nobody else's.
  func member(withContact address: String?) -> Member? { address.flatMap { contacts.owner(of: $0) } }

  /// Those that `source` proves, in lower case.
  func all(provenBy source: any TicketSource) -> Set<String> { book(provenBy: source)?.all ?? [] }

  func member(_ address: String?, provenBy source: any TicketSource) -> Member? {
    address.flatMap { book(provenBy: source)?.owner(of: $0) }
  }

  /// A mail says whatever it likes of its sender.
  private func book(provenBy source: any TicketSource) -> Book? {
    switch source {
    case is Email: nil
    case is SlackEvents: contacts
    default: mail
    }
  }
}
