import Timekeeping
import Triage
import Workflows

/// What the template `ask` names: one thing to read, one thing to press.
struct AskModel: Sendable {
  let pageTitle: String
  let ticketID: String
  let ticketTitle: String
  /// The title once more, where the head of the page may show only its begin; nil for short ones.
  let wholeTitle: String?
  let priority: String
  /// What `place` names: `queue`, and for a list `team` or `teams`.
  let placeKind: String
  let place: String
  let recipientName: String
  let token: String
  let why: Sentence
  let action: Sentence?
  /// The tickets of a list, by id and title.
  let lines: [String]
  let isList: Bool
  let due: Moment?

  /// One page's ticket.
  init(_ link: AcknowledgeLink, token: String) {
    let line = TicketLine(link.ticket, clock: AcknowledgeView.clock(link))
    pageTitle = "Acknowledge \(line.ticketID) – Watchbill"
    ticketID = line.ticketID
    ticketTitle = line.ticketTitle
    wholeTitle = line.ticketTitle.count > Self.longestShown ? line.ticketTitle : nil
    priority = line.priority
    placeKind = "queue"
    place = link.ticket.queue
    recipientName = link.page.recipientName
    self.token = Self.harmless(token)
    why = Sentence(link.page.why, clock: AcknowledgeView.clock(link))
    action = Sentence(link.ticket.nextAction, clock: AcknowledgeView.clock(link))
    lines = []
    isList = false
    due = line.due
  }

  /// All the tickets of a list; there is at least one.
  init(_ link: AcknowledgeAllLink, token: String) {
    let count = link.tickets.count
    ticketID = "\(count) \(count == 1 ? "ticket" : "tickets")"
    pageTitle = "Acknowledge \(ticketID) – Watchbill"
    ticketTitle = "What this list paged you about"
    wholeTitle = nil
    priority = link.tickets.map(\.priority).uniqued.joined(separator: ", ")
    let teams = link.tickets.map(\.team).uniqued
    placeKind = teams.count == 1 ? "team" : "teams"
    place = teams.joined(separator: ", ")
    recipientName = link.recipientName
    self.token = Self.harmless(token)
    let sentences = ["They paged you and wait for an answer."] + AcknowledgeAllView.later(link)
    why = Sentence(sentences.joined(separator: " "), clock: AcknowledgeAllView.clock)
    action = nil
    lines = AcknowledgeAllView.lines(link.tickets)
    isList = true
    due = nil
  }

  /// As many characters stand on five lines of the smallest phones in every script.
  private static let longestShown = 40

  /// The route answers only tokens of these characters; whatever else came could not be one.
  private static func harmless(_ token: String) -> String {
    token.filter { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.~".contains($0)) }
  }
}
