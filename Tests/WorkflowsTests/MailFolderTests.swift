import Foundation
import Storage
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

  @Test("a mail that cannot be kept is refused, and so is well-being until one could be")
  func cannotBeKept() async throws {
    let files = FileManager.default
    let root = files.temporaryDirectory.appendingPathComponent("watchbill-\(UUID().uuidString)").path
    defer { try? files.removeItem(atPath: root) }
    try Data("in the way".utf8).write(to: URL(fileURLWithPath: root))
    let test = try await TestDesk(
      at: "2026-11-24T10:00:00Z", schedules: ["alarm.yaml": SmallTeam.text], mailFolder: MailFolder(path: root))
    func deliver() async throws -> Int {
      let mail = Data("From: kim@example.org\nSubject: Dark\nMessage-ID: <m1@example.org>\n\nHello\n".utf8)
      let delivery = TakeDelivery(source: "email", headers: ["content-type": "message/rfc822"], body: mail)
      return try await test.perform(delivery).status
    }
    await #expect(throws: (any Error).self) { _ = try await deliver() }
    #expect(test.desk.store.refusal != nil)
    await #expect(throws: StoreError.self) { try await test.desk.tryStoring() }
    #expect(test.desk.store.refusal != nil, "that a row can be stored says nothing of mails")
    try files.removeItem(atPath: root)
    try await test.desk.tryStoring()
    #expect(test.desk.store.refusal == nil)
    #expect((200...299).contains(try await deliver()))
    let kept = try files.contentsOfDirectory(atPath: root)
    #expect(kept.count == 1 && kept != ["probe"], "\(kept)")
  }
}
