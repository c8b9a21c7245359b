import Foundation
import Glibc

/// A strict mail server on 127.0.0.1, `Tests/MailServer/server.py`: what it does for which recipient stands there.
package final class MailServer {
  package static let user = "desk@example.com"
  package static let password = "correct horse é"
  /// Debian's python3-aiosmtpd belongs to Debian's own Python.
  private static let python = "/usr/bin/python3"

  package let port: Int
  /// A file with the certificate to trust.
  package let certificate: String
  private let process = Process()
  private let output = Pipe()

  package enum Security: String, Sendable { case starttls, tls, none }

  package struct NotStarted: Error {}

  /// One mail that it took.
  package struct Taken: Decodable, Sendable {
    /// How the client called itself.
    package var hello: String
    package var secure: Bool
    package var user: String?
    package var from: String
    package var to: [String]
    package var data: Data

    package var text: String { String(decoding: data, as: UTF8.self) }
  }

  package init(security: Security = .starttls, signIn: Bool = false, certificateName: String = "localhost") throws {
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("MailServer/server.py").path
    process.executableURL = URL(fileURLWithPath: Self.python)
    process.arguments =
      [script, "--security", security.rawValue, "--certificate-name", certificateName] + (signIn ? ["--sign-in"] : [])
    process.standardInput = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let words = Self.line(output.fileHandleForReading).split(separator: " ")
    guard words.count == 3, words[0] == "ready", let port = Int(words[1]) else { throw NotStarted() }
    (self.port, certificate) = (port, String(words[2]))
  }

  /// What it has taken until now; it ends with that.
  package func stop() throws -> [Taken] {
    (process.standardInput as? Pipe)?.fileHandleForWriting.closeFile()
    // One that still hangs in a conversation waits no longer.
    let rest = output.fileHandleForReading.readDataToEndOfFile()
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    return try rest.split(separator: UInt8(ascii: "\n")).map { try JSONDecoder().decode(Taken.self, from: $0) }
  }

  private static func line(_ file: FileHandle) -> String {
    var bytes: [UInt8] = []
    while let data = try? file.read(upToCount: 1), let byte = data.first, byte != UInt8(ascii: "\n") {
      bytes.append(byte)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
