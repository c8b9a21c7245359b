/// Collects what one reading finds, so that a person sees all of it at once: problems, what was understood, what could
/// be spelled better, and which channels the settings have to have.
final class ProblemLog {
  private var found: Set<Problem> = []
  private var readings: Set<Understood> = []
  private var spellings: Set<Respelling> = []
  /// In the order of files.
  private(set) var channels: [ChannelUse] = []

  func add(_ problem: Problem) { found.insert(problem) }
  func add(_ understood: Understood) { readings.insert(understood) }
  func add(_ respelling: Respelling) { spellings.insert(respelling) }
  func add(_ use: ChannelUse) { channels.append(use) }

  /// Sorted, none twice. Notes wait until the errors are mended: they say what becomes of a file that is used.
  var problems: [Problem] { found.filter { $0.severity != .note || !hasErrors }.sorted() }
  /// In the order of files, lines and columns.
  var understood: [Understood] { readings.sorted() }
  /// The same.
  var respellings: [Respelling] { spellings.sorted() }

  var count: Int { found.count }

  var hasErrors: Bool { found.contains { $0.severity == .error } }
}
