import Timekeeping

/// The rules of a draft in order of precedence: the first that forbids gives the reason.
package enum StandardRules {
  package static func rules(for settings: DraftingRules) -> [any RotaRule] {
    var rules: [any RotaRule] = [
      LeadDecides(),
      Eligibility(),
      NotOnLeave(),
      DuringPeriods(),
      WorkingHours(),
      NoOverlap(settings: settings),
    ]
    if let rest = settings.rest { rules.append(RestBetweenShifts(rest: rest.duration, settings: settings)) }
    if settings.noTwoWeekendsInARow { rules.append(NoTwoWeekendsInARow()) }
    rules += limits(settings)
    rules += [
      NeverTogether(),
      KeepPublished(),
      SameMemberWeek(),
      SpreadUnsocial(),
      FairBalance(),
    ]
    return rules
  }

  private static func limits(_ settings: DraftingRules) -> [any RotaRule] {
    var rules: [any RotaRule] = []
    if settings.atMostPerWeek != nil { rules.append(MostPerWeek()) }
    if let day = settings.atMostPerDay { rules.append(MostPerDay(limit: Int(day.duration.components.seconds))) }
    if let month = settings.atMostPerMonth { rules.append(MostPerMonth(limit: Int(month.duration.components.seconds))) }
    if let nights = settings.nightsInARow { rules.append(NightsInARow(limit: nights)) }
    return rules
  }
}
