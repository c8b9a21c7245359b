import NIOCore
import NIOEmbedded
import NIOHTTP1
import NIOHTTPCompression
import Synchronization

/// Bodies compressed with gzip, kept by their entity tag: a feed is compressed once for all who poll it.
final class CompressedBodies: Sendable {
  private static let limit = 256
  private let kept = Mutex<[String: [UInt8]]>([:])

  /// Nil when compression fails; then the plain body is served.
  func gzip(_ bytes: [UInt8], tag: String) -> [UInt8]? {
    if let found = kept.withLock({ $0[tag] }) { return found }
    guard let made = try? Gzip.compress(bytes) else { return nil }
    kept.withLock { all in
      if all.count >= Self.limit { all.removeAll(keepingCapacity: true) }
      all[tag] = made
    }
    return made
  }
}

/// Runs one body through the library's compressor, as if it were a response of its own.
private enum Gzip {
  static func compress(_ bytes: [UInt8]) throws -> [UInt8] {
    let channel = EmbeddedChannel(handler: HTTPResponseCompressor())
    let asked = HTTPRequestHead(
      version: .http1_1, method: .GET, uri: "/", headers: ["accept-encoding": "gzip"])
    try channel.writeInbound(HTTPServerRequestPart.head(asked))
    try channel.writeInbound(HTTPServerRequestPart.end(nil))
    let head = HTTPResponseHead(version: .http1_1, status: .ok)
    try channel.writeOutbound(HTTPServerResponsePart.head(head))
    try channel.writeOutbound(HTTPServerResponsePart.body(.byteBuffer(ByteBuffer(bytes: bytes))))
    try channel.writeOutbound(HTTPServerResponsePart.end(nil))
    var out: [UInt8] = []
    while let part = try channel.readOutbound(as: HTTPServerResponsePart.self) {
      if case .body(.byteBuffer(let buffer)) = part { out += Array(buffer: buffer) }
    }
    _ = try channel.finish(acceptAlreadyClosed: true)
    return out
  }
}
