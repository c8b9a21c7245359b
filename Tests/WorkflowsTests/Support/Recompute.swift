import Foundation
import TestSupport
import Timekeeping
import Workflows

/// `scripts/recompute.py`, asked many questions in one run.
struct Recompute {
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("watchbill-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }

  /// True where there is a Python that can read the system's time zones.
  static let isPossible: Bool =
    (try? run(["-c", "import zoneinfo; zoneinfo.ZoneInfo('Europe/London')"], input: nil).status) == 0

  struct Question: CustomStringConvertible {
    var path: String
    var duty: String
    var at: Timestamp
    /// What we say: members in order, between blanks.
    var answer: String
    var other = ""

    var description: String { "\(path) \(duty) at \(at): '\(answer)', and Python '\(other)'" }
  }

  func write(_ definitions: NormalisedDefinitions, name: String) throws -> String {
    try write(definitions.encoded(), name: name)
  }

  func write(_ text: String, name: String) throws -> String {
    let file = folder.appendingPathComponent("\(name).json")
    try Data(text.utf8).write(to: file)
    return file.path
  }

  /// The questions that the two answer differently.
  func wrong(_ questions: [Question]) throws -> [Question] {
    let input = folder.appendingPathComponent("questions")
    let lines = questions.map { "\($0.path)\t\($0.duty)\t\($0.at)\n" }.joined()
    try Data(lines.utf8).write(to: input)
    let script = SharedCases.packageRoot.appendingPathComponent("scripts/recompute.py").path
    let (status, output) = try Self.run([script, "--batch"], input: input)
    let answers = output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard status == 0, answers.count == questions.count + 1 else {
      throw TextProblem("python3 ended with \(status) after \(answers.count - 1) answers", help: output)
    }
    return zip(questions, answers).compactMap { question, answer in
      guard question.answer != answer else { return nil }
      var question = question
      question.other = answer
      return question
    }
  }

  private static func run(_ arguments: [String], input: URL?) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3"] + arguments
    process.standardInput = try input.map { try FileHandle(forReadingFrom: $0) } ?? FileHandle.nullDevice
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
  }
}
