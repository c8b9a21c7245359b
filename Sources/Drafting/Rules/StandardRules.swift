import Timekeeping

/// The rules of a draft in order of precedence: the first that forbids gives the reason.
package enum StandardRules {
  package static func rules(for settings: DraftingRules) -> [any RotaRule] {
    var rules: [any RotaRule] = [
      LeadDecides(),
      Eligibility(),
      NotOnLeave(),
      WorkingHours(),
      NoOverlap(settings: settings),
    ]
    if let rest = settings.rest { rules.append(RestBetweenShifts(rest: rest.duration, settings: settings)) }
    if settings.noTwoWeekendsInARow { rules.append(NoTwoWeekendsInARow()) }
    if settings.atMostPerWeek != nil { rules.append(MostPerWeek()) }
    rules += [
      NeverTogether(),
      KeepPublished(),
      SameMemberWeek(),
      SpreadUnsocial(),
      FairBalance(),
    ]
    return rules
  }
}
