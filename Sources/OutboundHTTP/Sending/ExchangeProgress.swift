import NIOCore
import Synchronization

/// How far one exchange has come, so that running out of time can still tell what is known.
final class ExchangeProgress: Sendable {
  private struct State {
    var isConnected = false
    var response: OutboundResponse?
  }

  struct WrongPeer: Error {}

  private let state = Mutex(State())

  /// Whether a byte of the request can have been sent.
  var isConnected: Bool { state.withLock { $0.isConnected } }

  /// What has been read so far, marked as cut until `finish()`; nil before the status line came.
  var response: OutboundResponse? { state.withLock { $0.response } }

  /// Called when a connection stands, before anything is written: makes sure that it leads to the checked address.
  func connected(_ channel: any Channel, expecting address: IPAddress) -> EventLoopFuture<Void> {
    let peer = channel.remoteAddress?.ipAddress.flatMap { IPAddress(text: $0) }
    guard peer == address else {
      channel.close(promise: nil)
      return channel.eventLoop.makeFailedFuture(WrongPeer())
    }
    state.withLock { $0.isConnected = true }
    return channel.eventLoop.makeSucceededVoidFuture()
  }

  func began(status: Int, headers: [OutboundHeader]) {
    state.withLock { $0.response = OutboundResponse(status: status, headers: headers, body: [], isCut: true) }
  }

  /// Adds a piece of the body; false when `limit` is passed and reading should stop.
  func add(_ piece: ByteBuffer, limit: Int) -> Bool {
    state.withLock { state in
      let room = limit - (state.response?.body.count ?? 0)
      state.response?.body += piece.readableBytesView.prefix(room)
      return piece.readableBytes <= room
    }
  }

  func finish() {
    state.withLock { $0.response?.isCut = false }
  }
}
