/// Holds a stored ledger against the one that its records give (`credits verify`).
package enum LedgerCheck {
  /// What is wrong, the worst first; empty for a sound ledger.
  package static func problems(stored: [LedgerEntry], rebuilt: [LedgerEntry]) -> [String] {
    let unbalanced = stored.first { $0.sum != 0 }.map {
      "\($0.id) does not add up to zero but to \(Hundredths.text($0.sum))"
    }
    let total = stored.reduce(0) { $0 + $1.sum }
    let whole = total == 0 ? nil : "the whole ledger adds up to \(Hundredths.text(total)), not to zero"
    return [unbalanced, whole, twice(stored), difference(stored, rebuilt)].compactMap { $0 }
  }

  private static func twice(_ entries: [LedgerEntry]) -> String? {
    var seen: Set<String> = []
    return entries.first { !seen.insert($0.cause).inserted }.map {
      "\($0.id) has the cause of an earlier entry: \($0.cause)"
    }
  }

  private static func difference(_ stored: [LedgerEntry], _ rebuilt: [LedgerEntry]) -> String? {
    for (one, other) in zip(stored, rebuilt) where one.canonical != other.canonical {
      return "\(one.id) is not what its records say. stored: \(one.canonical) records: \(other.canonical)"
    }
    if stored.count > rebuilt.count { return "\(stored[rebuilt.count].id) follows from no record" }
    if stored.count < rebuilt.count { return "an entry is missing: \(rebuilt[stored.count].canonical)" }
    return nil
  }
}
