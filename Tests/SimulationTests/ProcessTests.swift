import DeskSimulation
import Foundation
import TestSupport
import Testing

/// A seed is one run wherever it runs: a failure that is seen on one machine can be looked at on another.
@Suite(.ownThreads) struct ProcessTests {
  private static let (seed, tickets) = (5, 12)

  @Test(
    "The same seed is the same run in other processes, whether they hash in one order or in any", arguments: [nil, "1"])
  func elsewhere(hashing: String?) async throws {
    let script = ScriptWriter.script(seed: UInt64(Self.seed), tickets: Self.tickets)
    let here = await DeskRunner.report(script)
    #expect(here.trace.count == 64 && here.violations.isEmpty)
    #expect(try Self.trace(hashing: hashing) == here.trace)
  }

  /// What a process of its own comes to; `hashing` fixes its order of sets and dictionaries.
  private static func trace(hashing: String?) throws -> String? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = ["simulate", "--runs", "1", "--seed", "\(seed)", "--tickets", "\(tickets)", "--workers", "1"]
    var environment = ProcessInfo.processInfo.environment
    environment["SWIFT_DETERMINISTIC_HASHING"] = hashing
    process.environment = environment
    let out = Pipe()
    process.standardOutput = out
    try process.run()
    let text = String(decoding: out.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    let line = text.split(separator: "\n").first { $0.hasPrefix("trace ") }
    return line.map { String($0.dropFirst("trace ".count)) }
  }

  /// The program of the benchmarks, which the build puts beside the tests.
  private static var path: String {
    let tests = CommandLine.arguments.first.map { URL(fileURLWithPath: $0).deletingLastPathComponent() }
    let beside = tests?.appendingPathComponent("watchbill-bench").path ?? ""
    return FileManager.default.isExecutableFile(atPath: beside)
      ? beside : SharedCases.packageRoot.appendingPathComponent(".build/debug/watchbill-bench").path
  }
}
