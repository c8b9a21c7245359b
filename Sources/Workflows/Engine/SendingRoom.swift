import Storage
import Synchronization

/// How much is on its way over each channel. Every channel has room of its own, so that one that hangs, fails or floods
/// holds up nobody else's pages (invariant I17), and what is claimed is never more than can leave at once (I16).
final class SendingRoom: Sendable {
  /// Few at once: what is claimed and waits for a connection could be acknowledged meanwhile (rule K6).
  static let usual = 32

  private struct Way: Hashable {
    var kind: OutboxKind
    var channel: String
  }

  /// Requests at once over one channel.
  let each: Int
  private let taken = Mutex<[Way: Int]>([:])
  private let closed = Atomic<Bool>(false)

  init(each: Int) { self.each = max(each, 1) }

  /// True once nothing may begin any more.
  var isClosed: Bool { closed.load(ordering: .acquiring) }

  func close() { closed.store(true, ordering: .releasing) }

  /// How many more requests may begin.
  func room(_ kind: OutboxKind, _ channel: String) -> Int {
    taken.withLock { each - ($0[Way(kind: kind, channel: channel)] ?? 0) }
  }

  /// The channels over which nothing more may begin.
  func full(_ kind: OutboxKind) -> Set<String> {
    taken.withLock { taken in
      Set(taken.filter { $0.key.kind == kind && $0.value >= each }.map(\.key.channel))
    }
  }

  func take(_ parcels: [Parcel]) {
    taken.withLock { taken in
      for parcel in parcels { taken[Way(kind: parcel.kind, channel: parcel.channel), default: 0] += 1 }
    }
  }

  func free(_ parcel: Parcel) {
    let way = Way(kind: parcel.kind, channel: parcel.channel)
    taken.withLock { taken in
      let left = (taken[way] ?? 0) - 1
      taken[way] = left > 0 ? left : nil
    }
  }
}
