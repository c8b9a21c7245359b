import Foundation
import TestSupport
import Testing

/// `scripts/newcomers-night`: set up from `init`, out of hours, one page, one answer, both tickets in the morning.
@Suite(.promptThreads) struct NightTests {
  @Test("A newcomer's first night goes as the handbook promises")
  func night() throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["bash", SharedCases.packageRoot.appendingPathComponent("scripts/newcomers-night").path]
    process.standardInput = FileHandle.nullDevice
    let out = Pipe()
    process.standardOutput = out
    process.standardError = out
    process.environment = ProcessInfo.processInfo.environment.merging(
      ["WATCHBILL": Program.path, "TZDIR": FewZones.folder]
    ) { _, new in new }
    try process.run()
    let text = String(decoding: out.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(text)")
    #expect(text.split(separator: "\n").filter { $0.hasPrefix("fine   ") }.count == 5, "\(text)")
  }
}
