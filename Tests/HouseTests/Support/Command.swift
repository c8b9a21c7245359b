import Foundation

/// A program run to its end.
struct Command {
  let status: Int32
  /// What it wrote to standard output and standard error, as they came.
  let output: String

  /// Runs `program` without input; `environment` replaces this process's own when given.
  static func run(_ program: String, _ arguments: [String], environment: [String: String]? = nil) throws -> Command {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = pipe
    process.standardError = pipe
    if let environment { process.environment = environment }
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Command(status: process.terminationStatus, output: String(decoding: output, as: UTF8.self))
  }
}
