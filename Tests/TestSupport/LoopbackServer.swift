import Foundation
import Glibc
import Synchronization

/// A real TCP server on 127.0.0.1 that answers each connection by a script, byte for byte, and keeps what it was sent.
package final class LoopbackServer: Sendable {
  package let port: Int
  private let listener: Int32
  private let log = Mutex<[String]>([])

  package struct NoSocket: Error {}

  /// - Parameters:
  ///   - readsFirst: whether a whole HTTP request is waited for before the script runs.
  ///   - script: called on a thread of its own for every connection; the socket is closed afterwards.
  ///   - path: of a UNIX socket to listen on instead.
  package init(
    readsFirst: Bool = true, path: String? = nil, _ script: @escaping @Sendable (LoopbackConnection) -> Void
  ) throws {
    (listener, port) = try path.map { (try Self.listen(at: $0), 0) } ?? Self.listen()
    Thread.detachNewThread { [listener, self] in
      while true {
        let socket = accept(listener, nil, nil)
        guard socket >= 0 else { return }
        Thread.detachNewThread { self.serve(socket, readsFirst, script) }
      }
    }
  }

  private func serve(_ socket: Int32, _ readsFirst: Bool, _ script: (LoopbackConnection) -> Void) {
    let connection = LoopbackConnection(socket: socket)
    let request = readsFirst ? connection.readRequest() : ""
    log.withLock { $0.append(request) }
    script(connection)
    close(socket)
  }

  /// Always the same bytes, and then the end.
  package convenience init(answering bytes: String) throws {
    try self.init { $0.write(bytes) }
  }

  /// What came over each connection so far; an empty text for a connection that sent nothing.
  package var requests: [String] { log.withLock { $0 } }
  package var url: String { "http://127.0.0.1:\(port)/" }
  package var authority: String { "127.0.0.1:\(port)" }

  package func stop() { shutdown(listener, Int32(SHUT_RDWR)) }

  deinit { close(listener) }

  /// A port on which nobody listens.
  package static func closedPort() throws -> Int {
    let (socket, port) = try listen()
    close(socket)
    return port
  }

  private static func listen(at path: String) throws -> Int32 {
    let listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    let address = withUnsafeBytes(of: sa_family_t(AF_UNIX)) { Array($0) } + Array(path.utf8) + [0]
    let bound = address.withUnsafeBytes { bytes in
      bytes.withMemoryRebound(to: sockaddr.self) { generic in
        bind(listener, generic.baseAddress, socklen_t(address.count)) == 0 && Glibc.listen(listener, 16) == 0
      }
    }
    guard listener >= 0, bound else { throw NoSocket() }
    return listener
  }

  private static func listen() throws -> (Int32, Int) {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    // Two C modules declare sockaddr_in, and which one is seen depends on the build: so it is written by bytes.
    let family = withUnsafeBytes(of: sa_family_t(AF_INET)) { Array($0) }
    var address: [UInt8] = family + [0, 0, 127, 0, 0, 1] + [UInt8](repeating: 0, count: 8)
    var length = socklen_t(address.count)
    let bound = address.withUnsafeMutableBytes { bytes in
      bytes.withMemoryRebound(to: sockaddr.self) { generic in
        bind(listener, generic.baseAddress, length) == 0 && Glibc.listen(listener, 16) == 0
          && getsockname(listener, generic.baseAddress, &length) == 0
      }
    }
    guard listener >= 0, bound else { throw NoSocket() }
    return (listener, Int(address[2]) << 8 | Int(address[3]))
  }
}

/// One accepted connection.
package struct LoopbackConnection: Sendable {
  package let socket: Int32

  /// Reads up to the end of the body that `content-length` announces.
  package func readRequest() -> String {
    var bytes: [UInt8] = []
    while !isWhole(bytes), let more = read() { bytes += more }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The next bytes, or nil at the end.
  package func read() -> [UInt8]? {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = recv(socket, &buffer, buffer.count, 0)
    return count > 0 ? Array(buffer.prefix(count)) : nil
  }

  /// False when the other side has gone.
  @discardableResult
  package func write(_ text: String) -> Bool {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  /// Says nothing until the other side goes away.
  package func hang() { while read() != nil {} }

  /// Closes with a reset instead of a farewell.
  package func reset() {
    var now = linger(l_onoff: 1, l_linger: 0)
    setsockopt(socket, SOL_SOCKET, SO_LINGER, &now, socklen_t(MemoryLayout<linger>.size))
  }

  private func isWhole(_ bytes: [UInt8]) -> Bool {
    let text = String(decoding: bytes, as: UTF8.self)
    guard let end = text.firstRange(of: "\r\n\r\n") else { return false }
    let length = text.split(separator: "\r\n").first { $0.lowercased().hasPrefix("content-length:") }
    let announced = length.flatMap { Int($0.split(separator: " ").last ?? "") } ?? 0
    return text[end.upperBound...].utf8.count >= announced
  }
}

extension LoopbackConnection {
  /// One to a server of this machine; whoever makes it closes it.
  package init(to port: Int) throws {
    let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    let family = withUnsafeBytes(of: sa_family_t(AF_INET)) { Array($0) }
    let place: [UInt8] = [UInt8(port >> 8), UInt8(port & 0xff), 127, 0, 0, 1]
    let address = family + place + [UInt8](repeating: 0, count: 8)
    let isConnected = address.withUnsafeBytes { bytes in
      bytes.withMemoryRebound(to: sockaddr.self) { generic in
        connect(socket, generic.baseAddress, socklen_t(address.count)) == 0
      }
    }
    guard socket >= 0, isConnected else { throw LoopbackServer.NoSocket() }
    self.init(socket: socket)
  }

  package func close() { _ = Glibc.close(socket) }
}
