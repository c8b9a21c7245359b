import Foundation
import HTTPServer
import Logging
import ServiceLifecycle
import Storage
import Timekeeping
import UnixSignals
import Workflows

/// Runs the server until it is told to stop: the loops, the address, the socket, and the store under them.
struct ServerRunner {
  let desk: ServiceDesk
  let sending: PageSending
  let host: String
  let port: Int
  let hosts: [String]
  let socketPath: String
  let log: Logger

  /// A request that hangs, of others or of ours, does not keep the program from ending for longer than this.
  private static let gracePeriod = Duration.seconds(5)

  func run(onReady: @escaping @Sendable (Int) async -> Void) async throws {
    CounterRegistry.bootstrap()
    try await desk.recover()
    try removeOldSocket()
    let address = ServerApplication.onAddress(host: host, port: port, hosts: hosts, desk: desk, log: log) { port in
      await socketIsThere()
      await onReady(port)
    }
    let socket = ServerApplication.onSocket(path: socketPath, desk: desk, log: log)
    var configuration = ServiceGroupConfiguration(
      services: services(doors: [socket, address]), gracefulShutdownSignals: Self.endings, logger: log)
    configuration.maximumGracefulShutdownDuration = Self.gracePeriod
    defer { try? FileManager.default.removeItem(atPath: socketPath) }
    try await ServiceGroup(configuration: configuration).run()
  }

  /// A terminal that goes away ends the server in order, too, unless it was started to outlive one, as by `nohup`.
  private static var endings: [UnixSignal] {
    isIgnored(SIGHUP) ? [.sigterm, .sigint] : [.sigterm, .sigint, .sighup]
  }

  private static func isIgnored(_ signal: Int32) -> Bool {
    var action = sigaction()
    guard sigaction(signal, nil, &action) == 0 else { return false }
    return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }

  /// They begin together, and are told of the end one after the other, from the last to the first.
  private func services(doors: [any Service]) -> [any Service] {
    var services: [any Service] = [
      StoreService(desk: desk, sending: sending), StoreWatch(desk: desk), FileCheck(desk: desk),
    ]
    for loop in desk.loops { services.append(LoopService(loop: loop)) }
    services += doors
    services.append(LastCall(desk: desk))
    return services
  }

  /// Both doors open at once; what is announced is that commands work, too.
  private func socketIsThere() async {
    for _ in 0..<200 where !FileManager.default.fileExists(atPath: socketPath) {
      try? await Task.sleep(for: .milliseconds(10))
    }
  }

  /// A socket file that a killed server left behind; nobody else can be using it, because we hold the store.
  private func removeOldSocket() throws {
    guard socketPath.utf8.count <= 100 else {
      throw CommandFailure.no("\(socketPath) is too long for a UNIX socket. help: choose a shorter data folder")
    }
    try? FileManager.default.removeItem(atPath: socketPath)
  }
}

/// Is told first that the end has come: from then on nothing new leaves, and what is on its way may arrive while the
/// doors close.
private struct LastCall: Service {
  let desk: ServiceDesk

  func run() async throws {
    try? await gracefulShutdown()
    desk.stopSending()
  }
}

/// Runs a loop until shutdown begins; a sender until what it sent was answered, as what is cut off on the wire would be
/// sent a second time.
private struct LoopService: Service {
  let loop: EngineLoop

  func run() async throws {
    guard loop.delivers else { return await cancelWhenGracefulShutdown { await loop.run() } }
    await loop.run()
    // A service that ends before it is told to would end all others.
    try? await gracefulShutdown()
  }
}

/// Opens the store anew after a failed commit; where that cannot be done the whole program ends with an error.
private struct StoreWatch: Service {
  let desk: ServiceDesk

  func run() async throws {
    try await cancelWhenGracefulShutdown { try await desk.watchStore() }
  }
}

/// Looks once at the whole file where that takes too long for a start.
private struct FileCheck: Service {
  let desk: ServiceDesk

  func run() async throws {
    await cancelWhenGracefulShutdown { await desk.checkFile() }
    // A service that ends before it is told to would end all others.
    try? await gracefulShutdown()
  }
}

/// Ends last: the store is closed when nobody works on it any more.
private struct StoreService: Service {
  let desk: ServiceDesk
  let sending: PageSending

  func run() async throws {
    try? await gracefulShutdown()
    await sending.shutdown()
    try await desk.store.close()
  }
}
