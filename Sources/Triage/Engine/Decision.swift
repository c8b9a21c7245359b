import Scheduling
import Timekeeping

/// What a desk decided about one ticket: everything that one transaction commits, and why.
package struct Decision: Sendable, Hashable {
  package var ticket: Ticket
  /// The ticket's one primary timer; nil once it is resolved, unless it closes by itself then.
  package var timer: TimerOrder?
  /// As of when it was made: what a relative timer counts from.
  package var made: Timestamp
  /// New pages for the outbox.
  package var pages: [Page] = []
  /// True when pages of this ticket that were not claimed yet must not leave (rule K6).
  package var withdrawsPages: Bool = false
  package var assignment: AssignmentDecision?
  /// What each level came to that an owner was looked for at, the last one included.
  package var levels: [LevelFinding] = []
  /// What people are told or asked.
  package var tells: [Telling] = []
  /// What the actor should know, though it was done: `Ben has 6 of 5 tickets now`.
  package var warnings: [String] = []
  /// What the customer is answered at once, for a ticket that is redirected.
  package var reply: String?
  /// For a new ticket: what it was taken for, and why.
  package var route: TicketRoute?
  /// What happened, in order: for the audit and for `ticket show`.
  package var steps: [DecisionStep] = []
  /// What the ticket's history gains.
  package var facts: [TicketFact] = []
  /// Who is told what, apart from pages.
  package var notices: [Notice] = []
  /// What leaves for the customer through the ticket's own source (rule K11).
  package var outgoing: [OutgoingMessage] = []
  /// Where the ticket was before it was given to another queue; nil where it stays.
  package var movedFrom: QueuePlace?

  package init(
    ticket: Ticket, made: Timestamp, timer: TimerOrder? = nil, pages: [Page] = [], withdrawsPages: Bool = false,
    assignment: AssignmentDecision? = nil, levels: [LevelFinding] = [], tells: [Telling] = [], warnings: [String] = [],
    reply: String? = nil,
    steps: [DecisionStep] = [], facts: [TicketFact] = [], notices: [Notice] = [], outgoing: [OutgoingMessage] = [],
    movedFrom: QueuePlace? = nil
  ) {
    self.movedFrom = movedFrom
    self.ticket = ticket
    self.made = made
    self.timer = timer
    self.pages = pages
    self.withdrawsPages = withdrawsPages
    self.assignment = assignment
    self.levels = levels
    self.tells = tells
    self.warnings = warnings
    self.reply = reply
    self.steps = steps
    self.facts = facts
    self.notices = notices
    self.outgoing = outgoing
  }

  /// True when nothing changed that is worth writing down.
  package var isQuiet: Bool { steps.isEmpty }
}

/// One thing a decision did, with its reason as a sentence.
package struct DecisionStep: Sendable, Hashable, Codable {
  package var action: Action
  package var because: String

  package init(action: Action, because: String) {
    self.action = action
    self.because = because
  }

  package enum Action: String, Sendable, Hashable, Codable, CaseIterable {
    case opened, assigned, held, overflowed, paged, passed, exhausted, unassignable, breached
    case acknowledged, renewed, asked, resolved
    case offered, claimed, handedOver = "handed over", released, declined, kept, decided, warned, merged
    case received, replied, noted, involved, reopened, promised, triaged, changed, reviewed, linked, closed
    case pending
    case onHold = "on hold"
    case noReplyNeeded = "no reply needed"
    case followedUp = "followed up"
  }
}

/// When the ticket is looked at again.
package struct TimerOrder: Sendable, Hashable, Codable {
  package var due: Timestamp
  package var purpose: Purpose
  /// True for a span counted from now, which follows boot time within one boot (architecture, section 5).
  package var isRelative: Bool

  package init(due: Timestamp, purpose: Purpose, isRelative: Bool) {
    self.due = due
    self.purpose = purpose
    self.isRelative = isRelative
  }

  package enum Purpose: String, Sendable, Hashable, Codable, CaseIterable {
    case hold, overflow, escalate, renew, due, review, claim, answer, card, warn, wake, close
    case followUp = "follow up"
  }
}

/// Why the desk will not do what was asked.
package struct DeskRefusal: Error, Sendable, Hashable, CustomStringConvertible {
  package var what: String
  package var help: String
  /// True where the words themselves cannot be taken, whatever state the ticket is in.
  package var isAboutInput: Bool
  /// What has to be given with the act for `help` to be followed, such as `in-public`; each door has its own way to give it.
  package var wants: String?

  package init(what: String, help: String, isAboutInput: Bool = false, wants: String? = nil) {
    self.what = what
    self.help = help
    self.isAboutInput = isAboutInput
    self.wants = wants
  }

  package var description: String { "\(what). help: \(help)" }

  /// About a ticket that nothing can be done with before it is opened again, or at all where it goes on elsewhere.
  static func isOver(_ ticket: Ticket) -> DeskRefusal {
    if let kept = ticket.mergedInto {
      return DeskRefusal(
        what: "\(ticket.id) was merged into \(kept)", help: "what comes for it goes there: use \(kept)")
    }
    return DeskRefusal(
      what: "\(ticket.id) is \(ticket.state.rawValue)", help: "open it again first: ticket reopen")
  }

  /// About a word that is none of those that are `known`, with the nearest of them, or all of them behind `lead`.
  package static func unknown(
    _ what: String, _ word: String, among known: [String], lead: String = "one of: ", isAboutInput: Bool = true
  ) -> DeskRefusal {
    let near = didYouMean(word, among: known).map { "did you mean '\($0)'?" }
    return DeskRefusal(what: what, help: near ?? lead + known.joined(separator: ", "), isAboutInput: isAboutInput)
  }
}
