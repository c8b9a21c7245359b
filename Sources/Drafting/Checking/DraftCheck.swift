import Scheduling
import Timekeeping

/// Holds a draft against the hard rules, straight from the input and without what the search computed.
///
/// It is run again when a draft is published, with the leave, shifts and schedule of that moment.
package enum DraftCheck {
  /// What the draft breaks, in its order of slots; empty when it may be published. Open slots break nothing.
  package static func violations(_ draft: Draft, _ input: DraftingInput) throws(ZoneProblem) -> [Violation] {
    let taken = draft.assignments.filter { $0.member != nil }
    var found = slotViolations(draft, try input.schedule.slots(of: input.week, zones: input.zones))
    for (index, next) in taken.enumerated() {
      guard let id = next.member else { continue }
      guard let member = input.schedule.member(id), let pattern = input.schedule.duty(next.slot.duty)?.slots else {
        found.append(
          Violation(rule: "eligibility", slot: next.slot.id, member: id, "\(id) is not in the team any more"))
        continue
      }
      let others = taken.enumerated().filter { $0.offset != index }.map(\.element)
      let check = AssignmentCheck(
        input: input, slot: next, member: member, pattern: pattern, others: others,
        zone: try input.zones.zone(member.zone ?? input.schedule.zone),
        teamZone: try input.zones.zone(input.schedule.zone), patternZone: try input.zones.zone(pattern.zone))
      found += check.violations
    }
    return found
  }

  /// The slots must be those of the schedule, each once and at its time.
  private static func slotViolations(_ draft: Draft, _ current: [Slot]) -> [Violation] {
    var found: [Violation] = []
    var seen: Set<ShiftID> = []
    for next in draft.assignments {
      if !seen.insert(next.slot.id).inserted {
        found.append(Violation(rule: "slots", slot: next.slot.id, member: next.member, "\(next.label) is there twice"))
      } else if !current.contains(where: { $0.id == next.slot.id && $0.interval == next.slot.interval }) {
        found.append(
          Violation(
            rule: "slots", slot: next.slot.id, member: next.member,
            "\(next.label) is not in the schedule as it is now"))
      }
    }
    for slot in current where !seen.contains(slot.id) {
      found.append(
        Violation(
          rule: "slots", slot: slot.id, member: nil,
          "the schedule has a slot of \(slot.duty) on \(Wording.day(slot.date)) that the draft lacks"))
    }
    return found
  }
}
