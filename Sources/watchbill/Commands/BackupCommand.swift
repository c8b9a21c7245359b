import ArgumentParser
import Foundation
import Workflows

struct BackupCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup", abstract: "Write a complete, checked copy of the store while work goes on.",
    discussion: """
      Examples:
        watchbill backup
        watchbill backup /srv/copies/watchbill-monday.db
      Without a file it goes to backups/ in the data folder, where the server also
      keeps a copy of each day, the newest seven (keep backups: in the settings). The
      copy is one file, put in its place when it is whole. keys/ is not in it: keep
      that folder apart.
      To restore: stop the server, remove watchbill.db-wal and watchbill.db-shm, put
      the copy in the place of watchbill.db, start the server, and look with
      watchbill verify. Put keys/ back, too: the server refuses another key
      (watchbill serve --accept-new-key goes on).
      A copy leaves out the next 10,000 numbers of tickets, feeds and the like, so
      that links and mails of what came after it lead to nothing else.
      JSON: {path, bytes}.
      """)

  @Argument(help: ArgumentHelp("Where to; nothing may be there.", valueName: "file")) var file: String?
  @OptionGroup var store: StoreOptions
  @OptionGroup var output: FormatOption

  func run() async throws {
    try await Backend.with(store) { backend in
      let reply = try await backend.perform(BackUpStore(path: file.map(FileManager.default.absolute)))
      guard output.isText else {
        return try output.print(reply, header: ["path", "bytes"], rows: [[reply.path, "\(reply.bytes)"]])
      }
      Terminal.line("\(reply.path): \((reply.bytes + 1023) / 1024) KiB, whole and checked")
    }
  }
}
