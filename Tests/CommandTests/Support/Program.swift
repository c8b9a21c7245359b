import Foundation
import TestSupport

/// The built program, run as a user runs it.
struct Program {
  /// Beside the test bundle, where the build puts it.
  static let path: String = {
    let bundle = CommandLine.arguments.first.map { URL(fileURLWithPath: $0) } ?? URL(fileURLWithPath: "/")
    let candidates = [
      bundle.deletingLastPathComponent().appendingPathComponent("watchbill").path,
      SharedCases.packageRoot.appendingPathComponent(".build/debug/watchbill").path,
      SharedCases.packageRoot.appendingPathComponent(".build/release/watchbill").path,
    ]
    return candidates.first { FileManager.default.isExecutableFile(atPath: $0) } ?? candidates[1]
  }()

  struct Result {
    var code: Int32
    var out: String
    var err: String
  }

  /// Runs to the end in `folder`.
  @discardableResult
  static func run(_ arguments: [String], in folder: URL, environment: [String: String] = [:]) throws -> Result {
    let process = process(arguments, in: folder, environment: environment)
    let out = Pipe()
    let err = folder.appendingPathComponent(".stderr-\(UUID().uuidString)")
    _ = FileManager.default.createFile(atPath: err.path, contents: nil)
    process.standardOutput = out
    process.standardError = try FileHandle(forWritingTo: err)
    try process.run()
    let text = out.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let errors = try String(contentsOf: err, encoding: .utf8)
    try FileManager.default.removeItem(at: err)
    return Result(code: process.terminationStatus, out: String(decoding: text, as: UTF8.self), err: errors)
  }

  static func process(_ arguments: [String], in folder: URL, environment: [String: String] = [:]) -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.currentDirectoryURL = folder
    // Nobody is at a terminal, also where the tests are run from one.
    process.standardInput = FileHandle.nullDevice
    var all = ProcessInfo.processInfo.environment
    all["TZ"] = "Europe/London"
    all["TZDIR"] = FewZones.folder
    all.merge(environment) { _, new in new }
    process.environment = all
    return process
  }
}

/// A folder that goes away with the test.
final class Workplace: Sendable {
  let url: URL

  init(_ files: [String: String] = [:]) throws {
    url = URL(fileURLWithPath: "/tmp").appendingPathComponent("wb-\(UUID().uuidString.prefix(8))")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    for (path, text) in files.sorted(by: { $0.key < $1.key }) { try write(text, to: path) }
  }

  func write(_ text: String, to path: String) throws {
    let file = url.appendingPathComponent(path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  func text(_ path: String) throws -> String {
    try String(contentsOf: url.appendingPathComponent(path), encoding: .utf8)
  }

  /// The project's own samples: schedules and settings.
  static func withSamples() throws -> Workplace {
    let place = try Workplace()
    for name in ["schedules", "watchbill.yaml"] {
      try FileManager.default.copyItem(
        at: SharedCases.packageRoot.appendingPathComponent(name), to: place.url.appendingPathComponent(name))
    }
    return place
  }

  func run(_ arguments: String..., environment: [String: String] = [:]) throws -> Program.Result {
    try Program.run(arguments, in: url, environment: environment)
  }

  deinit { try? FileManager.default.removeItem(at: url) }
}
