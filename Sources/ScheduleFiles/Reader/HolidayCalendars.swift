import Timekeeping

/// The calendars of holidays beside the YAML files, each read once.
final class HolidayCalendars {
  private let files: [SourceFile]
  private let read: (SourceFile) -> Result<[Holiday], HolidayProblem>
  private let log: ProblemLog
  private var cache: [String: [Holiday]] = [:]

  init(
    files: [SourceFile], read: @escaping (SourceFile) -> Result<[Holiday], HolidayProblem>, log: ProblemLog
  ) {
    self.files = files.filter { $0.kind == .calendar }
    self.read = read
    self.log = log
  }

  /// The holidays of the file that `reference` names, seen from the context's file.
  func holidays(reference: String, at place: Place, _ context: Context) -> [Holiday] {
    let path = context.file.path(of: reference)
    if let known = cache[path] { return known }
    guard let file = files.first(where: { $0.path == path }) else {
      report(missing: reference, at: place, context)
      return []
    }
    let holidays = holidays(of: file)
    cache[path] = holidays
    return holidays
  }

  private func holidays(of file: SourceFile) -> [Holiday] {
    switch read(file) {
    case .success(let holidays): return holidays
    case .failure(let problem):
      let help = "export the calendar again, or name another file"
      log.add(Problem(file: file.path, line: problem.line ?? 1, column: 1, what: problem.what, help: help))
      return []
    }
  }

  private func report(missing reference: String, at place: Place, _ context: Context) {
    let folder = context.file.path(of: "")
    let known = files.map(\.path).filter { $0.hasPrefix(folder) }.map { String($0.dropFirst(folder.count)) }
    let near = didYouMean(reference, among: known).map { "did you mean '\($0)'?" }
    context.error(
      place, "there is no file '\(reference)'", near ?? "put the calendar into the folder holidays beside this file")
  }
}
