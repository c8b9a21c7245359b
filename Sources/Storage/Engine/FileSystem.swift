import Foundation

/// The few things the store asks of the file system, with errors of ours.
enum FileSystem {
  /// The system's reason for the last failure.
  static func reason() -> String { String(cString: strerror(errno)) }

  /// Makes `folder` and its parents, open to nobody else.
  static func makeFolder(_ folder: String) throws(StoreError) {
    guard mkdir(folder, 0o700) != 0, errno != EEXIST || !isFolder(folder) else { return }
    let parent = self.folder(of: folder)
    guard errno == ENOENT, parent != folder, parent != "." || !isFolder(parent) else {
      throw .unusable(path: folder, why: reason())
    }
    try makeFolder(parent)
    guard mkdir(folder, 0o700) == 0 || isFolder(folder) else { throw .unusable(path: folder, why: reason()) }
  }

  private static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// What stands in a folder, by name; empty where it cannot be read.
  static func names(in folder: String) -> [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
  }

  /// What stands at `path`, links not followed; what may not be looked at is something.
  static func kind(_ path: String) -> Kind {
    var status = stat()
    guard lstat(path, &status) == 0 else { return errno == EACCES ? .other : .absent }
    return status.st_mode & S_IFMT == S_IFREG ? .file(size: Int(status.st_size)) : .other
  }

  enum Kind: Equatable {
    case absent
    case file(size: Int)
    /// A folder, a link, a pipe or a device.
    case other
  }

  /// How many bytes may be written where `path` stands or would stand; nil where that cannot be told.
  static func free(beside path: String) -> Int? {
    var status = statvfs()
    guard statvfs(folder(of: path), &status) == 0 else { return nil }
    let (bytes, isTooMany) = UInt(status.f_bavail).multipliedReportingOverflow(by: UInt(status.f_frsize))
    return isTooMany ? .max : Int(clamping: bytes)
  }

  /// The first `count` bytes of a file, fewer when it is shorter.
  static func head(_ path: String, count: Int) throws(StoreError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .unusable(path: path, why: reason()) }
    defer { close(descriptor) }
    var buffer = [UInt8](repeating: 0, count: count)
    let got = pread(descriptor, &buffer, count, 0)
    return Array(buffer.prefix(max(0, got)))
  }

  /// Waits until what was written to the file or folder at `path` is on the disk.
  static func sync(_ path: String) throws(StoreError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .unusable(path: path, why: reason()) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw .unusable(path: path, why: reason()) }
  }

  /// Puts a finished file in its place in one step that survives a power cut.
  static func publish(_ finished: String, as path: String) throws(StoreError) {
    chmod(finished, 0o600)
    try sync(finished)
    guard rename(finished, path) == 0 else { throw .unusable(path: path, why: reason()) }
    try sync(folder(of: path))
  }

  static func remove(_ path: String) { unlink(path) }

  static func folder(of path: String) -> String {
    let folder = (path as NSString).deletingLastPathComponent
    return folder.isEmpty ? "." : folder
  }
}
