import ArgumentParser
import ScheduleFiles
import Timekeeping
import Workflows

/// Which definitions `plan` and `apply` are about: files, or a version that is stored already.
struct ScheduleSource: ParsableArguments {
  @Argument(help: "A folder of schedule files, or one file; the settings' folder where you give none.")
  var path: String?
  @Option(name: .long, help: "A stored version instead of files; watchbill versions lists them.")
  var version: Int?
  @Option(
    name: .long, help: "When it takes effect, such as \"2026-12-01 09:00\" in your zone; now where you give none.")
  var from: InstantArgument?

  func validate() throws {
    guard path == nil || version == nil else { throw ValidationError("give files or --version, not both") }
  }

  /// Empty where a stored version is meant. Prints every problem; with any error it throws with `code`.
  func definitions(_ wiring: Wiring, refusing message: String, code: Int32) throws -> [UInt8] {
    guard version == nil else { return [] }
    let path = path ?? wiring.path(wiring.settings.schedules)
    let found = try SchedulesOnDisk(path: path, zones: wiring.zones, sources: wiring.settings.sources).read()
    if let definitions = found.definitions { return try definitions.encoded() }
    for problem in found.problems { Terminal.error(problem.description) }
    throw CommandFailure(message: message, code: code)
  }

  func effective(_ backend: Backend) throws -> Timestamp? {
    try from?.instant(now: Wiring.clock().now(), zone: backend.reader.zone)
  }
}
