/// Names in a sentence: `Ana`, `Ana and Ben`, `Ana, Ben and Cleo`; `nobody` without any.
package func listed(_ names: [String]) -> String {
  guard let last = names.last, names.count > 1 else { return names.first ?? "nobody" }
  return names.dropLast().joined(separator: ", ") + " and \(last)"
}
