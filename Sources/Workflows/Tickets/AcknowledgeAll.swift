import ScheduleFiles
import Scheduling
import Storage
import Timekeeping
import Triage

/// Everything that paged one person until some instant: what a list of pages acknowledges at once. What was made by then
/// and has not left yet is not in it: nobody has seen it.
struct AcknowledgeAll: Hashable {
  var recipient: MemberID
  var until: Timestamp

  /// No id of a page begins so.
  static let prefix = "all-"

  init(recipient: MemberID, until: Timestamp) {
    self.recipient = recipient
    self.until = until
  }

  /// Reads the part before the signature: `all-ana-1792152000000`.
  init?(_ text: String) {
    guard text.hasPrefix(Self.prefix), let hyphen = text.lastIndex(of: "-"),
      let milliseconds = decimal(text[text.index(after: hyphen)...], limit: 15),
      text.index(text.startIndex, offsetBy: Self.prefix.count) < hyphen
    else { return nil }
    let name = text[text.index(text.startIndex, offsetBy: Self.prefix.count)..<hyphen]
    self.init(recipient: MemberID(unchecked: String(name)), until: Timestamp(milliseconds: Int64(milliseconds)))
  }

  var text: String { "\(Self.prefix)\(recipient)-\(until.milliseconds)" }

  func token(_ keys: ServerKeys) -> String { "\(text).\(keys.acknowledgeSignature(text))" }
}

/// What a link that acknowledges all leads to.
package struct AcknowledgeAllLink: Sendable {
  package var recipient: MemberID
  package var recipientName: String
  /// Those that still wait, or after acting those that were acknowledged; as anybody may see them.
  package var tickets: [TicketRow]
  /// Those that paged the recipient after the list, and still wait: the link leaves them alone.
  package var later: [TicketRow] = []
  /// A sentence for each that could not be acknowledged: it pages on.
  package var refused: [String] = []
  /// Where nothing waits: what the recipient holds by an acknowledgement, as after a second tap.
  package var held: [TicketRow] = []
}

extension ServiceDesk {
  /// Reads such a link; nil when it is not one of ours. Reading changes nothing.
  package func acknowledgeAllLink(_ token: String) async throws -> AcknowledgeAllLink? {
    guard let all = acknowledgesAll(token) else { return nil }
    let world = try await world()
    let (tickets, later, held) = try await store.read {
      (try waiting(for: all, in: $0), try self.later(than: all, in: $0), try self.held(by: all, world, in: $0))
    }
    return AcknowledgeAllLink(
      recipient: all.recipient, recipientName: world.name(of: all.recipient),
      tickets: tickets.map { TicketRow($0, world: world).forAnybody },
      later: later.map { TicketRow($0, world: world).forAnybody },
      held: held.map { TicketRow($0, world: world).forAnybody })
  }

  /// Acknowledges each of them in the name of the recipient, in one transaction.
  package func acknowledgeAll(byLink token: String) async throws -> AcknowledgeAllLink? {
    guard let all = acknowledgesAll(token) else { return nil }
    let now = clock.now()
    let world = try await world()
    let (done, later, held) = try await write {
      let done = try acknowledge(all, via: "link", in: $0, now: now)
      return (done, try self.later(than: all, in: $0), try self.held(by: all, world, in: $0))
    }
    wake.ring()
    return AcknowledgeAllLink(
      recipient: all.recipient, recipientName: world.name(of: all.recipient),
      tickets: done.tickets.map { TicketRow($0, world: world).forAnybody },
      later: later.map { TicketRow($0, world: world).forAnybody }, refused: done.refused,
      held: held.map { TicketRow($0, world: world).forAnybody })
  }

  /// One that is refused is passed over and said: the others do not page on because of it.
  func acknowledge(
    _ all: AcknowledgeAll, via: String, in tx: Transaction, now: Timestamp
  ) throws -> (tickets: [Ticket], refused: [String]) {
    var (tickets, refused): ([Ticket], [String]) = ([], [])
    let contact = try onlyContact(of: all, in: tx)
    for ticket in try waiting(for: all, in: tx) {
      let decision: Decision
      do {
        decision = try decide(ticket, in: tx, now: now) { desk, ticket throws(DeskRefusal) in
          try desk.acknowledge(ticket, by: all.recipient, via: via)
        }
      } catch let problem as OperatorProblem {
        refused.append("\(ticket.id) is not acknowledged: \(problem.what)")
        continue
      }
      try commit(decision, isNew: false, actor: .member(all.recipient.text), in: tx, now: now)
      tickets.append(decision.ticket)
    }
    if !tickets.isEmpty, let contact { try tx.noteAnswer(of: all.recipient, from: contact, at: now) }
    return (tickets, refused)
  }

  /// Where the list was answered from; nil where its pages went to several contacts: it does not say which one's it was.
  private func onlyContact(of all: AcknowledgeAll, in snapshot: Snapshot) throws -> Contact? {
    let pages = try snapshot.unansweredPages(of: all.recipient, until: all.until).map(\.page)
    let contacts = pages.map { Contact(channel: $0.channel, address: $0.address) }.uniqued
    return contacts.count == 1 ? contacts.first : nil
  }

  /// What a signed token acknowledges; nil when it is not one of ours.
  func acknowledgesAll(_ token: String) -> AcknowledgeAll? {
    let parts = token.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, keys.isAcknowledgeSignature(String(parts[1]), of: String(parts[0])) else { return nil }
    return AcknowledgeAll(String(parts[0]))
  }

  /// Whose pages have left for the recipient and were answered by nobody yet.
  private func waiting(for all: AcknowledgeAll, in snapshot: Snapshot) throws -> [Ticket] {
    let pages = try snapshot.unansweredPages(of: all.recipient, until: all.until)
    return try pages.map(\.page.ticket).uniqued.compactMap { try snapshot.ticket($0) }
  }

  /// What the recipient has acknowledged of what there was when the list was made, and still has, by id.
  private func held(by all: AcknowledgeAll, _ world: World, in snapshot: Snapshot) throws -> [Ticket] {
    let teams = world.teams(at: clock.now()).map(\.schedule).filter { $0.member(all.recipient) != nil }
    return try teams.flatMap { try snapshot.acknowledgedTickets(team: $0.team) }
      .filter { $0.acknowledgement?.by == all.recipient && $0.created <= all.until }
      .sorted { $0.id < $1.id }
  }

  /// What paged the same person since.
  private func later(than all: AcknowledgeAll, in snapshot: Snapshot) throws -> [Ticket] {
    let known = try waiting(for: all, in: snapshot).map(\.id)
    let ever = try waiting(for: AcknowledgeAll(recipient: all.recipient, until: .distantFuture), in: snapshot)
    return ever.filter { !known.contains($0.id) }
  }
}
