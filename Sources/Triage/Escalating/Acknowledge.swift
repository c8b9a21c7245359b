import Scheduling
import Timekeeping

/// Rules K5 and K7: what an acknowledgement does, and what happens when the work goes quiet after it.
extension DeskRun {
  /// Stops the escalation; the acknowledger becomes owner when there is none, the owner is off shift, or had acknowledged it
  /// before: whoever takes it in hand after its owner has it. Nobody owns a private ticket who may not see it (E14).
  mutating func acknowledge(by member: MemberID, via: String) {
    noteBreaches()
    takeOn(by: member, via: via)
  }

  /// The same without looking at the clocks first.
  mutating func takeOn(by member: MemberID, via: String) {
    let before = ticket.acknowledgement?.by
    let renews = before == member
    ticket.acknowledgement = Acknowledgement(by: member, at: now, via: via, renewBy: renewal())
    withdrawsPages = true
    record(.acknowledged, by: .member(member))
    let name = snapshot.name(member)
    did(renews ? .renewed : .acknowledged, "\(name) \(Acknowledgement.words(via))")
    guard ticket.owner != member, ticket.owner == nil || ownerIsOff || ticket.owner == before else {
      return
    }
    guard snapshot.maySee(ticket, member, in: queue) else {
      if !renews { tellConfidants(of: member) }
      return
    }
    stepIn(member, "\(name) acknowledged it")
  }

  /// Whoever was paged for a private ticket that is not for them has its page in hand, and not the ticket (E14): those
  /// whom it is for hear that it waits for one of them.
  mutating func tellConfidants(of member: MemberID) {
    let to = ([snapshot.timeline.schedule.lead].compactMap { $0 } + queue.rules.confidants).uniqued
    let whose = ticket.owner.map { "it stays \(snapshot.name($0))'s" } ?? "it has no owner"
    let because = "\(snapshot.name(member)) may not see it and has taken it in hand: \(whose)"
    did(.kept, because)
    guard !to.isEmpty else { return }
    tells.append(Telling(.unassignable, ticket.id, to: to, text: "\(ticket.id) is private: \(because)."))
  }

  /// Whoever had it in hand hears who has it now.
  mutating func tellOfTaking(from held: Acknowledgement, by member: MemberID) {
    warnings.append("\(snapshot.name(held.by)) had acknowledged it \(snapshot.wall(held.at))")
    guard !tells.contains(where: { $0.to == [held.by] }) else { return }
    tells.append(
      Telling(
        .taken, ticket.id, to: [held.by],
        text: "\(snapshot.name(member)) has acknowledged \(ticket.id) after you, and has it in hand now."))
  }

  /// Asks the acknowledger **and** whoever is on now when the work has gone quiet: a new episode (rule K5).
  mutating func askIfStillWorking() {
    guard let quiet = ticket.acknowledgement, let renewBy = quiet.renewBy, renewBy <= now else { return }
    // What has fallen below the paging line asks nobody (rule K3).
    guard isUrgent else {
      ticket.acknowledgement?.renewBy = nil
      return
    }
    ticket.acknowledgement = nil
    ticket.episode += 1
    ticket.escalation = ticket.escalation.map { EscalationState(policy: $0.policy, began: now) }
    let name = snapshot.name(quiet.by)
    did(.asked, "\(name) acknowledged \(snapshot.wall(quiet.at)) and has not said since that the work goes on")
    // Asked first: where the first step pages the same person, this is the page they get.
    _ = send(
      to: quiet.by, step: 0, why: "Are you still on it? Acknowledge again to keep it." + alsoAsked(than: quiet.by))
    fireNextStep()
  }

  /// When the work must be heard of again: only after a page, and only where the policy asks for it.
  func renewal() -> Timestamp? {
    guard isUrgent, let state = ticket.escalation, state.lastFired != nil else { return nil }
    let fired = state.step > 0 ? state.step - 1 : state.policy.steps.count - 1
    let within = state.policy.steps[safe: fired]?.stillWorkingWithin?.duration ?? .zero
    return within > .zero ? now + within : nil
  }

  var ownerIsOff: Bool {
    guard let owner = ticket.owner else { return true }
    return !snapshot.isAround(owner)
  }
}

extension Acknowledgement {
  /// How somebody took a ticket in hand, after their name: `by putting it on hold`. A way that is not known here stands
  /// as it is called.
  package static func words(_ via: String) -> String {
    switch via {
    case "cli": "on the command line"
    case "api": "through the API"
    case "chat": "in the chat"
    case "mail": "by answering the mail"
    case "link": "by the link that was sent"
    case "button": "by the button of a page"
    case "answer": "by taking it when asked"
    default: deedWords(via) ?? "by \(via)"
    }
  }

  /// What was done with the ticket acknowledged it (rule K7).
  private static func deedWords(_ via: String) -> String? {
    switch via {
    case "assign": "by taking it"
    case "reply": "by answering the customer"
    case "pending": "by letting it wait for the customer"
    case "on hold": "by putting it on hold"
    case "reopen": "by opening it again"
    case "no reply needed": "by saying that no reply is needed"
    case "promise": "by promising an update"
    default: nil
    }
  }
}
