import Foundation

/// The server's key: 32 random bytes in a file that only its owner may read, outside the database.
struct KeyFile {
  let folder: String

  private var path: String { folder + "/server.key" }

  /// Made only where there is none: every link that was given out is derived from it, so one that cannot be read is
  /// never replaced.
  func master() throws -> [UInt8] { try kept() ?? create(Self.random(32), at: path) }

  /// Nil where there is none.
  func kept() throws -> [UInt8]? {
    guard let kept = try contents(of: path) else { return nil }
    guard kept.rights & 0o077 == 0 else {
      throw CommandFailure.no("\(path) can be read by others. help: chmod 600 \(path)")
    }
    guard kept.bytes.count >= 32 else {
      throw CommandFailure.no(
        "\(path) is too short to be a key. help: restore it from a backup; feed links depend on it")
    }
    return kept.bytes
  }

  /// A made-up secret for `name`, kept in a file beside the key; the same each time.
  func secret(for name: String) throws -> String { try secret(inFile: "\(name).secret") }

  /// The same in a file of that name.
  func secret(inFile file: String) throws -> String {
    let path = folder + "/" + file
    if let kept = try contents(of: path) { return String(decoding: kept.bytes, as: UTF8.self) }
    let secret = Data(Self.random(24)).base64EncodedString()
    return String(decoding: try create(Array(secret.utf8), at: path), as: UTF8.self)
  }

  static func random(_ count: Int) -> [UInt8] {
    var generator = SystemRandomNumberGenerator()
    return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
  }

  /// What a file holds, and who may read it; nil only where there is none.
  private func contents(of path: String) throws -> (bytes: [UInt8], rights: UInt32)? {
    var status = stat()
    guard lstat(path, &status) == 0 else {
      guard errno == ENOENT else { throw Self.unreadable(path, Self.reason()) }
      return nil
    }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Self.unreadable(path, Self.reason()) }
    let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    guard fstat(descriptor, &status) == 0 else { throw Self.unreadable(path, Self.reason()) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw Self.unreadable(path, "it is not a plain file") }
    do {
      let data = try file.readToEnd() ?? Data()
      return ([UInt8](data), status.st_mode)
    } catch {
      throw Self.unreadable(path, error.localizedDescription)
    }
  }

  /// Writes a file that is not there yet, and waits for the disk.
  private func create(_ bytes: [UInt8], at path: String) throws -> [UInt8] {
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Self.unwritable(path, Self.reason()) }
    let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    do {
      try file.write(contentsOf: Data(bytes))
      try file.synchronize()
    } catch {
      // Half a key would be refused for ever.
      unlink(path)
      throw Self.unwritable(path, error.localizedDescription)
    }
    try syncFolder()
    return bytes
  }

  /// Waits until the name of a new file is on the disk, too.
  private func syncFolder() throws {
    let descriptor = open(folder, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Self.unwritable(folder, Self.reason()) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw Self.unwritable(folder, Self.reason()) }
  }

  private static func reason() -> String { String(cString: strerror(errno)) }

  private static func unreadable(_ path: String, _ why: String) -> CommandFailure {
    .no(
      "\(path) is there and cannot be read: \(why). help: mend that, or restore the file from a backup; links that were "
        + "given out depend on it, so no other is made in its place")
  }

  private static func unwritable(_ path: String, _ why: String) -> CommandFailure {
    .no("\(path) cannot be written: \(why). help: check the folder's permissions")
  }
}
