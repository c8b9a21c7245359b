import Foundation

/// Makes a failing script small: it takes events out as long as the same invariant still breaks (delta debugging).
package struct Shrinker {
  /// How many runs it may take.
  private var budget: Int
  private let rules: Set<String>
  private let sabotage: Sabotage?

  private init(_ rules: Set<String>, sabotage: Sabotage?, budget: Int) {
    self.rules = rules
    self.sabotage = sabotage
    self.budget = budget
  }

  /// The smallest script found that breaks one of the invariants `script` breaks; `script` itself where it breaks none.
  package static func shrink(_ script: Script, sabotage: Sabotage? = nil, budget: Int = 400) async -> Script {
    let report = await DeskRunner.report(script, sabotage: sabotage)
    guard let first = report.violations.first else { return script }
    var shrinker = Shrinker(Set(report.violations.map(\.rule)), sabotage: sabotage, budget: budget)
    // What came after the violation had no part in it.
    var cut = script
    cut.events.removeAll { $0.at > first.at }
    return await shrinker.reduce(await shrinker.breaks(cut) ? cut : script)
  }

  /// One line that `Tests/SimulationTests/Regressions` takes as a file.
  package static func json(_ script: Script) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
    return (try? encoder.encode(script)).map { String(decoding: $0, as: UTF8.self) } ?? "\(script)"
  }

  private mutating func reduce(_ whole: Script) async -> Script {
    var script = whole
    var size = max(1, script.events.count / 2)
    while budget > 0 {
      var start = 0
      var removed = false
      while start < script.events.count, budget > 0 {
        var candidate = script
        candidate.events.removeSubrange(start..<min(start + size, candidate.events.count))
        if await breaks(candidate) {
          (script, removed) = (candidate, true)
        } else {
          start += size
        }
      }
      if size == 1, !removed { break }
      size = max(1, removed ? size : size / 2)
      if !removed, size == 1, script.events.count <= 1 { break }
    }
    return script
  }

  private mutating func breaks(_ script: Script) async -> Bool {
    budget -= 1
    let report = await DeskRunner.report(script, sabotage: sabotage)
    return report.violations.contains { rules.contains($0.rule) }
  }
}
