import Scheduling
import TestSupport
import Timekeeping

/// A question to which the engine and the model give two answers, told so that somebody can see why.
struct OracleDifference: CustomStringConvertible {
  let team: InventedTeam
  let duty: DutyID
  let instant: Timestamp
  let seen: OracleAnswer
  let wanted: OracleAnswer

  /// The same difference with everything left out that it does not need.
  func shrunk() throws -> OracleDifference {
    var smallest = self
    var isSmaller = true
    while isSmaller {
      isSmaller = false
      for smaller in smallest.smaller() {
        var team = smallest.team
        team.input = smaller
        if let difference = try? OracleComparison(team).difference(at: instant) {
          smallest = difference
          isSmaller = true
          break
        }
      }
    }
    return smallest
  }

  /// The input without one of its facts, in every way.
  private func smaller() -> [TimelineInput] {
    let input = team.input
    return Self.without(\.overrides, input) + Self.without(\.leave, input) + Self.without(\.published, input)
      + Self.without(\.temporary, input) + Self.without(\.versions, input, keeping: 1)
      + input.versions.indices.flatMap { version in
        Self.without(\.versions[version].schedule.duties, input, keeping: 1)
          + input.versions[version].schedule.duties.indices.flatMap { Self.fewerLayers(input, version, $0) }
      }
  }

  private static func without<Item>(
    _ list: WritableKeyPath<TimelineInput, [Item]>, _ input: TimelineInput, keeping least: Int = 0
  ) -> [TimelineInput] {
    guard input[keyPath: list].count > least else { return [] }
    return input[keyPath: list].indices.map { index in
      var copy = input
      copy[keyPath: list].remove(at: index)
      return copy
    }
  }

  private static func fewerLayers(_ input: TimelineInput, _ version: Int, _ duty: Int) -> [TimelineInput] {
    guard case .layers(let layers) = input.versions[version].schedule.duties[duty].filling, layers.count > 1 else {
      return []
    }
    return layers.indices.map { index in
      var copy = input
      copy.versions[version].schedule.duties[duty].filling = .layers(layers.filter { $0.id != layers[index].id })
      return copy
    }
  }

  var description: String {
    let head = """
      seed \(team.seed): \(duty) at \(instant) in window \(team.window)
        the engine: \(seen)
        the rules:  \(wanted)
      run again with WATCHBILL_SEED=\(team.seed)
      """
    return ([head] + OracleStory(input: team.input).lines).joined(separator: "\n")
  }
}
