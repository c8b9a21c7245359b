import Timekeeping
import Triage
import Workflows

/// What the template `ticket` names.
struct TicketModel: Sendable {
  struct Fact: Sendable {
    var factName: String
    var factTime: Moment?
    var factText: String?
    var factLink: String?
  }

  /// A link to a part of the view.
  struct Jump: Sendable {
    /// The id of its heading.
    var jumpAnchor: String
    var jumpName: String
  }

  struct Timer: Sendable {
    var timerWords: String
    var timerAt: Moment
  }

  let pageTitle: String
  let zoneName: String
  let zoneOffset: String?
  let ticketID: String
  let ticketTitle: String
  let ticketState: String
  let isOpen: Bool
  /// The ticket that it was merged into; nil for others.
  let goesOnAs: String?
  let isDone: Bool
  let isPrivate: Bool
  let action: Sentence
  let due: Moment?
  let dueClock: String?
  let overdue: Bool
  let dueHint: String
  let timer: Timer?
  let facts: [Fact]
  let bodyText: String?
  let said: [SaidLine]
  let hasSaid: Bool
  let letters: [LetterLine]
  let hasLetters: Bool
  let ties: [TieLine]
  let links: [LinkLine]
  let hasLinks: Bool
  let files: [FileLine]
  let hasFiles: Bool
  let history: [HistoryLine]
  let pages: [PageLine]
  let hasPages: Bool
  /// To the parts of a long view; none in a short one, which is seen at once.
  let jumps: [Jump]
  let hasJumps: Bool

  init(_ reply: ShowTicket.Reply, clock: ViewClock) {
    let line = TicketLine(reply.ticket, clock: clock)
    pageTitle = "\(line.ticketID) \(line.ticketTitle) – Watchbill"
    zoneName = clock.zoneName
    zoneOffset = clock.offset
    ticketID = line.ticketID
    ticketTitle = line.ticketTitle
    ticketState = line.ticketState
    isOpen = line.isOpen
    goesOnAs = reply.ties?.first { $0.kind == .mergedInto }.map { "\($0.ticket)" }
    isDone = !isOpen && goesOnAs == nil
    isPrivate = reply.ticket.isPrivate ?? false
    action = reply.waiting.map { Sentence($0, clock: clock) } ?? line.action
    due = line.due
    dueClock = line.dueClock
    overdue = line.overdue
    dueHint = line.dueHint
    timer = reply.timer.map {
      Timer(timerWords: Self.words($0.purpose, of: reply.timerClock), timerAt: clock.moment($0.due))
    }
    facts = Self.facts(reply, line, clock: clock)
    bodyText = reply.body.allSatisfy(\.isWhitespace) ? nil : reply.body
    said = (reply.messages ?? []).map { SaidLine($0, requester: reply.requester, clock: clock) }
    hasSaid = !said.isEmpty
    letters = (reply.letters ?? []).map { LetterLine($0, clock: clock) }
    hasLetters = !letters.isEmpty
    ties = (reply.ties ?? []).map { TieLine($0) }
    links = (reply.links ?? []).map { LinkLine($0) }
    hasLinks = !ties.isEmpty || !links.isEmpty
    let kept = reply.files ?? []
    // A mail's files are kept, and are not told a second time.
    let sent = (reply.messages ?? []).flatMap { $0.attachments ?? [] }.filter { $0.url != nil || kept.isEmpty }
    files = sent.map { FileLine($0) } + kept.map { FileLine($0) }
    hasFiles = !files.isEmpty
    let name = { (member: String) in reply.names?[member] ?? member }
    history = reply.history.map { HistoryLine($0, clock: clock, name: name) }
    pages = reply.pages.map { PageLine($0, clock: clock, name: name) }
    hasPages = !pages.isEmpty
    let words = hasSaid ? said.count : bodyText == nil ? 0 : 1
    let entries: [(anchor: String, name: String, count: Int)] = [
      ("said", "Said", words), ("files", "Files", files.count), ("letters", "Answers", letters.count),
      ("links", "Links", ties.count + links.count), ("history", "History", history.count),
      ("pages", "Pages", pages.count),
    ]
    jumps = isPrivate ? [] : Self.jumps(to: entries)
    hasJumps = !jumps.isEmpty
  }

  /// So many entries are looked through without links to their parts.
  private static let mostWithoutJumps = 15

  private static func jumps(to entries: [(anchor: String, name: String, count: Int)]) -> [Jump] {
    guard entries.reduce(0, { $0 + $1.count }) > mostWithoutJumps else { return [] }
    return entries.filter { $0.count > 0 }.map { Jump(jumpAnchor: $0.anchor, jumpName: $0.name) }
  }

  private static func facts(_ reply: ShowTicket.Reply, _ line: TicketLine, clock: ViewClock) -> [Fact] {
    let ticket = reply.ticket
    let lines = [
      Fact(factName: "Owner", factText: line.ownerName ?? (line.isOpen ? "nobody yet" : "nobody")),
      ticket.acknowledgedBy.map { Fact(factName: "Acknowledged by", factText: reply.names?[$0] ?? $0) },
      Fact(factName: "Priority", factText: ticket.priority),
      ticket.kind.map { Fact(factName: "Type", factText: $0) },
      ticket.tags.map { Fact(factName: "Tags", factText: $0.joined(separator: ", ")) },
      Fact(factName: "Team", factText: reply.teamName ?? ticket.team),
      Fact(factName: "Queue", factText: ticket.queue),
      reply.requester.map { Fact(factName: "Asked by", factText: $0) },
      reply.customer.map { Fact(factName: "Customer", factText: $0) },
      reply.tier.map { Fact(factName: "Tier", factText: $0) },
      reply.people.map { Fact(factName: "Their people here", factText: $0.joined(separator: ", ")) },
      Fact(factName: "Came in", factTime: clock.moment(ticket.created)),
      ticket.heldUntil.map { Fact(factName: "Held until", factTime: clock.moment($0)) },
      Fact(factName: "Source", factText: ticket.source),
      ticket.url.map { link($0) },
    ]
    return lines.compactMap { $0 }
  }

  /// Only addresses of the web become links; anything else stays text, so `javascript:` is never followed.
  static func isWeb(_ url: String) -> Bool {
    let start = url.prefix(8).lowercased()
    return (start == "https://" || start.hasPrefix("http://")) && !url.contains { $0.isWhitespace }
  }

  private static func link(_ url: String) -> Fact {
    isWeb(url) ? Fact(factName: "Address", factLink: url) : Fact(factName: "Address", factText: url)
  }

  private static func words(_ purpose: TimerOrder.Purpose, of clock: String?) -> String {
    switch purpose {
    case .hold: "Held; to be looked at again"
    case .overflow: "The next level is tried"
    case .escalate: "The next step of the escalation comes"
    case .renew: "The owner is asked again"
    case .due: "The due time\(clock.map { " of the \($0)" } ?? "") is checked"
    case .review: "To be reviewed"
    case .claim: "If nobody claims it, the next level is tried"
    case .answer: "An answer is waited for until"
    case .card: "A decision is waited for until"
    case .warn: "The owner is warned"
    case .wake: "It is open again"
    case .followUp: "The customer is asked again"
    case .close: "It is closed"
    }
  }
}
