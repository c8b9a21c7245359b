import Foundation
import Hummingbird
import NIOCore
import NIOFoundationEssentialsCompat
import Synchronization
import TestSupport

/// PagerDuty, ntfy and Slack as their documentation has them, on loopback: a field that they do not document, or one that
/// is too long or missing, is answered as they answer it, and counts as nothing.
final class PagingProviders: Sendable {
  struct Event: Sendable {
    /// `pagerduty trigger`, `ntfy`, `slack`.
    var what: String
    var key: String
    /// The whole body.
    var body: Data

    var text: String { String(decoding: body, as: UTF8.self) }
  }

  private let seen = Mutex<[Event]>([])
  private let wrong = Mutex<[String]>([])
  private let task = Mutex<Task<Void, any Error>?>(nil)
  private let bound = Mutex(0)

  var port: Int { bound.withLock { $0 } }
  var events: [Event] { seen.withLock { $0 } }
  var mistakes: [String] { wrong.withLock { $0 } }

  static func start() async throws -> PagingProviders {
    let providers = PagingProviders()
    let ready = AsyncStream<Int>.makeStream()
    let router = Router()
    router.post("/v2/enqueue") { request, _ in try await providers.enqueue(request) }
    router.post("/ntfy") { request, _ in try await providers.publish(request) }
    router.post("/api/chat.postMessage") { request, _ in try await providers.post(request) }
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

  private func enqueue(_ request: Request) async throws -> Response {
    let (body, fields) = try await read(request)
    let known: Set = ["routing_key", "event_action", "dedup_key", "payload", "client", "client_url", "links", "images"]
    let payloads: Set = ["summary", "source", "severity", "timestamp", "component", "group", "class", "custom_details"]
    guard Set(fields.keys).isSubset(of: known), let key = fields["dedup_key"] as? String, key.utf8.count <= 255,
      (fields["routing_key"] as? String)?.count == 32, let action = fields["event_action"] as? String
    else { return refuse("pagerduty", body, .badRequest) }
    if action == "trigger" {
      guard let payload = fields["payload"] as? [String: Any], Set(payload.keys).isSubset(of: payloads),
        let summary = payload["summary"] as? String, (1...1024).contains(summary.count), payload["source"] is String,
        ["critical", "error", "warning", "info"].contains(payload["severity"] as? String ?? "")
      else { return refuse("pagerduty", body, .badRequest) }
    } else if !["acknowledge", "resolve"].contains(action) || fields["payload"] != nil {
      return refuse("pagerduty", body, .badRequest)
    }
    note("pagerduty \(action)", key, body)
    return answer(.accepted, #"{"status":"success","message":"Event processed","dedup_key":"\#(key)"}"#)
  }

  private func publish(_ request: Request) async throws -> Response {
    let (body, fields) = try await read(request)
    let known: Set = [
      "topic", "message", "title", "tags", "priority", "actions", "click", "attach", "markdown", "icon", "filename",
      "delay", "email", "call",
    ]
    guard request.headers[.authorization] == "Bearer tk_test", Set(fields.keys).isSubset(of: known),
      let topic = fields["topic"] as? String, topic.wholeMatch(of: #/[-_A-Za-z0-9]{1,64}/#) != nil,
      let message = fields["message"] as? String, message.utf8.count <= 4096,
      (1...5).contains(fields["priority"] as? Int ?? 0), let actions = fields["actions"] as? [[String: Any]],
      actions.count <= 3,
      actions.allSatisfy({ action in
        ["view", "http"].contains(action["action"] as? String ?? "") && action["label"] is String
          && action["url"] is String
      })
    else { return refuse("ntfy", body, .badRequest) }
    note("ntfy", topic, body)
    return answer(.ok, #"{"id":"xE73Iyuabi","time":1795500000,"event":"message","topic":"\#(topic)"}"#)
  }

  private func post(_ request: Request) async throws -> Response {
    let (body, fields) = try await read(request)
    guard request.headers[.authorization] == "Bearer xoxb-test",
      request.headers[.contentType] == "application/json; charset=utf-8",
      Set(fields.keys).isSubset(of: ["channel", "text", "blocks"]), let channel = fields["channel"] as? String,
      (fields["text"] as? String)?.isEmpty == false, let blocks = fields["blocks"] as? [[String: Any]],
      blocks.count <= 50, blocks.allSatisfy(isBlock)
    else { return refuse("slack", body, .ok, #"{"ok":false,"error":"invalid_blocks"}"#) }
    note("slack", channel, body)
    return answer(.ok, #"{"ok":true,"channel":"\#(channel)","ts":"1795500000.000001"}"#)
  }

  private func isBlock(_ block: [String: Any]) -> Bool {
    switch block["type"] as? String {
    case "section":
      let text = block["text"] as? [String: Any]
      return text?["type"] as? String == "mrkdwn" && (1...3000).contains((text?["text"] as? String)?.count ?? 0)
    case "actions":
      let elements = block["elements"] as? [[String: Any]] ?? []
      return (1...25).contains(elements.count)
        && elements.allSatisfy { element in
          let text = element["text"] as? [String: Any]
          return element["type"] as? String == "button" && text?["type"] as? String == "plain_text"
            && (1...75).contains((text?["text"] as? String)?.count ?? 0)
            && ((element["value"] as? String)?.count ?? 0) <= 2000
        }
    case "context":
      let elements = block["elements"] as? [[String: Any]] ?? []
      return (1...10).contains(elements.count) && elements.allSatisfy { $0["text"] is String }
    default: return false
    }
  }

  private func read(_ request: Request) async throws -> (Data, [String: Any]) {
    var request = request
    let body = Data(buffer: try await request.collectBody(upTo: 1 << 20))
    return (body, (try? JSONSerialization.jsonObject(with: body)) as? [String: Any] ?? [:])
  }

  private func note(_ what: String, _ key: String, _ body: Data) {
    seen.withLock { $0.append(Event(what: what, key: key, body: body)) }
  }

  private func refuse(
    _ who: String, _ body: Data, _ status: HTTPResponse.Status, _ said: String = "{}"
  ) -> Response {
    wrong.withLock { $0.append("\(who): \(String(decoding: body, as: UTF8.self))") }
    return answer(status, said)
  }

  private func answer(_ status: HTTPResponse.Status, _ body: String) -> Response {
    Response(
      status: status, headers: [.contentType: "application/json"], body: .init(byteBuffer: ByteBuffer(string: body)))
  }
}
