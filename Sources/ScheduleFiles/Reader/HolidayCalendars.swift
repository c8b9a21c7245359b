import Timekeeping

/// A calendar of holidays that a file names.
package struct CalendarUse: Sendable, Hashable {
  /// The file that names it.
  package let file: String
  /// An address, or a file beside it.
  package let calendar: String
  /// The path of the file that is read: the calendar itself, or the copy of its address.
  package let path: String
}

/// The calendars of holidays beside the YAML files, each read once.
final class HolidayCalendars {
  /// What files named, in the order of reading, each once for a file.
  private(set) var uses: [CalendarUse] = []
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
    let isAddress = HolidayAddress.isAddress(reference)
    let path = context.file.path(of: isAddress ? HolidayAddress.copy(of: reference) : reference)
    let use = CalendarUse(file: context.file.path, calendar: reference, path: path)
    if !uses.contains(use) { uses.append(use) }
    if let known = cache[path] { return known }
    guard let file = files.first(where: { $0.path == path }) else {
      isAddress ? report(noCopyOf: reference, at: place, context) : report(missing: reference, at: place, context)
      return []
    }
    let holidays = holidays(of: file)
    cache[path] = holidays
    return holidays
  }

  /// What was read for the team in `file`, by name; nil where it names no calendar.
  func copies(for file: SourceFile) -> [HolidayCopy]? {
    let own = uses.filter { $0.file == file.path }.sorted { $0.calendar < $1.calendar }
    let copies = own.map { use in
      let bytes = files.first { $0.path == use.path }?.bytes ?? []
      return HolidayCopy(
        calendar: use.calendar, fetched: HolidayAddress.isAddress(use.calendar) ? HolidayAddress.fetched(bytes) : nil,
        holidays: cache[use.path] ?? [])
    }
    return copies.isEmpty ? nil : copies
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

  private func report(noCopyOf address: String, at place: Place, _ context: Context) {
    context.error(
      place, "there is no copy of \(shortened(address)) yet", "fetch it: watchbill calendar holidays refresh")
  }

  private func report(missing reference: String, at place: Place, _ context: Context) {
    let folder = context.file.path(of: "")
    let known = files.map(\.path).filter { $0.hasPrefix(folder) }.map { String($0.dropFirst(folder.count)) }
    let near = didYouMean(reference, among: known).map { "did you mean '\($0)'?" }
    context.error(
      place, "there is no file '\(reference)'", near ?? "put the calendar into the folder holidays beside this file")
  }
}
