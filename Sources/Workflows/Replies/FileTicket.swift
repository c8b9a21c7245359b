import ScheduleFiles
import Scheduling
import Storage
import TicketSources
import Timekeeping
import Triage

/// Files a bug or a task from a ticket: the text carries the ticket's reference and never who the customer is (A26, A27).
package struct FileTicket: OperatorCommand {
  package static let name = "ticket-file"
  package static let changes = true

  package var id: String
  package var member: String
  /// The source that it is filed through, by its name in the settings.
  package var source: String
  /// The repository; nil for the one of the settings.
  package var repository: String?
  /// Nil for the ticket's own.
  package var title: String?
  package var text: String
  package var kind: String
  /// Tells the customer its address once it has one (A28).
  package var shares: Bool
  /// Files it although the text seems to tell who the customer is.
  package var anyway: Bool
  /// Shows what would be filed, and files nothing.
  package var dryRun: Bool

  package init(
    id: String, member: String, source: String, repository: String? = nil, title: String? = nil, text: String,
    kind: String = "bug", shares: Bool = false, anyway: Bool = false, dryRun: Bool = false
  ) {
    self.id = id
    self.member = member
    self.source = source
    self.repository = repository
    self.title = title
    self.text = text
    self.kind = kind
    self.shares = shares
    self.anyway = anyway
    self.dryRun = dryRun
  }

  package struct Reply: Codable, Sendable {
    /// The letter's id; nil for a dry run.
    package var letter: String?
    package var title: String
    package var text: String
    package var warnings: [String]
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> Reply {
    let now = desk.clock.now()
    let by = try await desk.member(member, in: desk.world(), at: now)
    let number: TicketID
    do { number = try TicketID(text: id) } catch { throw OperatorProblem(error) }
    let kind: LinkedItem.Kind = try ActOnTicket.word(kind, "kind of link")
    let place = try place(desk)
    let reply = try await desk.write { tx -> Reply in
      guard let ticket = try tx.ticket(number) else { throw OperatorProblem.noTicket(id) }
      let untold = try checkMayFile(from: ticket, by: by.id, kind, desk, in: tx, now: now)
      let words = try words(of: ticket, desk, in: tx, now: now)
      try checkWords(words)
      let warnings = words.warnings + untold
      let count = try tx.letters(of: number).count { $0.letter.purpose == .filing }
      let letter = Letter(
        id: "\(number)-file-\(count + 1)", purpose: .filing, ticket: number, source: source, item: place,
        title: words.title, text: words.body, author: by.id, authorName: by.name,
        filing: Letter.Filing(kind: kind, isShared: shares), created: now)
      guard !dryRun else { return Reply(title: words.title, text: words.body, warnings: warnings) }
      try tx.enqueue(letter)
      try tx.appendAudit(
        at: now, actor: actor.text, action: "filed", entity: "ticket/\(number)", body: Array(letter.id.utf8))
      return Reply(letter: letter.id, title: words.title, text: words.body, warnings: warnings)
    }
    desk.wake.ring()
    return reply
  }

  /// Where it is filed; refused before anything is written when nothing can be filed there.
  private func place(_ desk: ServiceDesk) throws(OperatorProblem) -> String {
    guard let binding = desk.source(source) else {
      throw OperatorProblem.unknown("source", source, among: desk.setup.sources.map(\.name))
    }
    if let obstacle = binding.source.obstacle(to: .filing, as: binding.settings) {
      throw OperatorProblem(
        .refused, "nothing is filed through '\(source.echoed)': \(obstacle.what)", help: obstacle.help)
    }
    if binding.source is OwnJSON { return source }
    guard let repository = repository ?? binding.settings.options.repository else {
      throw OperatorProblem(
        .refused, "it is not said in which repository",
        help: "add --repository OWNER/NAME, or `repository:` to the source in watchbill.yaml")
    }
    return repository
  }

  /// What is filed is linked, and shared, once the tracker has answered: whoever could do neither files nothing.
  ///
  /// - Returns: why customers who shall be told cannot be; nothing where it is not shared.
  private func checkMayFile(
    from ticket: Ticket, by member: MemberID, _ kind: LinkedItem.Kind, _ desk: ServiceDesk, in tx: Transaction,
    now: Timestamp
  ) throws -> [String] {
    let trial = try desk.decide(ticket, in: tx, now: now) { core, ticket throws(DeskRefusal) in
      if shares { return try core.reply(ticket, by: member, text: ServiceDesk.filed(at: source), staysOnHold: true) }
      return try core.link(ticket, by: member, to: LinkedItem(id: source, kind: kind))
    }
    try desk.checkReaders(of: trial, inPublic: false)
    return desk.obstacles(to: trial).map { "the customer cannot be told of it: \($0.what); \($0.help)" }
  }

  private func words(of ticket: Ticket, _ desk: ServiceDesk, in tx: Transaction, now: Timestamp) throws -> FilingText {
    for (what, text, limit) in [("title", title ?? ticket.title, 256), ("text", text, 60_000)]
    where !(1...limit).contains(TextLength.scalars.of(text)) {
      let length = TextLength.scalars.of(text)
      throw OperatorProblem(.refused, "the \(what) has \(length) characters", help: "give 1 to \(limit)")
    }
    let world = try desk.worlds.world(in: tx)
    let customers = world.team(ticket.team, at: now)?.desk.customers ?? []
    let merged = try (ticket.correspondence?.merged ?? []).map { place in
      (place.customer, try tx.ticket(place.ticket)?.classification.customer)
    }
    let customer = ticket.correspondence?.customer
    let own = Party(
      name: customer?.name ?? ticket.requester, address: customer?.address, organisation: customer?.organisation)
    let colleagues = world.teams(at: now).flatMap(\.schedule.members).map(\.name)
    let secrets = ([(own, ticket.classification.customer)] + merged).flatMap { party, id in
      FilingText.secrets(
        name: party?.name, address: party?.address, organisation: party?.organisation, colleagues: colleagues)
        + (customers.first { $0.id == id }.map { [$0.name, $0.id.text] + $0.domains } ?? [])
    }
    var words = FilingText(
      title: title ?? ticket.title, words: text,
      reference: "\(ticket.id), \(desk.setup.publicURL)/tickets/\(ticket.id)",
      customer: secrets)
    if ticket.isPrivate, title == nil {
      words.warnings.insert("\(ticket.id) is private, and its title would be read there", at: 0)
    }
    return words
  }

  private func checkWords(_ words: FilingText) throws(OperatorProblem) {
    guard !words.warnings.isEmpty, !anyway, !dryRun else { return }
    throw OperatorProblem(
      .refused, words.warnings.joined(separator: "; "),
      help: "say it in other words (--title, --text), or add --anyway if that is meant")
  }
}

extension ServiceDesk {
  /// What was filed is linked to its ticket, and its customer told of it where the author wished (A28).
  func link(_ id: String, url: String?, for letter: Letter, in tx: Transaction, now: Timestamp) throws {
    guard let filed = try tx.ticket(letter.ticket), let author = letter.author else { return }
    let ticket = try goesOn(filed, in: tx) ?? filed
    let item = LinkedItem(id: id, url: url, kind: letter.filing?.kind ?? .bug)
    let linked = try decide(ticket, in: tx, now: now) { desk, ticket throws(DeskRefusal) in
      try desk.linkFiled(item, by: author, to: ticket)
    }
    try commit(linked, isNew: false, actor: .member(author.text), in: tx, now: now)
    guard letter.filing?.isShared == true, let url, let known = try tx.ticket(ticket.id) else { return }
    try share(url, of: letter, by: author, on: known, in: tx, now: now)
  }

  /// What the customer is told, in the author's name.
  fileprivate static func filed(at url: String) -> String { "We have filed this, so that you can follow it: \(url)" }

  /// What cannot be said any more is not: the ticket may have ended, or its author gone. The answer of the tracker counts
  /// all the same, or it would be filed again.
  private func share(
    _ url: String, of letter: Letter, by author: MemberID, on ticket: Ticket, in tx: Transaction, now: Timestamp
  ) throws {
    let told: Decision
    do {
      told = try decide(ticket, in: tx, now: now) { desk, ticket throws(DeskRefusal) in
        try desk.reply(ticket, by: author, text: Self.filed(at: url), staysOnHold: true)
      }
      try checkReaders(of: told, inPublic: false)
    } catch let problem as OperatorProblem {
      return try tellOfFiling(
        letter, kind: "filing-unshared", "is at \(url), and the customer was not told: \(problem.what).", in: tx,
        now: now)
    }
    try commit(told, isNew: false, actor: .member(author.text), in: tx, now: now)
    guard let obstacle = obstacles(to: told).first else { return }
    try tellOfFiling(
      letter, kind: "filing-unshared", "is at \(url), and that did not reach the customer: \(obstacle).", in: tx,
      now: now)
  }

  /// It was taken, and nobody knows under which name.
  func tellOfNamelessFiling(_ letter: Letter, in tx: Transaction, now: Timestamp) throws {
    try tellOfFiling(
      letter, kind: "filing-nameless",
      "was taken, but the answer did not say where it is. Link it: watchbill ticket link \(letter.ticket) URL --as YOU.",
      in: tx, now: now)
  }

  private func tellOfFiling(
    _ letter: Letter, kind: String, _ what: String, in tx: Transaction, now: Timestamp
  ) throws {
    guard let author = letter.author else { return }
    try tx.tell(
      Notice(
        kind: kind, cause: "ticket/\(letter.ticket)/\(letter.id)", recipient: author, title: "\(letter.ticket)",
        text: "What you filed from \(letter.ticket) \(what)", haste: .atOnce), at: now)
  }

  /// Something that tickets are linked to was closed or opened again in its source: they are told, and wake (A29).
  ///
  /// - Returns: one of them; nil when nothing of ours is linked to it, or the event says nothing of the kind.
  func followLinks(_ event: SourceEvent, in tx: Transaction, actor: Actor, now: Timestamp) throws -> Ticket? {
    let isOpen: Bool
    switch event.what {
    case .closed: isOpen = false
    case .reopened: isOpen = true
    case .opened, .message, .messageEdited, .messageDeleted, .changed, .notOurs: return nil
    }
    let names = [event.item.id, event.facts.url].compactMap { $0 }
    let tickets = try tx.tickets(linkedTo: names)
    for ticket in tickets {
      for name in names {
        guard let current = try tx.ticket(ticket.id) else { continue }
        let decision = try decide(current, in: tx, now: now) { desk, ticket throws(DeskRefusal) in
          try desk.linkChanged(ticket, id: name, isOpen: isOpen)
        }
        guard !decision.facts.isEmpty else { continue }
        try commit(decision, isNew: false, actor: actor, in: tx, now: now)
      }
    }
    return tickets.first
  }
}
