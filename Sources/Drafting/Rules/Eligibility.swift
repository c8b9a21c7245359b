import Scheduling
import Timekeeping

/// Who may stand a duty at all: its members or volunteers (D14), its skills, people who are in the team on that day.
struct Eligibility: PlaceRule {
  let name = "eligibility"
  let isLasting = true

  func judge(_ person: MemberFacts, _ slot: SlotFacts, in problem: DraftProblem) -> Verdict {
    let member = person.member
    let obstacle = place(of: member, in: slot) ?? weekendWish(of: member, for: slot) ?? lack(of: member, for: slot)
    return obstacle.map(forbidden) ?? .fine
  }

  private func place(of person: Member, in facts: SlotFacts) -> String? {
    if !person.belongs(on: facts.slot.date) {
      return "\(person.name) is not in the team on \(Wording.day(facts.slot.date))"
    }
    if case .members(let listed) = facts.pattern.eligible, !listed.contains(person.id) {
      return "\(person.name) is not among the members of \(facts.title)"
    }
    return nil
  }

  private func weekendWish(of person: Member, for facts: SlotFacts) -> String? {
    if facts.pattern.eligible == .volunteers, person.weekends != .volunteer {
      return "\(facts.title) is for volunteers, and \(person.name) is not one"
    }
    if facts.isWeekend, person.weekends == .never {
      return "\(person.name) never stands weekends"
    }
    return nil
  }

  private func lack(of person: Member, for facts: SlotFacts) -> String? {
    let missing = facts.pattern.skills.filter { !person.skills.contains($0) }
    guard !missing.isEmpty else { return nil }
    return "\(facts.title) needs \(Wording.list(missing)), which \(person.name) does not have"
  }
}
