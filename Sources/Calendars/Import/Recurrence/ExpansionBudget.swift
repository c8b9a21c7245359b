/// How much work the rules of one file may still make: each day and hour that is looked at is a step.
struct ExpansionBudget {
  private(set) var steps = ImportLimits.steps
  private(set) var instances = ImportLimits.instances
  /// Set when a rule was not followed to its end.
  private(set) var isUsedUp = false
  private var stepsOfRule = 0
  private var instancesOfRule = 0

  mutating func beginRule() {
    stepsOfRule = ImportLimits.stepsOfRule
    instancesOfRule = ImportLimits.instancesOfRule
    isUsedUp = false
  }

  /// False when the rule has to end here.
  mutating func take(steps wanted: Int) -> Bool {
    guard wanted <= stepsOfRule, wanted <= steps else {
      isUsedUp = true
      return false
    }
    stepsOfRule -= wanted
    steps -= wanted
    return true
  }

  /// False when the rule has to end here.
  mutating func takeInstance() -> Bool {
    guard instancesOfRule > 0, instances > 0 else {
      isUsedUp = true
      return false
    }
    instancesOfRule -= 1
    instances -= 1
    return true
  }
}
