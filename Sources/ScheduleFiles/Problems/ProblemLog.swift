/// Collects the problems of one reading, so that a person sees all of them at once.
final class ProblemLog {
  private var found: Set<Problem> = []

  func add(_ problem: Problem) { found.insert(problem) }

  /// Sorted, none twice.
  var problems: [Problem] { found.sorted() }

  var count: Int { found.count }

  var hasErrors: Bool { found.contains { $0.severity == .error } }
}
