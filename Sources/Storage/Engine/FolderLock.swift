import Foundation

/// The lock on a data folder: one process opens a store, a second one is told who has it.
///
/// It is `flock` on a side file, so the system frees it when the process ends, however it ends.
final class FolderLock: Sendable {
  private let descriptor: Int32

  /// Takes the lock or throws `StoreError.locked`; the file keeps the holder's process id for the message.
  init(folder: String) throws(StoreError) {
    let path = folder + "/watchbill.lock"
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw .unusable(path: path, why: FileSystem.reason()) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let holder = Self.holder(descriptor)
      close(descriptor)
      throw .locked(folder: folder, pid: holder)
    }
    self.descriptor = descriptor
    let line = Array("\(getpid())\n".utf8)
    ftruncate(descriptor, 0)
    pwrite(descriptor, line, line.count, 0)
  }

  /// Unlocked in words: a child that is just being born holds a copy of the descriptor, and would keep the lock with it.
  deinit {
    flock(descriptor, LOCK_UN)
    close(descriptor)
  }

  private static func holder(_ descriptor: Int32) -> Int? {
    var buffer = [UInt8](repeating: 0, count: 20)
    let count = pread(descriptor, &buffer, buffer.count, 0)
    let text = String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
    return Int(text.prefix { $0.isNumber })
  }
}
