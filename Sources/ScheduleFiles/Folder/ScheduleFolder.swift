import Foundation

/// Reads schedule files from disk.
package enum ScheduleFolder {
  /// The largest calendar of holidays that is read whole.
  static let calendarBytes = 5 << 20

  /// The YAML files of a folder and the calendars in its `holidays` folder, sorted by name; their paths begin with `path`.
  ///
  /// The path may also be one file: then the `people.yaml` and `holidays` beside it are read with it.
  package static func load(_ path: String) throws(ScheduleFolderProblem) -> [SourceFile] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw ScheduleFolderProblem("there is no file or folder '\(path)'. help: name the folder of the schedule files")
    }
    let folder = isFolder.boolValue ? path : (path as NSString).deletingLastPathComponent
    let names = try yamlNames(in: folder)
    let wanted = isFolder.boolValue ? names : siblings(of: (path as NSString).lastPathComponent, among: names)
    guard !wanted.isEmpty else {
      throw ScheduleFolderProblem(
        "there are no schedule files in '\(path)'. help: write one with `watchbill init`, or name another folder")
    }
    let calendars = calendarNames(in: join(folder, "holidays")).map { "holidays/\($0)" }
    var files: [SourceFile] = []
    for name in wanted + calendars { files.append(try file(join(folder, name))) }
    return files
  }

  /// One file, such as `watchbill.yaml`; of a file beyond the limit only enough is read to see that.
  package static func file(_ path: String) throws(ScheduleFolderProblem) -> SourceFile {
    let limit = path.hasSuffix(".ics") ? calendarBytes : FileLimits.bytes
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw ScheduleFolderProblem("the file '\(path)' cannot be read. help: see whether it is there and may be read")
    }
    defer { try? handle.close() }
    do {
      return SourceFile(path: path, bytes: [UInt8](try handle.read(upToCount: limit + 1) ?? Data()))
    } catch {
      throw ScheduleFolderProblem("the file '\(path)' cannot be read: \(error.localizedDescription)")
    }
  }

  private static func yamlNames(in folder: String) throws(ScheduleFolderProblem) -> [String] {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: folder.isEmpty ? "." : folder)
        .filter { !$0.hasPrefix(".") && isYAML($0) }.sorted()
    } catch {
      throw ScheduleFolderProblem("the folder '\(folder)' cannot be read: \(error.localizedDescription)")
    }
  }

  /// True for the name of a YAML file, also `TEAM.YAML` from a system that does not tell the two apart.
  package static func isYAML(_ name: String) -> Bool {
    let name = name.lowercased()
    return name.hasSuffix(".yaml") || name.hasSuffix(".yml")
  }

  private static func calendarNames(in folder: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { !$0.hasPrefix(".") && $0.hasSuffix(".ics") }.sorted()
  }

  private static func siblings(of name: String, among names: [String]) -> [String] {
    ([name] + names.filter { ["people.yaml", "people.yml"].contains($0) && $0 != name }).sorted()
  }

  private static func join(_ folder: String, _ name: String) -> String {
    folder.isEmpty ? name : (folder.hasSuffix("/") ? folder + name : folder + "/" + name)
  }
}

/// Why the files of a folder cannot be read.
package struct ScheduleFolderProblem: Error, Equatable, CustomStringConvertible {
  package let description: String

  init(_ description: String) { self.description = description }
}
