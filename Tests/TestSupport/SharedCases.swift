import Foundation

/// The cases that the project keeps beside the repository: other people's data, read in place and never copied in.
///
/// Their folder is named by the environment variable `WATCHBILL_SHARED`, else it is `../shared` beside the package
/// root. Tests that need them are skipped where they are absent:
/// `@Test(.enabled(if: SharedCases.present, "\(SharedCases.whyAbsent)"))`.
package enum SharedCases {
  /// The folder that holds `cases/` and `design/`.
  package static let root: URL = {
    if let named = ProcessInfo.processInfo.environment["WATCHBILL_SHARED"], !named.isEmpty {
      return URL(fileURLWithPath: named, isDirectory: true)
    }
    return packageRoot.deletingLastPathComponent().appendingPathComponent("shared", isDirectory: true)
  }()

  /// The folder of `Package.swift`, found from this file with links followed.
  package static let packageRoot: URL = {
    let here = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    return here.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  }()

  /// True when the shared cases are on this machine.
  package static var present: Bool {
    FileManager.default.fileExists(atPath: root.appendingPathComponent("cases").path)
  }

  /// Why a test was skipped, and what to do about it.
  package static var whyAbsent: String {
    "the shared cases are not here; set WATCHBILL_SHARED to the folder that holds them"
  }

  /// The file or folder at `path`, relative to the shared folder: `SharedCases.url("cases/on-call.md")`.
  package static func url(_ path: String) -> URL { root.appendingPathComponent(path) }

  /// The bytes of the file at `path`, relative to the shared folder.
  package static func data(_ path: String) throws -> Data { try Data(contentsOf: url(path)) }
}
