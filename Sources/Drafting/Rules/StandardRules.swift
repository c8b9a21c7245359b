import Scheduling
import Timekeeping

/// The rules of a draft in order of precedence: the first that forbids gives the reason.
package enum StandardRules {
  package static func rules(for input: DraftingInput) -> [any RotaRule] {
    rules(for: input.rules, others: input.others, walls: input.walls)
  }

  /// `others` is what other teams say whose shifts are fixed around the period, `walls` their zones (rule T14).
  package static func rules(
    for settings: DraftingRules, others: [TeamID: ShiftLimits] = [:], walls: [TeamID: Zone] = [:]
  ) -> [any RotaRule] {
    (demands(settings, others) + [weeks(others, walls)] + (settings.limits ?? []).map(limit) + prices(settings))
      .compactMap { $0 }
  }

  /// What is forbidden, most of it whatever it costs.
  private static func demands(_ settings: DraftingRules, _ others: [TeamID: ShiftLimits]) -> [(any RotaRule)?] {
    [
      LeadDecides(),
      Eligibility(),
      NotOnLeave(),
      ClaimedOnly(),
      DuringPeriods(),
      WorkingHours(),
      ProtectedNights(night: settings.protectedNight ?? ProtectedNight()),
      settings.holidays.flatMap { $0 == .points(0) ? nil : OwnHolidays(price: $0) },
      NoOverlap(settings: settings),
      rest(settings, others),
      settings.successions.map { NeverAfter(successions: $0) },
      weekends(settings, others),
      settings.atMostPerWeek.map { MostPerWeek(limit: $0.seconds) },
      settings.atMostPerDay.map { MostPerDay(limit: $0.seconds) },
      settings.atMostPerMonth.map { MostPerMonth(limit: $0.seconds) },
      settings.nightsInARow.map { NightsInARow(limit: $0) },
      settings.runs.map { DaysInARow(runs: $0) },
      settings.companions.map { OnlyBeside(companions: $0) },
      settings.neverTogether.isEmpty ? nil : NeverTogether(),
    ]
  }

  private static func rest(_ settings: DraftingRules, _ others: [TeamID: ShiftLimits]) -> (any RotaRule)? {
    let elsewhere = others.compactMapValues(\.rest)
    guard settings.rest != nil || !elsewhere.isEmpty else { return nil }
    return RestBetweenShifts(rest: settings.rest?.duration ?? .zero, settings: settings, others: elsewhere)
  }

  private static func weekends(_ settings: DraftingRules, _ others: [TeamID: ShiftLimits]) -> (any RotaRule)? {
    let elsewhere = Set(others.filter { $0.value.noTwoWeekendsInARow }.keys)
    guard settings.noTwoWeekendsInARow || !elsewhere.isEmpty else { return nil }
    return NoTwoWeekendsInARow(isOwn: settings.noTwoWeekendsInARow, others: elsewhere)
  }

  private static func weeks(_ others: [TeamID: ShiftLimits], _ walls: [TeamID: Zone]) -> (any RotaRule)? {
    let elsewhere = others.filter { $0.value.mostPerWeek != nil }
    return elsewhere.isEmpty ? nil : MostPerWeekElsewhere(others: elsewhere, walls: walls)
  }

  private static func limit(_ limit: CountLimit) -> any RotaRule {
    limit.kind == .weekends ? MostWeekends(most: limit.units, price: limit.price) : MostOfAKind(limit: limit)
  }

  /// What is paid for.
  private static func prices(_ settings: DraftingRules) -> [(any RotaRule)?] {
    [
      settings.keepPublished == 0 && settings.keepPublishedLater ?? 0 == 0 ? nil : KeepPublished(),
      settings.sameMember == 0 ? nil : SameMemberWeek(price: settings.sameMember ?? DraftingRules.usualSameMember),
      settings.volunteersFirst.flatMap { $0 == 0 ? nil : VolunteersFirst(price: $0) },
      settings.wish == 0 ? nil : Wishes(price: settings.wish ?? DraftingRules.usualWish),
      settings.spread == 0 ? nil : SpreadUnsocial(price: settings.spread),
      settings.secondWeekend.flatMap { $0 == 0 ? nil : SecondWeekend(price: $0) },
      settings.fairnessWeight == 0 ? nil : FairBalance(weight: settings.fairnessWeight ?? 100),
    ]
  }
}

extension PlainDuration {
  fileprivate var seconds: Int { Int(duration.components.seconds) }
}
