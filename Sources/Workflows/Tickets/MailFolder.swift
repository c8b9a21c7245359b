import Foundation
import Storage
import TicketSources
import Timekeeping
import Triage

/// Mails as they came and the files that came with them, in a folder beside the store: for people to look into, and never
/// read by the desk. A mail is a folder by its digest, so that the same mail is kept once.
package struct MailFolder: Sendable {
  /// `…/data/mail`.
  let path: String
  /// How long a mail is kept; nil keeps all.
  let keepFor: Duration?

  package init(path: String, keepFor: Duration? = nil) {
    self.path = path
    self.keepFor = keepFor
  }

  /// Removes mails that came before what is kept, with their files; returns how many. What cannot be removed stays for
  /// the next time.
  package func purge(now: Timestamp) -> Int {
    guard let keepFor else { return 0 }
    let limit = now - keepFor
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return names.count { name in
      let folder = "\(path)/\(name)"
      let about = try? FileManager.default.attributesOfItem(atPath: "\(folder)/message.eml")
      guard let came = about?[.modificationDate] as? Date else { return false }
      guard Timestamp(milliseconds: Int64(came.timeIntervalSince1970 * 1000)) < limit else { return false }
      return (try? FileManager.default.removeItem(atPath: folder)) != nil
    }
  }

  /// Writes a file of that size and removes it again; throws why that cannot be done.
  func probe(bytes: Int) throws(StoreError) {
    let file = "\(path)/probe"
    defer { try? FileManager.default.removeItem(atPath: file) }
    do {
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      try Data(repeating: 0x2D, count: bytes).write(to: URL(fileURLWithPath: file))
    } catch {
      throw refusal(error)
    }
  }

  /// What an error of the folder is for whoever sent the mail.
  func refusal(_ error: any Error) -> StoreError {
    let isFull = (error as? CocoaError)?.code == .fileWriteOutOfSpace
    return isFull ? .full : .unusable(path: path, why: "a mail cannot be kept")
  }

  /// Keeps a mail and its files, readable by the server's own user alone.
  ///
  /// Sizes are bounded by the source: the mail by its body limit, the files by `attachment megabytes`.
  func keep(_ mail: [UInt8], of news: SourceDelivery) throws {
    let folder = "\(path)/\(Self.safe(news.id))"
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    try Data(mail).write(to: URL(fileURLWithPath: "\(folder)/message.eml"), options: .atomic)
    for case .opened(let message) in news.events.map(\.what) {
      for (index, file) in message.attachments.enumerated() {
        guard let content = file.content else { continue }
        let name = "\(index + 1)-\(Self.safe(file.name))"
        try Data(content).write(to: URL(fileURLWithPath: "\(folder)/\(name)"), options: .atomic)
      }
    }
  }

  /// What is kept of a delivery: each file's path and its size in bytes, the mail itself first.
  func files(of delivery: String) -> [(path: String, bytes: Int)] {
    let folder = "\(path)/\(Self.safe(delivery))"
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter { $0 != "message.eml" }
    return (["message.eml"] + names.sorted()).compactMap { name in
      let about = try? FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)")
      return (about?[.size] as? Int).map { ("\(folder)/\(name)", $0) }
    }
  }

  /// Of a sender's name only what every file system and shell reads as a plain word, at most 80 characters.
  static func safe(_ name: String) -> String {
    let plain = name.utf8.map { byte -> Character in
      let isPlain =
        (0x61...0x7A).contains(byte | 0x20) && byte >= 0x41 || (0x30...0x39).contains(byte)
        || "._-".utf8.contains(byte)
      return isPlain ? Character(UnicodeScalar(byte)) : "_"
    }
    let text = String(plain.suffix(80))
    return text.hasPrefix(".") || text.hasPrefix("-") || text.isEmpty ? "_" + text.dropFirst() : text
  }
}
