import Foundation

/// The numbers that invented teams grow from: the same in every run, another with `WATCHBILL_SEED`, more with
/// `WATCHBILL_PAIRS` (the nightly run).
package enum Seeds {
  /// Where to begin.
  package static let first = number("WATCHBILL_SEED") ?? 1
  /// True when one seed alone is wanted, to see a failure again.
  package static let isSingle = number("WATCHBILL_SEED") != nil && number("WATCHBILL_PAIRS") == nil

  /// How many pairs of a team and an instant to compare.
  package static func pairs(_ usual: Int) -> Int { number("WATCHBILL_PAIRS") ?? usual }

  private static func number(_ name: String) -> Int? {
    ProcessInfo.processInfo.environment[name].flatMap { Int($0) }
  }
}
