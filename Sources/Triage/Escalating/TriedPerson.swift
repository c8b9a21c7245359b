import Scheduling

/// Somebody whom an episode of an escalation has paged, in a round at a step: what later pages tell of (rule K6).
package struct TriedPerson: Sendable, Hashable, Codable {
  package var member: MemberID
  package var round: Int
  package var step: Int
  /// True once everything that was sent to them then was refused; nil until then.
  package var isUnreached: Bool?

  package init(_ member: MemberID, round: Int, step: Int, isUnreached: Bool? = nil) {
    self.member = member
    self.round = round
    self.step = step
    self.isUnreached = isUnreached
  }
}

extension EscalationState {
  /// Whether all that this episode has sent was refused; what the lead is told after the last step is not counted.
  package var reachedNobody: Bool {
    guard let tried, !tried.isEmpty, !exhausted else { return false }
    return tried.allSatisfy { $0.isUnreached == true }
  }
}

extension DeskRun {
  /// Whether this round has paged `member` already, and reached them for all we know.
  func wasPaged(_ member: MemberID) -> Bool {
    guard let state = ticket.escalation else { return false }
    return state.tried?.contains { $0.member == member && $0.round == state.round && $0.isUnreached != true } ?? false
  }

  /// Keeps that `member` is paged in the step at hand.
  mutating func noteTried(_ member: MemberID, step: Int) {
    guard var state = ticket.escalation else { return }
    state.tried = (state.tried ?? []) + [TriedPerson(member, round: state.round, step: step)]
    ticket.escalation = state
  }

  /// Nothing that was sent in a step could be delivered.
  mutating func noteUnreached(_ page: Page) {
    guard var state = ticket.escalation else { return }
    state.tried = state.tried?.map { person in
      guard person.step == page.step, person.round == page.round else { return person }
      return TriedPerson(person.member, round: person.round, step: person.step, isUnreached: true)
    }
    ticket.escalation = state
  }
}
