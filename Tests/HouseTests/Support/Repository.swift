import Foundation

/// The checkout these tests stand in.
enum Repository {
  /// The folder of `Package.swift`, found by walking up from this file with links followed.
  static let root: URL = {
    var folder = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
    while !exists(folder.appendingPathComponent("Package.swift")), folder.path != "/" {
      folder.deleteLastPathComponent()
    }
    return folder
  }()

  /// Every file that git tracks or would track, relative to the root and sorted; where git cannot say, every file
  /// outside hidden folders.
  static let files: [String] = (gitFiles() ?? walkedFiles()).filter { exists(root.appendingPathComponent($0)) }.sorted()

  /// Every Swift file under `Sources` or `Tests`, read and taken apart once.
  static let swiftFiles: [SwiftText] = files.filter { path in
    path.hasSuffix(".swift") && (path.hasPrefix("Sources/") || path.hasPrefix("Tests/"))
  }.map { SwiftText(path: $0, text: text($0)) }

  static let sources = swiftFiles.filter { $0.path.hasPrefix("Sources/") }

  /// The names of the folders under `Sources` that hold Swift, sorted.
  static let modules = Set(sources.map(\.module)).sorted()

  /// The text of a file; the empty text when it is not text.
  static func text(_ path: String) -> String {
    (try? String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)) ?? ""
  }

  static func exists(_ path: String) -> Bool { exists(root.appendingPathComponent(path)) }

  private static func exists(_ url: URL) -> Bool { FileManager.default.fileExists(atPath: url.path) }

  private static func gitFiles() -> [String]? {
    let arguments = ["git", "-C", root.path, "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    guard let run = try? Command.run("/usr/bin/env", arguments), run.status == 0 else { return nil }
    return run.output.split(separator: "\0").map(String.init)
  }

  private static func walkedFiles() -> [String] {
    let walk = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil, options: .skipsHiddenFiles)
    let urls = (walk?.compactMap { $0 as? URL } ?? []).filter { !$0.hasDirectoryPath }
    // Without git nothing is tracked, so what a build made is no fault.
    return urls.map { String($0.path.dropFirst(root.path.count + 1)) }.filter { !Paths.isBuilt($0) }
  }
}
