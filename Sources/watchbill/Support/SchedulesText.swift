import Foundation
import Scheduling
import Timekeeping

/// The schedule files of a folder as text: `init` must not define a member twice, even beside a file with mistakes.
struct SchedulesText {
  private let texts: [String]

  /// Empty where there is no folder yet.
  init(folder: String) throws {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    texts = names.filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }.sorted().compactMap {
      try? String(contentsOfFile: folder + "/" + $0, encoding: .utf8)
    }
  }

  /// True when a list of some file has an entry with this id, in block or flow style.
  func defines(_ member: MemberID) -> Bool {
    texts.contains { text in
      text.matches(of: /[-{]\s*id:\s*([a-z0-9-]+)/).contains { $0.1 == member.text }
    }
  }

  /// Three made-up ids that nobody has; beside other teams they begin with the team's own.
  func freeIDs(for team: TeamID) throws -> [MemberID] {
    let names = texts.isEmpty ? ["ana", "bo", "cleo"] : ["ana", "bo", "cleo"].map { "\(team)-\($0)" }
    return try names.map { try read($0) }
  }
}
