import Scheduling
import Timekeeping

/// Makes the slots of the period with what rules ask about them.
struct SlotReader {
  let input: DraftingInput
  let teamZone: Zone

  func slots() throws(ZoneProblem) -> [SlotFacts] {
    let weights = HourWeights(rules: input.rules, holidays: input.holidays)
    var found: [SlotFacts] = []
    for slot in try input.slots() {
      guard let duty = input.schedule.duty(slot.duty), let pattern = duty.slots else { continue }
      let zone = try input.zones.zone(pattern.zone)
      found.append(facts(of: slot, duty: duty, pattern: pattern, zone: zone, weights: weights))
    }
    return found
  }

  private func facts(
    of slot: Slot, duty: Duty, pattern: SlotPattern, zone: Zone, weights: HourWeights
  ) -> SlotFacts {
    let isWeekend = Weekends.week(of: slot.interval, in: zone) != nil
    return SlotFacts(
      slot: slot, pattern: pattern,
      commitment: Commitment(
        team: input.schedule.team, duty: slot.duty, interval: slot.interval, zone: zone, teamZone: teamZone),
      title: duty.title, window: Wording.clock(slot.interval, in: zone), week: ISOWeek(containing: slot.date),
      isWeekend: isWeekend,
      isUnsocial: isWeekend || !Nights.touched(by: slot.interval, in: zone).isEmpty, seconds: slot.interval.seconds,
      days: DayPart.parts(of: slot.interval, in: teamZone),
      nights: Nights.stood(slot.interval, in: zone), period: input.schedule.period(on: slot.date),
      weighted: weights.hundredths(of: slot.interval, in: zone), holidaySeconds: holidaySeconds(of: slot, in: zone),
      points: (slot.interval.seconds * (pattern.points?.hundredthsPerHour ?? 0)).divided(by: 3600),
      published: input.published[slot.id], isNear: input.isNear(slot.interval.start),
      decisions: decisions(about: slot.id))
  }

  private func holidaySeconds(of slot: Slot, in zone: Zone) -> Int {
    DayPart.parts(of: slot.interval, in: zone).reduce(0) { sum, part in
      input.holidays.contains { $0.date == part.date } ? sum + part.seconds : sum
    }
  }

  private func decisions(about slot: ShiftID) -> [LeadDecision] {
    input.decisions.filter { $0.slot == slot }.sorted { ($0.member, $0.kind.rawValue) < ($1.member, $1.kind.rawValue) }
  }
}

extension DraftingInput {
  fileprivate func isNear(_ start: Timestamp) -> Bool {
    begins.map { start < $0 + (rules.nearby ?? DraftingRules.usualNearby).duration } ?? true
  }
}
