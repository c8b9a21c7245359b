import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Workflows

/// The body of every error: what is wrong and what to do.
struct ErrorBody: Codable, Sendable, Hashable {
  var error: String
  var help: String

  static let notFound = ErrorBody(error: "there is nothing here", help: "begin at /")

  /// Says to whoever set this up what to change, and to strangers no more than the address that is meant for people.
  static func foreignHost(publicURL: String?) -> ErrorBody {
    let change = "set public url in watchbill.yaml to the address that people type, and start the server again"
    let help = publicURL.map { "begin at \($0)/ or \(change)" } ?? change
    return ErrorBody(error: "this server does not answer to that host name", help: help)
  }
}

extension Response {
  static func json(_ status: HTTPResponse.Status, _ value: some Encodable) -> Response {
    let data = (try? WireJSON.encode(value)) ?? Data("{}".utf8)
    return bytes(status, [UInt8](data), type: "application/json; charset=utf-8")
  }

  static func html(_ text: String, status: HTTPResponse.Status = .ok) -> Response {
    bytes(status, Array(text.utf8), type: "text/html; charset=utf-8")
  }

  static func bytes(_ status: HTTPResponse.Status, _ bytes: [UInt8], type: String) -> Response {
    var headers = HTTPFields()
    headers[.contentType] = type
    headers[.cacheControl] = "no-store"
    return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
  }

  static let notFound = json(.notFound, ErrorBody.notFound)

  /// An error as whoever asked can read it: a view for a browser, JSON for programs.
  static func problem(_ status: HTTPResponse.Status, _ body: ErrorBody, to request: Request) -> Response {
    guard request.isFromBrowser else { return json(status, body) }
    if status == .serviceUnavailable, request.method == .post, request.uri.path.hasPrefix("/ack/") {
      return html(ErrorView.notAcknowledged(again: request.uri.path), status: status)
    }
    // Under a name that is not ours `/` leads nowhere, either.
    let isForOutsiders = request.isOfCustomer || status == .misdirectedRequest
    let view = ErrorView.html(body, isMissing: status == .notFound, isForOutsiders: isForOutsiders)
    return html(view, status: status)
  }
}

extension HTTPResponse.Status {
  static let misdirectedRequest = HTTPResponse.Status(code: 421, reasonPhrase: "Misdirected Request")
}

extension Request {
  /// Browsers name `text/html`; curl, calendar apps and programs do not.
  var isFromBrowser: Bool {
    let mayBe = method == .get || method == .head || isOfView
    return mayBe && (headers[.accept] ?? "").lowercased().contains("text/html")
  }

  /// A survey's link is all that customers have of us.
  var isOfCustomer: Bool { uri.path.hasPrefix("/survey/") }

  /// The address of a view, whatever it is asked by: whoever pressed its button reads the answer. Programs post elsewhere.
  private var isOfView: Bool {
    uri.path == "/" || ["/tickets/", "/ack/"].contains { uri.path.hasPrefix($0) } || isOfCustomer
  }

  /// The body, or nil when it is longer than `limit`.
  ///
  /// - Throws: ``PackedBody`` for one in an encoding that is not read.
  mutating func bytes(upTo limit: Int) async throws -> [UInt8]? {
    if let packed = PackedBody(headers) { throw packed }
    if let length = headers[.contentLength].flatMap({ Int($0) }), length > limit { return nil }
    do {
      return Array(buffer: try await body.collect(upTo: limit))
    } catch is NIOTooManyBytesError {
      return nil
    }
  }
}
