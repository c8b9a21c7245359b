/// Weighted hours over the fairness window are better near each member's share of them, counted in quarters of an hour.
///
/// What a member is off by costs in proportion to its square (`FairShares.cost`), so that the slots of a period go first
/// to whoever is furthest behind; by one slot it never costs as much as an open one. Leave lowers a share or is caught up,
/// as the file says (`SharedLeave`).
struct FairBalance: TallyRule {
  let name = "fair-balance"
  /// How much it counts against everything else, in hundredths.
  var weight = 100

  func tallies(for member: Int, in problem: DraftProblem) -> [RuleTally] {
    let shares = problem.fairness
    guard shares.takesPart[member] else { return [] }
    let name = problem.members[member].name
    let fair = shares.fairQuarters(of: member)
    let leave = shares.leave[member].suffix
    let price = FairnessPrice(weight: weight, slots: problem.slots.map { FairShares.quarters($0.weighted) })
    return [
      RuleTally(
        weights: problem.weights { FairShares.quarters($0.weighted) }, start: shares.earnedQuarters(of: member),
        cost: .points { price.points($0 - fair) }
      ) { moment in
        "\(name) has \(Wording.deviation(25 * (moment.before - fair)))\(leave)"
      }
    ]
  }
}

/// What it costs to be off a fair share, where fairness has some weight.
///
/// Above a fair share the square goes on ever more slowly from where a slot would cost `bendsAt`: filling slots comes
/// first, and who is further ahead is dearer still.
private struct FairnessPrice: Sendable {
  private let weight: Int
  /// The longest slot, in weighted quarters of an hour.
  private let longest: Int
  /// How far above a fair share the line begins.
  private let bend: Int

  /// An open slot costs 10,000 points, and no wish is worth one: a slot's price grows from the first to the sum of both.
  private static let bendsAt = 8000
  private static let growsBy = 1000
  /// Over so many quarters of an hour, 1,000 hours.
  private static let reach = 4000
  /// Beyond this nothing gets worse: far below what stands for "forbidden" in the search.
  private static let most = 9_000_000

  init(weight: Int, slots: [Int]) {
    self.weight = max(1, weight)
    longest = max(1, slots.max() ?? 1)
    // ((bend + longest)² − bend²) / 160 × weight / 100 is `bendsAt`.
    bend = max(0, (16_000 * Self.bendsAt / self.weight - longest * longest) / (2 * longest))
  }

  /// - Parameter quarters: weighted quarters of an hour above a fair share, or below zero.
  func points(_ quarters: Int) -> Int {
    let square = (FairShares.cost(of: min(quarters, bend)) * weight).divided(by: 100)
    let beyond = max(0, quarters - bend)
    let near = min(beyond, Self.reach)
    let line = 2 * Self.reach * (Self.bendsAt * beyond + Self.growsBy * (beyond - near)) + Self.growsBy * near * near
    return min(Self.most, square + line.divided(by: 2 * Self.reach * longest))
  }
}
