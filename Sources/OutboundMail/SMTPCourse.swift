import CCurl
import Glibc
import ProviderExchange

/// How far a conversation came: what the server said last, and whether all of the mail has left.
///
/// Only the numbers of a reply are kept. Stays on the thread of its conversation.
final class SMTPCourse {
  private let deadline: ContinuousClock.Instant
  private let isOver: () -> Bool
  private let bytes: [UInt8]
  private var given = 0
  private var code = 0
  private var enhanced: String?
  private var sockets: [Int32] = []
  /// Why we ended it ourselves.
  private var ended: NetworkFailure?

  init(_ bytes: [UInt8], deadline: ContinuousClock.Instant, isOver: @escaping () -> Bool) {
    self.bytes = bytes
    self.deadline = deadline
    self.isOver = isOver
  }

  /// Once libcurl has the last byte it ends the mail: from then on the server may have taken it.
  private var isGiven: Bool { given == bytes.count }

  func opened(_ socket: Int32) { sockets.append(socket) }

  func close(_ socket: Int32) -> Int32 {
    sockets.removeAll { $0 == socket }
    return Glibc.close(socket)
  }

  /// Asked about once a second. Ends the sockets with the conversation, so that nobody waits for a server that says
  /// nothing to say goodbye.
  func goesOn() -> Bool {
    ended = ended ?? (isOver() ? .cancelled : ContinuousClock.now >= deadline ? .timedOut : nil)
    guard ended != nil else { return true }
    for socket in sockets { shutdown(socket, Int32(SHUT_RDWR)) }
    return false
  }

  /// Fills `room` with what comes next; 0 at the end.
  func give(_ room: UnsafeMutableRawBufferPointer) -> Int {
    let next = bytes[given..<min(bytes.count, given + room.count)]
    room.copyBytes(from: next)
    given += next.count
    return next.count
  }

  /// One line of a reply: `250-…`, `550 5.1.1 …`.
  func hear(_ line: UnsafeRawBufferPointer) {
    let text = String(decoding: line.prefix(64), as: UTF8.self)
    guard let code = Int(text.prefix(3)), (200...599).contains(code) else { return }
    // The goodbye says nothing of the mail.
    guard code != 221 else { return }
    self.code = code
    enhanced = text.dropFirst(4).split(separator: " ").first.map(String.init)
  }

  func response(_ result: CURLcode) -> ProviderResponse {
    if result == CURLE_OK { return .smtp(code: 250, enhanced: nil) }
    if let ended { return .failed(ended, beforeSending: !isGiven) }
    if code >= 400, result != CURLE_OPERATION_TIMEDOUT { return .smtp(code: code, enhanced: enhanced) }
    return .failed(Self.failure(result), beforeSending: !isGiven)
  }

  private static func failure(_ result: CURLcode) -> NetworkFailure {
    switch result {
    case CURLE_COULDNT_CONNECT: .refused
    case CURLE_COULDNT_RESOLVE_HOST: .dns
    case CURLE_OPERATION_TIMEDOUT: .timedOut
    case CURLE_ABORTED_BY_CALLBACK: .cancelled
    case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_USE_SSL_FAILED, CURLE_SSL_CACERT_BADFILE,
      CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER, CURLE_SSL_ISSUER_ERROR:
      .tls
    case CURLE_GOT_NOTHING, CURLE_SEND_ERROR, CURLE_RECV_ERROR: .reset
    case CURLE_WEIRD_SERVER_REPLY: .malformed
    case CURLE_LOGIN_DENIED: .blocked("the mail server offers no way to sign in that is safe to use")
    default: .other
    }
  }
}
