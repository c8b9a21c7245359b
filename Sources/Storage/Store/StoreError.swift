/// Why the store could not do what was asked: what is wrong, where, and what to do.
package enum StoreError: Error, Equatable, Sendable, CustomStringConvertible {
  /// Another process has the data folder; `pid` is nil when it did not say who it is.
  case locked(folder: String, pid: Int?)
  /// The file was written by a later version of this program.
  case newerSchema(path: String, found: Int, known: Int)
  /// The file belongs to something else.
  case foreign(path: String, why: String)
  /// The file is ours and damaged.
  case corrupt(path: String, what: String)
  /// The folder or file cannot be used: missing rights, not a folder, no space to create it.
  case unusable(path: String, why: String)
  /// A copy would take the room that the store needs; it was not begun. In bytes.
  case noRoom(path: String, free: Int, needed: Int)
  /// No room on the disk; nothing of this command was stored, and the store can go on.
  case full
  /// A commit failed, so what is on the disk is not certain; nothing is written until `Store.reopen`.
  case suspect(String)
  case closed
  /// Somebody else changed the row since it was read.
  case stale(what: String, expected: Int, found: Int)
  case missing(String)
  case duplicate(String)
  /// A stored value is not what this program writes.
  case unreadable(String)
  /// A rule of the store forbids it, or the engine failed in another way.
  case failed(String)

  package var description: String { "\(what). help: \(help)" }

  package var what: String {
    switch self {
    case .locked(let folder, let pid):
      "the data folder \(folder) is in use by another watchbill" + (pid.map { " (process \($0))" } ?? "")
    case .newerSchema(let path, let found, let known):
      "\(path) has schema \(found), and this program knows schemas up to \(known)"
    case .foreign(let path, let why): "\(path) is not a watchbill store: \(why)"
    case .corrupt(let path, let what): "\(path) is damaged: \(what)"
    case .unusable(let path, let why): "\(path) cannot be used: \(why)"
    case .noRoom(let path, let free, let needed):
      "\(path) was not written: it needs \(Self.mebibytes(needed)) MiB with what stays free for the store, and "
        + "\(Self.mebibytes(free)) MiB are free"
    case .full: "the disk is full; this was not stored"
    case .suspect(let why): "a commit failed (\(why)), so nothing is written until the store was checked"
    case .closed: "the store is closed"
    case .stale(let what, let expected, let found):
      "\(what) was changed by somebody else (expected version \(expected), found \(found))"
    case .missing(let what): "there is no \(what)"
    case .duplicate(let what): "\(what) exists already"
    case .unreadable(let what): "a stored value cannot be read: \(what)"
    case .failed(let what): "the store failed: \(what)"
    }
  }

  package var help: String {
    switch self {
    case .locked: "stop that process, or give another data folder; two may not write to one store"
    case .newerSchema: "start the newer program, or restore a backup from before the upgrade out of backups/"
    case .foreign: "name another data folder, or move this file away"
    case .corrupt: "stop, keep the file for study, and put the newest file of backups/ in its place"
    case .unusable: "check the path and its permissions"
    case .noRoom: "make room on that disk, or name a place on another one"
    case .full: "make room on the disk and try again"
    case .suspect: "check the disk; a server opens its store anew within seconds, and ends where it cannot"
    case .closed: "restart the server"
    case .stale: "read it again and decide anew"
    case .missing: "check the id"
    case .duplicate: "use the one that exists"
    case .unreadable: "restore a backup, or report this with the text above"
    case .failed: "try again; report it if it stays"
    }
  }

  private static func mebibytes(_ bytes: Int) -> Int { bytes >> 20 }
}
