import Scheduling
import Timekeeping

/// What the readers of one file need besides its nodes: where to tell problems, and which names there are.
struct Context {
  let file: SourceFile
  let log: ProblemLog
  let zones: ZoneTables
  /// Of the settings, where they are known.
  var sources: [SourceSetting] = []
  /// The members defined in any file, by id.
  var people: [String: Member] = [:]
  /// False where a file could not be read that may define members: then nobody is called unknown, and what the team's
  /// members have or lack is not judged.
  var arePeopleKnown = true
  /// The ids the file, or the team, declares.
  var names = Names()
  /// The nearest zone: the team's, or a duty's inside it.
  var zone: ZoneID = .utc
  /// The key that the value being read stands under, where people choose the keys.
  var entry = ""
  /// The holidays of a calendar file beside this one.
  var calendar: (_ reference: String, _ place: Place) -> [Holiday] = { _, _ in [] }

  func entry(_ name: String) -> Context {
    var inside = self
    inside.entry = name
    return inside
  }

  func inZone(_ zone: ZoneID?) -> Context {
    var inside = self
    inside.zone = zone ?? self.zone
    return inside
  }

  func error(_ place: Place, _ what: String, _ help: String) {
    log.add(Problem(file: file.path, line: place.line, column: place.column, what: what, help: help))
  }

  func warning(_ place: Place, _ what: String, _ help: String) {
    log.add(
      Problem(
        file: file.path, line: place.line, column: place.column, severity: .warning, what: what, help: help))
  }

  func note(_ place: Place, _ what: String, _ help: String) {
    log.add(
      Problem(file: file.path, line: place.line, column: place.column, severity: .note, what: what, help: help))
  }

  /// True for the id of something the team has; tells of an unknown one, with the nearest known one.
  func knows(_ name: String, _ kind: Names.Kind, at place: Place) -> Bool {
    guard let problem = names.problem(name, kind) else { return true }
    error(place, problem.what, problem.help)
    return false
  }

  /// Says how a value that can be misread was read.
  func explain(_ place: Place, _ text: String) {
    log.add(Understood(file: file.path, line: place.line, column: place.column, text: text))
  }

  /// Notes the manual's spelling of a text that was written in another.
  func respell(_ place: Place, _ from: String, as to: String) {
    if from != to { log.add(Respelling(file: file.path, place: place, from: from, to: to)) }
  }
}
