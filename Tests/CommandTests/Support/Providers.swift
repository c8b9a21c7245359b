import Foundation
import Hummingbird
import NIOCore
import NIOFoundationEssentialsCompat
import Synchronization
import TestSupport

/// GitHub, Slack and Zendesk as their documentation has them, on loopback: what they do not document is answered as an
/// error, and nothing of it counts as written.
final class Providers: Sendable {
  struct Written: Sendable, Hashable {
    /// `github kestrel/reader#7`, `slack C1 1.000001`, `zendesk 35436`.
    var place: String
    var text: String
  }

  private let seen = Mutex<[Written]>([])
  private let wrong = Mutex<[String]>([])
  private let task = Mutex<Task<Void, any Error>?>(nil)
  private let bound = Mutex(0)

  var port: Int { bound.withLock { $0 } }
  var written: [Written] { seen.withLock { $0 } }
  /// Requests that no documentation allows.
  var mistakes: [String] { wrong.withLock { $0 } }

  static func start() async throws -> Providers {
    let providers = Providers()
    let ready = AsyncStream<Int>.makeStream()
    let router = Router()
    router.post("/gh/repos/:owner/:name/issues/:number/comments") { try await providers.comment($0, $1) }
    router.post("/slack/chat.postMessage") { request, _ in try await providers.post(request) }
    router.put("/zen/api/v2/tickets/:file") { try await providers.update($0, $1) }
    let app = Application(
      router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
      onServerRunning: { ready.continuation.yield($0.localAddress?.port ?? 0) })
    providers.task.withLock { $0 = answeringTask { try await app.run() } }
    var ports = ready.stream.makeAsyncIterator()
    let port = await ports.next() ?? 0
    providers.bound.withLock { $0 = port }
    return providers
  }

  func stop() { task.withLock { $0?.cancel() } }

  // MARK: What they take

  private func comment(_ request: Request, _ context: some RequestContext) async throws -> Response {
    let fields = try await body(of: request)
    guard request.headers[.authorization] == "Bearer gh-token", has(request, "accept", "application/vnd.github+json"),
      has(request, "x-github-api-version", "2022-11-28"), request.headers[.userAgent] != nil,
      Set(fields.keys) == ["body"], let text = fields["body"] as? String
    else { return refuse("github", fields, .badRequest) }
    let (owner, name) = (try context.parameters.require("owner"), try context.parameters.require("name"))
    let number = try context.parameters.require("number", as: Int.self)
    write("github \(owner)/\(name)#\(number)", text)
    return answer(.created, #"{"id":\#(4_000 + written.count),"body":"…"}"#)
  }

  private func post(_ request: Request) async throws -> Response {
    let fields = try await body(of: request)
    let known: Set = ["channel", "text", "thread_ts", "metadata", "unfurl_links"]
    guard request.headers[.authorization] == "Bearer slack-token",
      request.headers[.contentType] == "application/json; charset=utf-8", Set(fields.keys).isSubset(of: known),
      let channel = fields["channel"] as? String, let text = fields["text"] as? String,
      let metadata = fields["metadata"] as? [String: Any], Set(metadata.keys) == ["event_type", "event_payload"]
    else { return refuse("slack", fields, .ok, #"{"ok":false,"error":"invalid_arguments"}"#) }
    write("slack \(channel) \(fields["thread_ts"] as? String ?? "-")", text)
    return answer(.ok, #"{"ok":true,"channel":"\#(channel)","ts":"1795500000.00000\#(written.count)"}"#)
  }

  private func update(_ request: Request, _ context: some RequestContext) async throws -> Response {
    let fields = try await body(of: request)
    let pair = Data("desk@example.com/token:zen-token".utf8).base64EncodedString()
    let file = try context.parameters.require("file")
    guard request.headers[.authorization] == "Basic \(pair)", file.hasSuffix(".json"), Set(fields.keys) == ["ticket"],
      let ticket = fields["ticket"] as? [String: Any], let comment = ticket["comment"] as? [String: Any],
      Set(comment.keys) == ["body", "public"], comment["public"] as? Bool == true, let text = comment["body"] as? String
    else { return refuse("zendesk", fields, .unprocessableContent) }
    write("zendesk \(file.dropLast(5))", text)
    return answer(.ok, #"{"ticket":{"id":1},"audit":{"id":1,"events":[{"id":77,"type":"Comment"}]}}"#)
  }

  private func body(of request: Request) async throws -> [String: Any] {
    var request = request
    let bytes = try await request.collectBody(upTo: 1 << 20)
    return (try? JSONSerialization.jsonObject(with: Data(buffer: bytes))) as? [String: Any] ?? [:]
  }

  private func has(_ request: Request, _ name: String, _ value: String) -> Bool {
    request.headers.contains { $0.name.canonicalName == name && $0.value == value }
  }

  private func write(_ place: String, _ text: String) {
    seen.withLock { $0.append(Written(place: place, text: text)) }
  }

  private func refuse(
    _ who: String, _ fields: [String: Any], _ status: HTTPResponse.Status, _ body: String = "{}"
  ) -> Response {
    wrong.withLock { $0.append("\(who): \(fields.keys.sorted())") }
    return answer(status, body)
  }

  private func answer(_ status: HTTPResponse.Status, _ body: String) -> Response {
    Response(
      status: status, headers: [.contentType: "application/json"], body: .init(byteBuffer: ByteBuffer(string: body)))
  }
}
