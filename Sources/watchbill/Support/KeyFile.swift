import Foundation

/// The server's key: 32 random bytes in a file that only its owner may read, outside the database.
struct KeyFile {
  let folder: String

  func master() throws -> [UInt8] {
    let path = folder + "/server.key"
    if let data = FileManager.default.contents(atPath: path) {
      try checkRights(path)
      guard data.count >= 32 else {
        throw CommandFailure.no(
          "\(path) is too short to be a key. help: restore it from a backup; feed links depend on it")
      }
      return [UInt8](data)
    }
    return try create(path)
  }

  /// A made-up secret for `name`, kept in a file beside the key; the same each time.
  func secret(for name: String) throws -> String {
    let path = folder + "/\(name).secret"
    if let data = FileManager.default.contents(atPath: path) { return String(decoding: data, as: UTF8.self) }
    let secret = Data(Self.random(24)).base64EncodedString()
    try write(Array(secret.utf8), to: path)
    return secret
  }

  private func create(_ path: String) throws -> [UInt8] {
    let bytes = Self.random(32)
    try write(bytes, to: path)
    return bytes
  }

  private static func random(_ count: Int) -> [UInt8] {
    var generator = SystemRandomNumberGenerator()
    return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
  }

  private func write(_ bytes: [UInt8], to path: String) throws {
    let files = FileManager.default
    try files.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    guard files.createFile(atPath: path, contents: Data(bytes), attributes: [.posixPermissions: 0o600]) else {
      throw CommandFailure.no("\(path) cannot be written. help: check the folder's permissions")
    }
  }

  private func checkRights(_ path: String) throws {
    let rights = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int ?? 0
    guard rights & 0o077 == 0 else {
      throw CommandFailure.no("\(path) can be read by others. help: chmod 600 \(path)")
    }
  }
}
