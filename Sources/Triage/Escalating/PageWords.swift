import Scheduling
import Timekeeping

/// What a page says: why you, who was tried before, who is next (rule K6), by name.
extension DeskRun {
  func names(of step: EscalationStep) -> String { step.page.map { Self.text($0) }.joined(separator: ", ") }

  /// Who was paged in this episode, apart from those whom nothing reached.
  var triedBefore: String {
    let tried = (ticket.escalation?.tried ?? []).uniqued
    let asked = tried.filter { $0.isUnreached != true }.map(\.member).uniqued
    let unreached = tried.map(\.member).uniqued.filter { !asked.contains($0) }
    return (asked.isEmpty ? "" : " Tried before without an answer: \(some(asked)).")
      + (unreached.isEmpty ? "" : " Could not be reached: \(some(unreached)).")
  }

  /// Who is paged when nobody answers before `step`.
  func nextBefore(_ step: Int) -> String {
    guard let next = ticket.escalation?.policy.steps[safe: step] else { return "" }
    return " Next is \(people(of: next, at: now + pause(after: next)))."
  }

  func nextAfter(_ step: Int) -> String {
    guard let state = ticket.escalation else { return "" }
    let at = now + pause(after: state.policy.steps[safe: step])
    if let next = state.policy.steps[safe: step + 1] { return " Next is \(people(of: next, at: at))." }
    guard state.round < state.policy.repeats, let first = state.policy.steps.first else {
      return " Nobody comes after you."
    }
    return " After you it begins again with \(people(of: first, at: at))."
  }

  /// Said from a minute on: a page that is late because the desk was not running (invariant I14).
  func delay(_ late: Duration) -> String {
    late < .minutes(1) ? "" : " This page is delayed by \(PlainDuration(late))."
  }

  /// Long enough for a telephone's screen.
  private static let mostNames = 4

  private func some(_ members: [MemberID]) -> String {
    let names = members.prefix(Self.mostNames).map(snapshot.name)
    let rest = members.count - names.count
    return listed(rest > 0 ? names + ["\(rest) more"] : names)
  }

  /// Whom a step pages if it fires then: `Ben Osric (secondary)`. People are looked up anew when it does.
  private func people(of step: EscalationStep, at time: Timestamp) -> String {
    let then = snapshot.at(time)
    return step.page.map { recipient in
      let people = then.people(recipient, owner: ticket.owner).map(\.member).uniqued
      if case .member(let member) = recipient { return snapshot.name(member) }
      let role = Self.text(recipient)
      return people.isEmpty ? role : "\(some(people)) (\(role))"
    }.joined(separator: ", ")
  }
}
