import Scheduling

/// A slot that its file leaves open belongs to whoever claims it or is given it: no draft gives it to anybody (D14).
struct ClaimedOnly: PlaceRule {
  let name = "claimed-only"

  func judge(_ person: MemberFacts, _ slot: SlotFacts, in problem: DraftProblem) -> Verdict {
    let id = person.member.id
    guard slot.pattern.staysOpen == true, slot.published != id else { return .fine }
    if slot.decisions.contains(where: { $0.kind == .assign && $0.member == id }) { return .fine }
    return forbidden("\(slot.title) stays open for claims, and \(person.name) did not claim it")
  }
}

extension DraftingInput {
  /// The same where slots that stay open, by the file or a lead's word, are like others: it is asked who may take them.
  package var askingWhoMayClaim: DraftingInput {
    var copy = self
    copy.decisions.removeAll(where: \.opens)
    for index in copy.schedule.duties.indices {
      guard var pattern = copy.schedule.duties[index].slots, pattern.staysOpen == true else { continue }
      pattern.staysOpen = nil
      copy.schedule.duties[index].filling = .slots(pattern)
    }
    return copy
  }
}
