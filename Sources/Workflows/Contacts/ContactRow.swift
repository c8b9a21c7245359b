import Scheduling
import Storage
import Timekeeping

/// One way to reach a person, and what is known of whether it works.
package struct ContactRow: Codable, Sendable, Hashable {
  /// Where it was written down.
  package enum Origin: String, Codable, Sendable, Hashable {
    /// By the member, in the store.
    case own
    /// In the schedule files.
    case file
    /// A channel that reaches whoever gave no contact.
    case shared
    /// There is none.
    case none
  }

  package enum State: String, Codable, Sendable, Hashable {
    /// A person answered from it: a page's link was followed, or a code came back.
    case answered
    /// A test page or a page arrived there; nobody has answered.
    case arrived
    /// A page, or the last test page, was refused there, and none arrived since.
    case failed
    /// Nothing was ever sent there to see.
    case untried
    /// Its code has not come back yet: no page goes there.
    case unverified
    /// This server has no such channel.
    case noChannel = "no channel"
    case none
  }

  /// Of those that members keep themselves.
  package var id: String?
  package var member: String
  package var name: String
  package var channel: String?
  /// Up to the host where it is a web address: the rest is often a secret.
  package var address: String?
  package var origin: Origin
  package var state: State
  /// When something last arrived there, when somebody last answered from it, and when it was last tried.
  package var arrived: Timestamp?
  package var answered: Timestamp?
  package var tried: Timestamp?
  /// Why what was tried last did not arrive; nil where it did.
  package var why: String?

  /// The newest proof that it works; nil without any, and where the last try failed.
  package var proven: Timestamp? {
    state == .answered || state == .arrived ? [arrived, answered].compactMap { $0 }.max() : nil
  }
}

/// The contacts of members with their proofs, as the store and the files have them now.
struct ContactBook {
  private let desk: ServiceDesk
  private let world: World
  private let own: [OwnContact]
  private let proofs: [MemberID: [ProvenContact]]

  init(_ desk: ServiceDesk, world: World, own: [OwnContact], proofs: [ProvenContact]) {
    (self.desk, self.world, self.own) = (desk, world, own)
    self.proofs = Dictionary(grouping: proofs, by: \.member)
  }

  /// In the order in which they are tried; those that are not verified last. One row without a channel for nobody's.
  func rows(of member: Member, at now: Timestamp) -> [ContactRow] {
    let kept = own.filter { $0.member == member.id }
    let used = desk.contacts(of: member.id, in: world, at: now)
    let rows = used.map { contact in
      row(of: member, contact, kept.first { $0.verified != nil && $0.contact == contact })
    }
    let waiting = kept.filter { $0.verified == nil }.map { contact in
      var row = row(of: member, contact.contact, contact)
      row.state = .unverified
      return row
    }
    let all = rows + waiting
    return all.isEmpty ? [nobodys(member)] : Self.toldApart(all)
  }

  /// Several addresses at one host look alike up to there: they are numbered in the order in which they are tried.
  private static func toldApart(_ rows: [ContactRow]) -> [ContactRow] {
    rows.enumerated().map { place, row in
      let alike = rows.indices.filter { rows[$0].channel == row.channel && rows[$0].address == row.address }
      guard let address = row.address, alike.count > 1, let number = alike.firstIndex(of: place) else { return row }
      var row = row
      row.address = "\(address) (\(number + 1))"
      return row
    }
  }

  private func nobodys(_ member: Member) -> ContactRow {
    ContactRow(member: member.id.text, name: member.name, origin: .none, state: .none)
  }

  private func row(of member: Member, _ contact: Contact, _ own: OwnContact?) -> ContactRow {
    let channel = desk.setup.channels.first { $0.name == contact.channel }
    let proof = proofs[member.id]?.first { $0.contact == contact }
    let origin: ContactRow.Origin = own != nil ? .own : contact.address.isEmpty ? .shared : .file
    return ContactRow(
      id: own?.id, member: member.id.text, name: member.name, channel: contact.channel,
      address: Self.shown(contact.address), origin: origin, state: channel == nil ? .noChannel : Self.state(proof),
      arrived: proof?.proven, answered: proof?.answered, tried: proof?.at,
      why: proof.flatMap { $0.works ? nil : $0.outcome.text })
  }

  private static func state(_ proof: ProvenContact?) -> ContactRow.State {
    guard let proof else { return .untried }
    if !proof.works { return .failed }
    return proof.answered == nil ? .arrived : .answered
  }

  private static func shown(_ address: String) -> String? {
    if address.isEmpty { return nil }
    guard let mark = address.firstRange(of: "://") else { return address }
    return address[..<mark.upperBound] + address[mark.upperBound...].prefix { !"/?#".contains($0) } + "/…"
  }
}

extension ServiceDesk {
  /// The contacts and proofs as they are now.
  func contactBook(_ world: World) async throws -> ContactBook {
    let (own, proofs) = try await store.read { (try $0.ownContacts(), try $0.provenContacts()) }
    return ContactBook(self, world: world, own: own, proofs: proofs)
  }
}
