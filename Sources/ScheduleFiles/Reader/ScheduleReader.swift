import Scheduling
import Timekeeping

/// Reads the files of a schedules folder into definitions, or tells all that is wrong with them at once.
///
/// Calendars of holidays are read by a function that is handed in: this module knows YAML only.
package struct ScheduleReader: Sendable {
  private let zones: ZoneTables
  private let sources: [SourceSetting]
  private let holidays: @Sendable (SourceFile) -> Result<[Holiday], HolidayProblem>

  /// `sources` are those of the settings, where they are known: what they send to a queue is not looked for in the rules.
  package init(
    zones: ZoneTables, sources: [SourceSetting] = [],
    holidays: @escaping @Sendable (SourceFile) -> Result<[Holiday], HolidayProblem>
  ) {
    self.zones = zones
    self.sources = sources
    self.holidays = holidays
  }

  /// The definitions of `files`, nil when there is any error; problems are sorted by file, line and column, none twice.
  ///
  /// `people.yaml` holds members, `*.ics` holidays, and every other file one team. The order of files does not matter.
  package func read(_ files: [SourceFile]) -> (definitions: Definitions?, problems: [Problem]) {
    let checked = check(files)
    return (checked.definitions, checked.problems)
  }

  /// The same with what was understood of values that can be misread.
  package func check(_ files: [SourceFile]) -> CheckedFiles {
    let log = ProblemLog()
    let calendars = HolidayCalendars(files: files, read: holidays, log: log)
    let definitions = definitions(files, calendars, log)
    return CheckedFiles(
      definitions: definitions, problems: log.problems, understood: log.understood,
      respellings: Respelling.effective(log.respellings), calendars: calendars.uses,
      channels: log.channels)
  }

  private func definitions(_ files: [SourceFile], _ calendars: HolidayCalendars, _ log: ProblemLog) -> Definitions? {
    let files = files.sorted { $0.path < $1.path }
    if files.count > FileLimits.files, let last = files.last {
      let what = "there are \(files.count) files; the limit is \(FileLimits.files)"
      log.add(Problem(file: last.path, line: 1, column: 1, what: what, help: "move files that are not needed away"))
      return nil
    }
    let written = files.filter { $0.kind != .calendar }
    let documents = written.compactMap { file in document(file, calendars, log) }
    let isWhole = documents.count == written.count || !log.hasErrors
    let people = People(documents, isWhole: isWhole)
    let teams = documents.filter { $0.file.kind == .team }.compactMap { team(in: $0, people, calendars) }
    PagingChecks(documents: documents).run()
    for use in documents.flatMap({ ChannelUses($0).all }) { log.add(use) }
    let definitions = Definitions(teams: distinct(teams))
    return log.hasErrors ? nil : definitions
  }

  private func document(_ file: SourceFile, _ calendars: HolidayCalendars, _ log: ProblemLog) -> Document? {
    var context = Context(file: file, log: log, zones: zones)
    context.sources = sources
    context.calendar = { calendars.holidays(reference: $0, at: $1, context) }
    let before = log.count
    if let root = YAMLText(file: file.path, log: log).root(of: file.bytes) {
      return Document(file: file, root: root, context: context)
    }
    if log.count == before, file.kind == .team {
      context.error(.start, "the file is empty", "begin with `team:`, or delete the file")
    }
    return nil
  }

  private func team(in document: Document, _ people: People, _ calendars: HolidayCalendars) -> ReadTeam? {
    var context = document.context
    context.people = people.members
    context.arePeopleKnown = people.isWhole
    context.names = Outline(document.root).names(people: people.ids)
    guard var team = TeamSection.grammar.read(document.root, context) else { return nil }
    team.calendars = calendars.copies(for: document.file)
    TeamChecks(team: team, root: document.root, context: context).run()
    return ReadTeam(definition: team, place: document.root["team"]?.place ?? .start, context: context)
  }

  private func distinct(_ teams: [ReadTeam]) -> [TeamDefinition] {
    var files: [TeamID: String] = [:]
    return teams.compactMap { team in
      let id = team.definition.schedule.team
      if id == TeamSection.nameless { return nil }
      if let first = files[id] {
        team.context.error(team.place, "team '\(id)' is defined in \(first) too", "give one of them another id")
        return nil
      }
      files[id] = team.context.file.path
      return team.definition
    }
  }
}

/// What one reading of files found.
package struct CheckedFiles: Sendable {
  /// Nil when there is any error.
  package let definitions: Definitions?
  /// Sorted, none twice.
  package let problems: [Problem]
  /// How values were read that can be misread, in the order of files.
  package let understood: [Understood]
  let respellings: [Respelling]
  /// Which calendars of holidays the files name, each once for a file, whether they could be read or not.
  package let calendars: [CalendarUse]
  /// Which channels the files name, for the settings to have them.
  package let channels: [ChannelUse]

  /// How many texts are not in the manual's spelling.
  package var spellings: Int { respellings.count }
}

/// A team with the place of its id.
private struct ReadTeam {
  let definition: TeamDefinition
  let place: Place
  let context: Context
}

/// A file that is YAML.
struct Document {
  let file: SourceFile
  let root: YAMLNode
  let context: Context
}
