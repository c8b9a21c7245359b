import AsyncHTTPClient
import Foundation
import NIOCore
import NIOFoundationCompat
import NIOHTTP1
import Testing

/// `watchbill serve` as a process of its own, on a port the system chose.
// Process is touched only by `stop` and `kill`, which a test calls once.
final class RunningServer: @unchecked Sendable {
  let process: Process
  let port: Int
  let token: String
  /// What it said at its start.
  let said: String
  /// Kept as long as the server, or its folder would go from under it.
  private let place: Workplace

  private init(process: Process, port: Int, token: String, said: String, place: Workplace) {
    self.place = place
    self.process = process
    self.port = port
    self.token = token
    self.said = said
  }

  /// Starts it in `folder` of `place` and returns when it has said that it listens.
  static func start(
    in place: Workplace, folder: String = ".", options: [String] = [], environment: [String: String] = [:]
  ) throws -> RunningServer {
    let process = Program.process(
      ["serve", "--listen", "127.0.0.1:0"] + options, in: place.url.appendingPathComponent(folder),
      environment: environment)
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    var text = ""
    while !text.contains("API token is ") || !text.hasSuffix("\n") {
      let data = output.fileHandleForReading.availableData
      if data.isEmpty { break }
      text += String(decoding: data, as: UTF8.self)
    }
    let port = text.firstMatch(of: #/listens on http://127.0.0.1:(\d+)/#).flatMap { Int($0.1) }
    let token = text.firstMatch(of: #/API token is (\S+)/#).map { String($0.1) }
    let server = RunningServer(
      process: process, port: try #require(port, "the server said: \(text)"), token: try #require(token),
      said: text, place: place)
    drain(output.fileHandleForReading)
    return server
  }

  func kill() {
    Foundation.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  /// Reads what else it says, so that it never waits for room, until it ends and the pipe with it.
  // A `readabilityHandler` would be a dispatch source that outlives its descriptor: closed while the source's end is
  // still under way, it crashed the whole run of tests.
  private static func drain(_ output: FileHandle) {
    Thread.detachNewThread {
      while !output.availableData.isEmpty {}
    }
  }

  func stop() {
    process.terminate()
    // A child of a test may have been born with SIGTERM blocked.
    for _ in 0..<300 where process.isRunning { Thread.sleep(forTimeInterval: 0.1) }
    if process.isRunning { Foundation.kill(process.processIdentifier, SIGKILL) }
    process.waitUntilExit()
  }

  /// Sends what it is told and unpacks nothing, so that tests see what is on the wire.
  private static let client = HTTPClient(configuration: .init(redirectConfiguration: .disallow))

  struct Answer {
    var status: Int
    var headers: [String: String]
    var body: Data
    var text: String { String(decoding: body, as: UTF8.self) }
  }

  func send(
    _ method: String, _ path: String, headers: [(String, String)] = [], body: Data = Data()
  ) async throws -> Answer {
    var request = HTTPClientRequest(url: "http://127.0.0.1:\(port)\(path)")
    request.method = .init(rawValue: method)
    for (name, value) in headers { request.headers.add(name: name, value: value) }
    if !body.isEmpty || method == "POST" { request.body = .bytes(ByteBuffer(data: body)) }
    let response = try await Self.client.execute(request, timeout: .seconds(60))
    let bytes = try await response.body.collect(upTo: 16 << 20)
    let fields = response.headers.map { ($0.name.lowercased(), $0.value) }
    return Answer(
      status: Int(response.status.code), headers: Dictionary(fields) { first, _ in first }, body: Data(buffer: bytes))
  }
}
