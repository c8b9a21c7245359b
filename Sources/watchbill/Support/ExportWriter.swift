import Foundation
import Workflows

/// Writes exported files; one that would not change is left alone.
struct ExportWriter {
  let folder: String

  /// How many files changed.
  func write(_ files: [ExportFiles.File]) throws -> Int {
    try files.filter { try write($0) }.count
  }

  private func write(_ file: ExportFiles.File) throws -> Bool {
    let path = folder + "/" + file.path
    let data = Data(file.text.utf8)
    guard FileManager.default.contents(atPath: path) != data else { return false }
    let parent = (path as NSString).deletingLastPathComponent
    try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
    try data.write(to: URL(fileURLWithPath: path), options: .atomic)
    return true
  }
}
