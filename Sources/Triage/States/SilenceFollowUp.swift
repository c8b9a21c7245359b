import Scheduling
import Timekeeping

/// What the desk does when a customer does not answer (C21, C22); off unless a queue turns it on (E9).
extension DeskRun {
  /// When the customer is asked again, or the ticket is closed; nil while nothing of the kind runs.
  var nextFollowUp: Timestamp? {
    guard snapshot.reachesCustomers, ticket.turn == .pending, let rule = queue.stateRules.silence,
      course.openWork.isEmpty, course.promise == nil
    else { return nil }
    let since = max(course.stateSince, lastWords ?? course.stateSince)
    let plain = since + rule.every.duration
    return snapshot.calendar(of: queue)?.nextOpening(from: plain) ?? plain
  }

  /// When anybody said anything last: the customer, we, or the desk that asked.
  private var lastWords: Timestamp? {
    course.messages.last { kept in
      [.customer, .reply].contains(kept.message.kind) || kept.message.id.hasPrefix(Self.followUpPrefix)
    }?.at
  }

  private static let followUpPrefix = "follow-up-"

  /// Asks once more, or closes after the last time; after an outage one step, not all that were missed (I14).
  mutating func followUp() {
    guard let due = nextFollowUp, due <= now, let rule = queue.stateRules.silence else { return }
    if course.followUps >= rule.followUps { return closeForSilence(rule) }
    let count = course.followUps + 1
    let id = "\(Self.followUpPrefix)\(course.lastNumber + 1)"
    record(.message(TicketMessage(id: id, kind: .automatic, author: "Watchbill", text: rule.text)), by: .desk)
    record(.followedUp(count), by: .desk)
    outgoing.append(OutgoingMessage(ticket: ticket.id, message: id, text: rule.text, isByPerson: false))
    did(.followedUp, "the customer was asked again, \(count) of \(rule.followUps)")
    if count == rule.followUps { announceClose(rule) }
  }

  private mutating func announceClose(_ rule: SilenceRule) {
    let whose = ticket.isPrivate ? "" : " of \(ticket.requester ?? "a customer")"
    for person in warned(by: rule) {
      let text =
        "\(ticket.id)\(whose) will be resolved in \(rule.every): the customer was asked \(times(rule)) "
        + "and has not answered."
      tell(person, kind: "ticket-silent", cause: "silence/\(course.lastNumber)", text)
    }
  }

  /// Each once; the owner and the customer's own people are told even when they are off: it is a notice.
  private func warned(by rule: SilenceRule) -> [MemberID] {
    let owner = [ticket.owner].compactMap { $0 }
    let named = rule.headsUp.map { $0 == .owner ? owner : snapshot.people($0, owner: ticket.owner).map(\.member) } ?? []
    guard rule.tellsAccount == true else { return named.uniqued }
    let account = customer?.people ?? []
    let lead = snapshot.timeline.schedule.lead.map { [$0] } ?? []
    return (named + (account.isEmpty ? lead : account)).uniqued
  }

  private func times(_ rule: SilenceRule) -> String { rule.followUps == 1 ? "once" : "\(rule.followUps) times" }

  private mutating func closeForSilence(_ rule: SilenceRule) {
    let why = "the customer was asked \(times(rule)) and did not answer"
    record(.closing(CloseRecord(reason: SilenceRule.reason)), by: .desk)
    turn(to: .resolved, why, by: .desk)
    ticket.because = why
    did(.resolved, why)
  }
}
