import Timekeeping

/// The rules of a draft in order of precedence: the first that forbids gives the reason.
package enum StandardRules {
  package static func rules(for settings: DraftingRules) -> [any RotaRule] {
    let rules: [(any RotaRule)?] = [
      LeadDecides(),
      Eligibility(),
      NotOnLeave(),
      DuringPeriods(),
      WorkingHours(),
      NoOverlap(settings: settings),
      settings.rest.map { RestBetweenShifts(rest: $0.duration, settings: settings) },
      settings.noTwoWeekendsInARow ? NoTwoWeekendsInARow() : nil,
      settings.atMostPerWeek.map { MostPerWeek(limit: $0.seconds) },
      settings.atMostPerDay.map { MostPerDay(limit: $0.seconds) },
      settings.atMostPerMonth.map { MostPerMonth(limit: $0.seconds) },
      settings.nightsInARow.map { NightsInARow(limit: $0) },
      settings.neverTogether.isEmpty ? nil : NeverTogether(),
      settings.keepPublished == 0 ? nil : KeepPublished(),
      settings.sameMember == 0 ? nil : SameMemberWeek(price: settings.sameMember ?? DraftingRules.usualSameMember),
      settings.spread == 0 ? nil : SpreadUnsocial(price: settings.spread),
      FairBalance(),
    ]
    return rules.compactMap { $0 }
  }
}

extension PlainDuration {
  fileprivate var seconds: Int { Int(duration.components.seconds) }
}
