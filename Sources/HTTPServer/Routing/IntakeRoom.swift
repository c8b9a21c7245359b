import Synchronization

/// How much of deliveries is in memory at once. Of some senders only a signature over the whole body tells who they are:
/// strangers may fill a room of their own, and no more.
final class IntakeRoom: Sendable {
  /// 256 MiB: ten mails of the longest sort, or fifty deliveries of GitHub's.
  static let usual = 256 << 20
  /// 64 MiB: a dozen of the longest deliveries that are signed.
  static let forStrangers = 64 << 20
  /// How long one delivery may take to arrive, in seconds.
  static let usualPatience = 60.0

  let patience: Double
  private let most: Int
  private let taken = Mutex(0)

  init(most: Int = IntakeRoom.usual, patience: Double = IntakeRoom.usualPatience) {
    self.most = most
    self.patience = patience
  }

  /// False, and nothing is taken, where there is no room for as many bytes more.
  func take(_ bytes: Int) -> Bool {
    taken.withLock { taken in
      guard taken + bytes <= most else { return false }
      taken += bytes
      return true
    }
  }

  func giveBack(_ bytes: Int) { taken.withLock { $0 -= bytes } }
}
