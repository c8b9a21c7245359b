import Timekeeping

/// The question to a customer how easy it was (C32, E22): once for each ticket, through its own source.
extension DeskRun {
  /// Asks where the queue does, in the words of the desk; the link is added by whoever sends it, who can sign.
  mutating func askForEffort(on state: TicketState) {
    guard snapshot.reachesCustomers, let rule = queue.closingRules.survey, !isAsked, !isAmongUs,
      ticket.classification.ending == nil,
      state == .closed || rule.after == .resolved && state == .resolved, course.closing?.reason != SilenceRule.reason
    else { return }
    let id = "\(Self.surveyPrefix)\(course.lastNumber + 1)"
    let text = rule.text ?? SurveyRule.usualText
    record(.message(TicketMessage(id: id, kind: .automatic, author: "Watchbill", text: text)), by: .desk)
    outgoing.append(OutgoingMessage(ticket: ticket.id, message: id, text: text, isByPerson: false, asksForEffort: true))
    did(.asked, "the customer was asked how easy it was")
  }

  private var isAsked: Bool { course.messages.contains { $0.message.id.hasPrefix(Self.surveyPrefix) } }

  /// Whether its customer never read a word of it.
  private var isAmongUs: Bool {
    !course.messages.isEmpty && course.messages.allSatisfy { !$0.message.kind.isPublic }
  }

  private static let surveyPrefix = "survey-"
}

extension ClosingRules {
  /// The best answer to "how easy was it?"; nil where nobody is asked.
  package var scale: Int? { effortScale ?? survey.map { _ in SurveyRule.usualScale } }
}
