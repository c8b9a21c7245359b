import Foundation
import Testing
import Timekeeping
import Workflows

/// Mails are kept as they came for as long as the settings say.
@Suite struct MailFolderTests {
  @Test("what came before that is removed with its files, and nothing else", arguments: [true, false])
  func purges(isLimited: Bool) throws {
    let files = FileManager.default
    let root = files.temporaryDirectory.appendingPathComponent("watchbill-\(UUID().uuidString)").path
    defer { try? files.removeItem(atPath: root) }
    let now = "2026-11-24T10:00:00Z".instant
    for (name, days) in [("old", 31.0), ("new", 29.0)] {
      try files.createDirectory(atPath: "\(root)/\(name)", withIntermediateDirectories: true)
      for file in ["message.eml", "1-log.txt"] {
        try Data("x".utf8).write(to: URL(fileURLWithPath: "\(root)/\(name)/\(file)"))
      }
      let came = Date(timeIntervalSince1970: Double(now.seconds) - days * 86_400)
      try files.setAttributes([.modificationDate: came], ofItemAtPath: "\(root)/\(name)/message.eml")
    }
    try files.createDirectory(atPath: "\(root)/not-a-mail", withIntermediateDirectories: true)
    let folder = MailFolder(path: root, keepFor: isLimited ? .hours(24 * 30) : nil)
    #expect(folder.purge(now: now) == (isLimited ? 1 : 0))
    let left = try files.contentsOfDirectory(atPath: root).sorted()
    #expect(left == (isLimited ? ["new", "not-a-mail"] : ["new", "not-a-mail", "old"]))
    #expect(folder.purge(now: now) == 0)
  }
}
