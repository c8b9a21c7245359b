import PagingChannels
import Scheduling
import Storage
import Timekeeping
import Triage

extension ServiceDesk {
  /// Queues, in the transaction of the decision, what providers that keep incidents must hear: somebody has it, or it is
  /// over.
  func tellProviders(_ decision: Decision, in tx: Transaction, now: Timestamp) throws {
    let ticket = decision.ticket
    guard decision.withdrawsPages, keepsIncidents else { return }
    // What was an alarm of another team is over there, whatever it is here.
    if let left = decision.movedFrom, left.team != ticket.team {
      return try tellProviders(of: ticket, .resolved, by: nil, in: tx, now: now)
    }
    if !ticket.isOpen {
      try tellProviders(of: ticket, .resolved, by: nil, in: tx, now: now)
    } else if let held = ticket.acknowledgement {
      try tellProviders(of: ticket, .acknowledged, by: held.by, in: tx, now: now)
    } else if decision.pages.isEmpty {
      // Open and nobody's alarm any more: it is below the paging line now.
      try tellProviders(of: ticket, .resolved, by: nil, in: tx, now: now)
    }
  }

  /// The same once more after a page that had been on the wire meanwhile has opened the incident anew (rule K6), or may
  /// have: it is not tried again, so nobody would learn whether it arrived. (An answer such as 504 may be that of something
  /// between us and a provider that took it.)
  func tellProvidersAgain(after row: OutboxRow, _ outcome: PageOutcome, in tx: Transaction, now: Timestamp) throws {
    if case .refused = outcome { return }
    guard keepers.contains(row.page.channel), let ticket = try tx.ticket(row.page.ticket) else { return }
    if !ticket.isOpen {
      try tellProviders(of: ticket, .resolved, by: nil, in: tx, now: now)
    } else if let held = ticket.acknowledgement {
      try tellProviders(of: ticket, .acknowledged, by: held.by, in: tx, now: now)
    }
  }

  /// Ends what a test opened at a provider that keeps incidents, where nobody else would: in a while, so that it rings and
  /// can be read before.
  func endTest(_ message: Message, _ outcome: PageOutcome, in tx: Transaction, now: Timestamp) throws {
    guard keepers.contains(message.channel), outcome.mayHaveArrived else { return }
    let news = IncidentNews(key: message.id, ticket: "Test \(message.id)", what: .resolved)
    try tx.enqueue(
      Message(
        id: "I-\(message.id)-resolved", recipient: nil, recipientName: message.recipientName, channel: message.channel,
        address: message.address, title: news.sentence, content: .incident(news), created: now + Self.testLasts),
      lane: "incident/\(message.channel)/\(message.id)", place: try tx.nextMessage().number)
  }

  private static let testLasts = Duration.minutes(5)

  private var keepsIncidents: Bool { !keepers.isEmpty }
  /// The channels whose providers keep incidents.
  private var keepers: Set<String> {
    Set(setup.channels.filter { type(of: $0.channel).keepsIncidents }.map(\.name))
  }

  /// Of the present episode what was acknowledged, of all episodes what is over; once for each address.
  private func tellProviders(
    of ticket: Ticket, _ what: IncidentNews.What, by member: MemberID?, in tx: Transaction, now: Timestamp
  ) throws {
    let by = try member.map { try worlds.world(in: tx).name(of: $0) }
    var told: [Page] = []
    for row in try tx.attemptedPages(of: ticket.id, over: keepers) {
      let page = row.page
      let isSame = told.contains {
        $0.incidentKey == page.incidentKey && $0.channel == page.channel && $0.address == page.address
      }
      guard !isSame, what == .resolved || page.episode == ticket.episode else { continue }
      told.append(page)
      let news = IncidentNews(key: page.incidentKey, ticket: "\(ticket.id)", what: what, by: by)
      try tx.enqueue(
        Message(
          id: "I-\(page.incidentKey)-\(what.rawValue)-\(page.channel)-\(told.count)-\(now.milliseconds)",
          recipient: nil, recipientName: page.recipientName, channel: page.channel, address: page.address,
          title: news.sentence, content: .incident(news), created: now),
        lane: "incident/\(page.channel)/\(page.incidentKey)/\(told.count)", place: try tx.nextMessage().number)
    }
  }
}

extension PageOutcome {
  /// True unless it is known that the provider took nothing.
  fileprivate var mayHaveArrived: Bool {
    switch self {
    case .sent, .unknown: true
    case .retry, .refused: false
    }
  }
}
