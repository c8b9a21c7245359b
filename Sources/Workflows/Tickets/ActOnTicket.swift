import ScheduleFiles
import Scheduling
import Storage
import Timekeeping
import Triage

/// What people do with a ticket in hand: reply, note, wait, end, promise (rules K7 to K9).
package struct ActOnTicket: OperatorCommand {
  package static let name = "ticket-act"
  package static let changes = true

  package var id: String
  package var member: String
  package var act: Act
  /// The caller's own id of it, so that it may be sent again; nil does it each time.
  package var key: String?
  /// True where a reply on a private ticket may be read by others than its customer; nil and false refuse it.
  package var inPublic: Bool?

  package init(id: String, member: String, act: Act) {
    self.id = id
    self.member = member
    self.act = act
  }

  package enum Act: Codable, Sendable {
    /// `then` is what the ticket becomes; nil leaves that to its queue.
    case reply(text: String, then: String?)
    case note(text: String)
    case pending(because: String?)
    case hold(because: String, until: Timestamp?)
    case reopen(because: String?)
    case noReplyNeeded(because: String)
    case promise(until: Timestamp)
    case triage(kind: String?, priority: String?)
    case review
    /// A colleague is brought in, who follows it from then on.
    case involve(member: String, note: String?)
    case visibility(isPrivate: Bool)
    case link(url: String, kind: String)
    case linkDone(url: String)
    /// `kind` may be `docs=URL`; `none` needs no address.
    case improve(kind: String, link: String?, done: Bool)
    case resolve(TicketEndingWords)
    case close(TicketEndingWords)
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> TicketRow {
    let (world, now) = (try await desk.world(), desk.clock.now())
    let by = try desk.member(member, in: world, at: now).id
    if case .involve(let colleague, _) = self.act { _ = try desk.member(colleague, in: world, at: now) }
    let act = try act.decision(by: by)
    let repeated = try key.map { try RepeatedAct(self, key: $0) }
    if let row = try await done(repeated, on: desk) { return row }
    do {
      return try await desk.change(
        id, actor: actor, whereItGoesOn: self.act.isNote ? "the note is there" : nil,
        also: {
          try desk.checkReaders(of: $0, inPublic: inPublic)
          try repeated?.remember($0.ticket.id, desk.warnings(of: $0), in: $1, now: $2)
        }
      ) { desk, ticket throws(DeskRefusal) in try act(desk, ticket) }
    } catch {
      // Another request under the same key was under way meanwhile: what it did is this one's answer, too.
      if let row = try await done(repeated, on: desk) { return row }
      throw error
    }
  }

  /// The answer to what was done before; nil where it was not.
  private func done(_ repeated: RepeatedAct?, on desk: ServiceDesk) async throws -> TicketRow? {
    guard let repeated, let (ticket, warnings) = try await desk.store.read({ try repeated.done(in: $0) }) else {
      return nil
    }
    var row = TicketRow(ticket, world: try await desk.world())
    row.warnings = warnings.nonEmpty
    return row
  }
}

/// What is said when a ticket ends, as it is typed.
package struct TicketEndingWords: Codable, Sendable {
  package var reason: String?
  package var note: String?
  package var confirmed: Bool
  package var link: String?
  /// One of the queue's kinds or `none`, also `docs=URL`, and the address of the work on it.
  package var improvement: String?
  package var improvementLink: String?

  package init(
    reason: String? = nil, note: String? = nil, confirmed: Bool = false, link: String? = nil,
    improvement: String? = nil, improvementLink: String? = nil
  ) {
    self.reason = reason
    self.note = note
    self.confirmed = confirmed
    self.link = link
    self.improvement = improvement
    self.improvementLink = improvementLink
  }

  func ending() throws(OperatorProblem) -> TicketEnding {
    var ending = TicketEnding(reason: reason, note: note, isConfirmed: confirmed)
    if let link { ending.link = try Self.item(link, .feature) }
    if let improvement { ending.improvement = try Self.improvement(improvement, link: improvementLink) }
    return ending
  }

  /// Reads `docs`, `docs=URL` or `none`; all but `none` need an address, here or as `link`.
  static func improvement(_ words: String, link: String?, done: Bool = false) throws(OperatorProblem) -> Improvement {
    guard let first = words.first(where: { !$0.isWhitespace }), first != "=" else {
      throw OperatorProblem(
        .refused, "the improvement names no kind", help: "write KIND=URL or none, or leave it out where there is none")
    }
    let parts = words.split(separator: "=", maxSplits: 1).map(String.init)
    let kind = Improvement.Kind(rawValue: parts.first ?? "")
    let url = try (parts.count == 2 ? parts[1] : link).map { text throws(OperatorProblem) in try address(text) }
    if kind != .none, url == nil {
      throw OperatorProblem(
        .refused, "where the work on '\(words.echoed)' is, is not said", help: "write \(words.echoed)=URL")
    }
    return Improvement(kind: kind, url: kind == .none ? nil : url, isDone: done)
  }

  /// What a ticket is linked to: an address, or an id by which a source knows it, such as `BUG-7` or `kestrel/reader#12`.
  static func item(_ text: String, _ kind: LinkedItem.Kind) throws(OperatorProblem) -> LinkedItem {
    let isID =
      text.utf8.count <= 200 && text.contains(where: \.isNumber)
      && text.allSatisfy { $0.isLetter || $0.isNumber || "-_/#.".contains($0) }
    return LinkedItem(id: isID ? text : try address(text), url: isID ? nil : text, kind: kind)
  }

  /// An address of the web without blanks, of at most 2000 characters: people click on it.
  static func address(_ text: String) throws(OperatorProblem) -> String {
    let start = ["https://", "http://"].first { text.lowercased().hasPrefix($0) }
    let host = start.map { text.dropFirst($0.count) } ?? ""
    let beginsHost = host.first.map { $0.isLetter || $0.isNumber || $0 == "[" } ?? false
    guard beginsHost, TextLength.scalars.of(text) <= 2000, !text.contains(where: \.isWhitespace) else {
      throw OperatorProblem(
        .refused, "'\(text.echoed)' is no address",
        help: "write it like https://bugs.example.com/7, without blanks and of at most 2000 characters")
    }
    return text
  }
}

extension ActOnTicket {
  /// One of a list of words, or a refusal that names them.
  static func word<Word: RawRepresentable & CaseIterable>(
    _ text: String, _ what: String
  ) throws(OperatorProblem) -> Word where Word.RawValue == String {
    if let found = Word(rawValue: text) { return found }
    throw OperatorProblem.unknown(what, text, among: Word.allCases.map(\.rawValue))
  }
}

extension ActOnTicket.Act {
  /// Whether it is for whoever works on the ticket, wherever that goes on.
  fileprivate var isNote: Bool { if case .note = self { true } else { false } }

  typealias Deed = @Sendable (Desk, Ticket) throws(DeskRefusal) -> Decision

  /// The words checked, and what to ask the desk.
  func decision(by member: MemberID) throws(OperatorProblem) -> Deed {
    switch self {
    case .reply(let text, let then):
      return try Self.answer(text, then: then, by: member)
    case .note(let text):
      return { desk, ticket throws(DeskRefusal) in try desk.note(ticket, by: member, text: text) }
    case .pending(let why):
      return { desk, ticket throws(DeskRefusal) in try desk.setPending(ticket, by: member, because: why) }
    case .hold(let why, let until):
      return { desk, ticket throws(DeskRefusal) in
        try desk.setOnHold(ticket, by: member, because: why, wake: until)
      }
    case .reopen(let why):
      return { desk, ticket throws(DeskRefusal) in try desk.reopen(ticket, by: member, because: why) }
    case .noReplyNeeded(let why):
      return { desk, ticket throws(DeskRefusal) in try desk.noReplyNeeded(ticket, by: member, because: why) }
    case .promise(let until):
      return { desk, ticket throws(DeskRefusal) in try desk.promise(ticket, by: member, until: until) }
    case .review: return { desk, ticket throws(DeskRefusal) in try desk.review(ticket, by: member) }
    case .involve(let colleague, let note):
      let id = MemberID(unchecked: colleague)
      return { desk, ticket throws(DeskRefusal) in try desk.involve(ticket, id, by: member, note: note) }
    case .visibility(let isPrivate):
      return { desk, ticket throws(DeskRefusal) in try desk.setPrivate(ticket, isPrivate, by: member) }
    case .triage(let kind, let priority): return triage(kind, priority, by: member)
    case .link, .linkDone: return try link(by: member)
    case .improve(let words, let link, let done):
      let improvement = try TicketEndingWords.improvement(words, link: link, done: done)
      return { desk, ticket throws(DeskRefusal) in try desk.improve(ticket, by: member, improvement) }
    case .resolve(let words):
      let ending = try words.ending()
      return { desk, ticket throws(DeskRefusal) in try desk.resolve(ticket, by: member, ending) }
    case .close(let words):
      let ending = try words.ending()
      return { desk, ticket throws(DeskRefusal) in try desk.close(ticket, by: member, ending) }
    }
  }

  /// A reply; `toEverybody` reaches every customer of merged tickets, also those who wait for nothing.
  static func answer(
    _ text: String, then: String?, toEverybody: Bool = false, by member: MemberID
  ) throws(OperatorProblem) -> Deed {
    let after = try then.map { word throws(OperatorProblem) -> Queue.AfterReply in
      try ActOnTicket.word(word, "state after a reply")
    }
    return { desk, ticket throws(DeskRefusal) in
      try desk.reply(ticket, by: member, text: text, then: after, toEverybody: toEverybody)
    }
  }

  private func triage(_ kind: String?, _ priority: String?, by member: MemberID) -> Deed {
    let named = priority.map { Priority(unchecked: $0) }
    return { desk, ticket throws(DeskRefusal) in try desk.triage(ticket, by: member, kind: kind, priority: named) }
  }

  private func link(by member: MemberID) throws(OperatorProblem) -> Deed {
    switch self {
    case .link(let url, let word):
      let kind: LinkedItem.Kind = try ActOnTicket.word(word, "kind of link")
      let item = try TicketEndingWords.item(url, kind)
      return { desk, ticket throws(DeskRefusal) in try desk.link(ticket, by: member, to: item) }
    case .linkDone(let url):
      return { desk, ticket throws(DeskRefusal) in try desk.linkDone(ticket, id: url) }
    default: return { desk, ticket throws(DeskRefusal) in Decision(ticket: ticket, made: desk.snapshot.now) }
    }
  }
}
