import Foundation
import ScheduleFiles
import Testing

@Suite struct ScheduleFolderTests {
  /// Makes a folder of the given files, all with their own name as content, and removes it afterwards.
  private func inFolder(_ names: [String], _ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("watchbill-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.createDirectory(atPath: folder + "/holidays", withIntermediateDirectories: true)
    for name in names { try name.write(toFile: folder + "/" + name, atomically: true, encoding: .utf8) }
    try body(folder)
  }

  private let names = [
    "b.yaml", "a.yml", "people.yaml", "notes.txt", ".hidden.yaml", "schema.json", "holidays/z.ics", "holidays/c.ics",
    "holidays/readme.md",
  ]

  @Test("a folder is its YAML files and calendars, sorted by name")
  func folder() throws {
    try inFolder(names) { folder in
      let files = try ScheduleFolder.load(folder)
      let wanted = ["a.yml", "b.yaml", "people.yaml", "holidays/c.ics", "holidays/z.ics"]
      #expect(files.map(\.path) == wanted.map { folder + "/" + $0 })
      #expect(files.map { String(decoding: $0.bytes, as: UTF8.self) } == wanted)
    }
  }

  @Test("a YAML file in capital letters is one, too")
  func capitals() throws {
    try inFolder(["TEAM.YAML", "other.Yml", "TEAM.YAML.bak"]) { folder in
      let files = try ScheduleFolder.load(folder)
      #expect(files.map(\.path) == ["TEAM.YAML", "other.Yml"].map { folder + "/" + $0 })
    }
  }

  @Test("a single file comes with the people and calendars beside it")
  func single() throws {
    try inFolder(names) { folder in
      let files = try ScheduleFolder.load(folder + "/b.yaml")
      let wanted = ["b.yaml", "people.yaml", "holidays/c.ics", "holidays/z.ics"]
      #expect(files.map(\.path) == wanted.map { folder + "/" + $0 })
    }
  }

  @Test("a folder without schedule files, and one that is not there, are told with what to do")
  func nothing() throws {
    try inFolder(["notes.txt"]) { folder in
      let empty = #expect(throws: ScheduleFolderProblem.self) { try ScheduleFolder.load(folder) }
      #expect(
        empty?.description
          == "there are no schedule files in '\(folder)'. help: write one with `watchbill init`, or name another folder"
      )
      let missing = #expect(throws: ScheduleFolderProblem.self) { try ScheduleFolder.load(folder + "/x") }
      #expect(
        missing?.description
          == "there is no file or folder '\(folder)/x'. help: name the folder of the schedule files")
    }
  }

  @Test("of a file beyond the limit no more is read than shows that it is")
  func largeFile() throws {
    try inFolder([]) { folder in
      let path = folder + "/large.yaml"
      try Data(repeating: 35, count: 3 << 20).write(to: URL(fileURLWithPath: path))
      #expect(try ScheduleFolder.file(path).bytes.count == (1 << 20) + 1)
    }
  }
}
