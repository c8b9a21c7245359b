/// The one of `candidates` that `word` was most likely meant to be, or nil when none is near.
///
/// Upper and lower case are alike. Of equally near candidates the first in the list wins, so the answer does not depend
/// on anything but its arguments. Near means: no more than one slip for each three letters, and at least one.
package func didYouMean(_ word: String, among candidates: [String]) -> String? {
  guard !word.isEmpty else { return nil }
  let wanted = Array(word.lowercased().unicodeScalars)
  var best: (distance: Int, candidate: String)?
  for candidate in candidates {
    let letters = Array(candidate.lowercased().unicodeScalars)
    let allowed = min(max(1, max(wanted.count, letters.count) / 3), (best?.distance ?? .max) - 1)
    guard abs(letters.count - wanted.count) <= allowed else { continue }
    let distance = slips(from: wanted, to: letters)
    if distance <= allowed { best = (distance, candidate) }
  }
  return best?.candidate
}

/// How many letters must be added, dropped, changed or swapped with their neighbour to get from one word to the other.
func slips(from a: [Unicode.Scalar], to b: [Unicode.Scalar]) -> Int {
  var beforeLast: [Int] = []
  var last = Array(0...b.count)
  for i in a.indices {
    var row = [i + 1]
    for j in b.indices {
      var least = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { least = min(least, beforeLast[j - 1] + 1) }
      row.append(least)
    }
    (beforeLast, last) = (last, row)
  }
  return last[b.count]
}
