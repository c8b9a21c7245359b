import Foundation
import Hummingbird
import NIOCore
import NIOFoundationEssentialsCompat
import Synchronization
import TestSupport

/// A real HTTP receiver of pages on loopback: remembers what came and answers as it is told.
final class Receiver: Sendable {
  struct Arrival: Sendable {
    var id: String
    var ticket: String
    var recipient: String
    var step: Int
    var at: ContinuousClock.Instant
    var body: Data
    var headers: [String: String]
  }

  private let seen = Mutex<[Arrival]>([])
  private let task: Task<Void, any Error>
  let port: Int

  var arrivals: [Arrival] { seen.withLock { $0 } }

  private init(port: Int, task: Task<Void, any Error>) {
    self.port = port
    self.task = task
  }

  /// `react` is called with each arrival before it is answered; it returns the status.
  static func start(react: @escaping @Sendable (Arrival) async -> Int = { _ in 200 }) async throws -> Receiver {
    let ready = AsyncStream<Int>.makeStream()
    let box = ArrivalBox()
    let router = Router()
    router.post("/**") { request, _ -> HTTPResponse.Status in
      var request = request
      let body = try await request.collectBody(upTo: 1 << 20)
      let arrival = Self.arrival(request, Data(buffer: body))
      box.add(arrival)
      return HTTPResponse.Status(code: await react(arrival))
    }
    let app = Application(
      router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
      onServerRunning: { ready.continuation.yield($0.localAddress?.port ?? 0) })
    let task = answeringTask { try await app.run() }
    var ports = ready.stream.makeAsyncIterator()
    let receiver = Receiver(port: await ports.next() ?? 0, task: task)
    box.attach(receiver)
    return receiver
  }

  fileprivate func add(_ arrival: Arrival) { seen.withLock { $0.append(arrival) } }

  func stop() { task.cancel() }

  private static func arrival(_ request: Request, _ body: Data) -> Arrival {
    let fields = request.headers.map { ($0.name.canonicalName, $0.value) }
    let headers = Dictionary(fields) { first, _ in first }
    let id = headers["webhook-id"] ?? ""
    let parts = id.split(separator: "-").map(String.init)
    let step = parts.count > 4 ? Int(parts[4].dropFirst()) ?? -1 : -1
    return Arrival(
      id: id, ticket: parts.count > 1 && parts[0] == "T" ? "T-\(parts[1])" : "",
      recipient: parts.count > 5 ? String(parts[5].prefix { $0 != "_" }) : "", step: step,
      at: .now, body: body, headers: headers)
  }
}

/// Holds arrivals until the receiver exists.
private final class ArrivalBox: Sendable {
  private let state = Mutex<(receiver: Receiver?, early: [Receiver.Arrival])>((nil, []))

  func add(_ arrival: Receiver.Arrival) {
    let receiver = state.withLock { state -> Receiver? in
      if state.receiver == nil { state.early.append(arrival) }
      return state.receiver
    }
    receiver?.add(arrival)
  }

  func attach(_ receiver: Receiver) {
    let early = state.withLock { state -> [Receiver.Arrival] in
      state.receiver = receiver
      return state.early
    }
    for arrival in early { receiver.add(arrival) }
  }
}
