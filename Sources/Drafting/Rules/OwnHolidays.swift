import Scheduling
import Timekeeping

/// A slot that touches a holiday of its member, on the wall of the member's zone, is avoided or never theirs.
struct OwnHolidays: PlaceRule {
  let name = "holidays"
  let price: RulePrice

  func judge(_ person: MemberFacts, _ slot: SlotFacts, in problem: DraftProblem) -> Verdict {
    guard !person.holidays.isEmpty else { return .fine }
    let days = DayPart.parts(of: slot.slot.interval, in: person.zone).map(\.date)
    guard let holiday = person.holidays.first(where: { days.contains($0.date) }) else { return .fine }
    let sentence = "\(Wording.day(holiday.date)) is a holiday of \(person.name) (\(holiday.name))"
    return price.points.map { cost($0, sentence) } ?? forbidden(sentence)
  }
}
