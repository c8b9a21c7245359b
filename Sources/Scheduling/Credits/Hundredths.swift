import Timekeeping

/// Amounts of leave and points are whole hundredths: they add up exactly.
package enum Hundredths {
  /// `0.25`, `-1.00`: always two decimals, so that columns align and texts are equal when amounts are.
  package static func text(_ amount: Int) -> String {
    (amount < 0 ? "-" : "") + "\(abs(amount) / 100)." + padded(abs(amount) % 100)
  }

  /// `0.25` as 25: at most six digits before the point and two after it; nil for anything else.
  package static func read(_ text: some StringProtocol) -> Int? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), let whole = decimal(parts[0], limit: 6) else { return nil }
    guard parts.count == 2 else { return whole * 100 }
    guard let fraction = decimal(parts[1], limit: 2) else { return nil }
    return whole * 100 + (parts[1].utf8.count == 1 ? fraction * 10 : fraction)
  }

  /// `amount × part ÷ whole`, half a hundredth rounded away from zero (rule T10); `whole` is above zero.
  package static func share(of amount: Int, _ part: Int64, in whole: Int64) -> Int {
    let product = Int64(amount) * part
    let half = whole / 2
    return Int(product >= 0 ? (product + half) / whole : -((half - product) / whole))
  }

  /// `amount × Σ weights ÷ whole` (rounded as `share` does) split over the weights so that the parts add up to it:
  /// each gets its quotient rounded towards zero, and what is left goes, a hundredth each, to the largest remainders,
  /// of equal ones to the first.
  package static func split(_ amount: Int, by weights: [Int64], of whole: Int64) -> [Int] {
    let total = share(of: amount, weights.reduce(0, +), in: whole)
    let products = weights.map { Int64(amount) * $0 }
    var parts = products.map { Int($0 / whole) }
    let order = products.indices.sorted { a, b in
      let (left, right) = (abs(products[a] % whole), abs(products[b] % whole))
      return left == right ? a < b : left > right
    }
    let left = total - parts.reduce(0, +)
    for index in order.prefix(abs(left)) { parts[index] += left.signum() }
    return parts
  }
}
