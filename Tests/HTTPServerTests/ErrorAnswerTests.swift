import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Testing

@testable import HTTPServer

@Suite("Errors as whoever asked can read them")
struct ErrorAnswerTests {
  private static let browser = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8"

  private func request(_ method: HTTPRequest.Method, _ path: String, accept: String) -> Request {
    let head = HTTPRequest(
      method: method, scheme: "http", authority: "127.0.0.1", path: path, headerFields: [.accept: accept])
    return Request(head: head, body: RequestBody(buffer: ByteBuffer()))
  }

  private func answer(_ method: HTTPRequest.Method, _ path: String, accept: String) -> Response {
    let body = ErrorBody(error: "it is closed", help: "open it again")
    return .problem(.conflict, body, to: request(method, path, accept: accept))
  }

  @Test("Whoever acknowledges while nothing can be stored reads that they have not, and how to try again")
  func notAcknowledged() {
    let path = "/ack/T-1-1-r0-s0-ana_pager.x"
    let view = ErrorView.notAcknowledged(again: path)
    let page = ViewsMarkup(view)
    #expect(page.findings == [] && page.values(of: "href").contains(path))
    #expect(page.text.contains("Not acknowledged") && page.text.contains("the paging goes on"))
    let body = ErrorBody(error: "the store cannot take this now", help: "send it again in a few seconds")
    for (method, isPressed) in [(HTTPRequest.Method.post, true), (.get, false)] {
      let answer = Response.problem(.serviceUnavailable, body, to: request(method, path, accept: Self.browser))
      #expect(answer.status == .serviceUnavailable && (answer.body.contentLength == view.utf8.count) == isPressed)
    }
  }

  @Test(
    "What a form of ours posted is answered with a view, as what a browser asked for",
    arguments: [("GET", "/tickets/T-1"), ("POST", "/ack/T-1-1-r0-s0-ana_pager.x"), ("POST", "/survey/T-1.x")])
  func view(method: String, path: String) throws {
    let asked = try #require(HTTPRequest.Method(method))
    #expect(answer(asked, path, accept: Self.browser).headers[.contentType] == "text/html; charset=utf-8")
    #expect(answer(asked, path, accept: "*/*").headers[.contentType] == "application/json; charset=utf-8")
  }

  @Test(
    "A method that an address does not take is refused with a view where a browser asked for one",
    arguments: [("POST", "/"), ("PUT", "/tickets/T-1"), ("DELETE", "/survey/T-1.x"), ("GET", "/intake/json")])
  func notAllowed(method: String, path: String) throws {
    let asked = try #require(HTTPRequest.Method(method))
    for (accept, type) in [(Self.browser, "text/html"), ("*/*", "application/json")] {
      let answer = RouterBuilder.refusal(of: request(asked, path, accept: accept), allow: "GET, HEAD, OPTIONS")
      #expect(answer.status == .methodNotAllowed && answer.headers[.allow] == "GET, HEAD, OPTIONS")
      #expect(answer.headers[.contentType] == "\(type); charset=utf-8")
    }
  }

  @Test(
    "A command that is to be typed stands as code, what it does beside it as words",
    arguments: [
      ("watchbill ticket list --all shows them", "<p><code>watchbill ticket list --all</code> shows them.</p>"),
      ("make one: watchbill rota draft TEAM PERIOD", "<p>Make one: <code>watchbill rota draft TEAM PERIOD</code></p>"),
      ("send it; `watchbill serve` prints it", "<p>Send it; <code>watchbill serve</code> prints it.</p>"),
      (
        "watchbill queue list shows them, watchbill ticket move gives them away",
        "<p><code>watchbill queue list</code> shows them, <code>watchbill ticket move</code> gives them away.</p>"
      ),
      ("set it in watchbill.yaml", "<p>Set it in watchbill.yaml.</p>"),
    ])
  func commands(help: String, expected: String) {
    let view = ErrorView.html(ErrorBody(error: "there is no ticket 'T-99'", help: help), isMissing: true)
    #expect(ViewsMarkup(view).findings == [] && view.contains(expected), "\(view)")
    #expect(view.contains("There is no ticket &#39;T-99&#39;."))
  }

  @Test("A feed that is to be asked for later says so to a browser in a view, and to calendars as ever")
  func later() {
    let body = ErrorBody(error: "this feed was fetched too often", help: "ask again in 5 min")
    for (accept, type) in [(Self.browser, "text/html"), ("text/calendar, */*", "application/json")] {
      let asked = request(.get, "/feeds/x.ics", accept: accept)
      let answer = Response.later(.tooManyRequests, seconds: 300, body, to: asked)
      #expect(answer.status == .tooManyRequests && answer.headers[.retryAfter] == "300")
      #expect(answer.headers[.contentType] == "\(type); charset=utf-8")
    }
  }

  @Test("Under another host name the setting to change is named, and the public url where it is set; / is no way on")
  func foreignHost() {
    let change = "set public url in watchbill.yaml to the address that people type, and start the server again"
    let known = ErrorBody.foreignHost(publicURL: "https://watch.example.com")
    #expect(known.help == "begin at https://watch.example.com/ or \(change)")
    #expect(ErrorBody.foreignHost(publicURL: nil).help == change)
    let page = ViewsMarkup(ErrorView.html(known, isMissing: false, isForOutsiders: true))
    #expect(page.findings == [] && !page.values(of: "href").contains("/"))
    #expect(page.text.contains("Begin at https://watch.example.com/ or set public url in watchbill.yaml"))
  }

  @Test(
    "A body in an encoding that is not read is refused unread, by the encoding's name",
    arguments: [
      (.contentEncoding, "gzip", "content-encoding 'gzip'"),
      (.contentEncoding, "identity, BR", "content-encoding 'br'"),
      (.transferEncoding, "gzip, chunked", "transfer-encoding 'gzip'"), (.transferEncoding, "Chunked", nil),
      (.contentEncoding, "Identity", nil), (.contentEncoding, "", nil),
    ] as [(HTTPField.Name, String, String?)])
  func packed(name: HTTPField.Name, value: String, what: String?) {
    let packed = PackedBody([name: value])
    #expect(packed?.answer.error == what.map { "\($0) is not read" })
    guard let packed else { return }
    let asked = request(.post, "/api/v1/ring", accept: "*/*")
    let route = Route(.post, "/api/v1/ring", .apiToken) { _, _, _ in .notFound }
    let log = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    let answer = ErrorResponses.response(to: packed, log: log, route: route, request: asked)
    #expect(answer.status == .unsupportedMediaType)
  }

  @Test("What programs post to is answered in JSON, whatever they accept", arguments: ["/api/v1/ring", "/intake/json"])
  func json(path: String) {
    #expect(answer(.post, path, accept: Self.browser).headers[.contentType] == "application/json; charset=utf-8")
  }
}
