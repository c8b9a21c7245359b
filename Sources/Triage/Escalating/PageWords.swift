import Scheduling
import Timekeeping

/// What a page says: why you, who was tried before, who is next (rule K6), by name.
extension DeskRun {
  func names(of step: EscalationStep) -> String { step.page.map { Self.text($0) }.joined(separator: ", ") }

  /// Who was paged in this episode, apart from those whom nothing reached, or whose page has not left.
  var triedBefore: String {
    let tried = (ticket.escalation?.tried ?? []).uniqued
    let asked = tried.filter { $0.isUnreached != true && !snapshot.unreached.contains($0.member) }.map(\.member).uniqued
    let waiting = asked.filter { snapshot.unsent.contains($0) }
    let silent = asked.filter { !waiting.contains($0) }
    let unreached = tried.map(\.member).uniqued.filter { !asked.contains($0) }
    return (silent.isEmpty ? "" : " Tried before without an answer: \(some(silent)).")
      + (unreached.isEmpty ? "" : " Could not be reached: \(some(unreached)).")
      + (waiting.isEmpty ? "" : " No page had left yet for \(some(waiting)).")
  }

  /// That the owner is on leave, where `steps` name them: nobody is paged for that.
  func absence(in steps: [EscalationStep]) -> String? {
    guard let owner = ticket.owner, snapshot.isOnLeave(owner, at: now),
      steps.contains(where: { $0.page.contains(.owner) })
    else { return nil }
    return "\(snapshot.name(owner)), who has it, is on leave"
  }

  /// Who is paged when nobody answers before `step`.
  func nextBefore(_ step: Int) -> String {
    guard let steps = ticket.escalation?.policy.steps, let first = steps[safe: step] else { return "" }
    return people(of: steps[step...], at: now + pause(after: first)).map { " Next is \($0)." } ?? ""
  }

  /// A step that pages nobody is passed, so it is nobody's next; who reads it is "you".
  func nextAfter(_ step: Int, for reader: MemberID) -> String {
    guard let state = ticket.escalation else { return "" }
    let at = now + pause(after: state.policy.steps[safe: step])
    if let next = people(of: state.policy.steps.dropFirst(step + 1), at: at, for: reader) {
      return " Next is \(next)."
    }
    guard state.round < state.policy.repeats, let first = people(of: state.policy.steps[...], at: at, for: reader)
    else {
      return " Nobody comes after you."
    }
    return first == Self.reader ? " Then it begins again with you." : " After you it begins again with \(first)."
  }

  /// Who is paged at the same time as `member`, who had it before.
  func alsoAsked(than member: MemberID) -> String {
    guard let first = ticket.escalation?.policy.steps.first else { return "" }
    let others = recipients(of: first).map(\.member).filter { $0 != member }.uniqued
    return others.isEmpty ? "" : " Asked as well: \(some(others))."
  }

  /// Said from a minute on: a page that is late because the desk was not running (invariant I14).
  func delay(_ late: Duration) -> String {
    late < .minutes(1) ? "" : " This page is delayed by \(PlainDuration(late))."
  }

  private static let reader = "you, once more"

  /// Long enough for a telephone's screen.
  private static let mostNames = 4

  private func some(_ members: [MemberID]) -> String {
    let names = members.prefix(Self.mostNames).map(snapshot.name)
    let rest = members.count - names.count
    return listed(rest > 0 ? names + ["\(rest) more"] : names)
  }

  /// Whom the first of the steps that reaches anybody pages then: `Ben Osric (secondary)`. People are looked up anew when
  /// it does.
  private func people(
    of steps: ArraySlice<EscalationStep>, at time: Timestamp, for reader: MemberID? = nil
  ) -> String? {
    let then = snapshot.at(time)
    for step in steps {
      let all = step.page.flatMap { then.people($0, owner: ticket.owner) }.map(\.member).uniqued
      if let reader, all == [reader] { return Self.reader }
      let named = step.page.compactMap { recipient -> String? in
        let people = then.people(recipient, owner: ticket.owner).map(\.member).uniqued
        guard !people.isEmpty else { return nil }
        if case .member = recipient { return some(people) }
        return "\(some(people)) (\(Self.text(recipient)))"
      }
      if !named.isEmpty { return named.joined(separator: ", ") }
    }
    return nil
  }
}
