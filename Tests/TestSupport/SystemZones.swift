import Foundation
import Timekeeping

/// The zones of this machine, read from the folder named by `TZDIR`, else from `/usr/share/zoneinfo`.
package enum SystemZones {
  package static let folder = URL(
    fileURLWithPath: ProcessInfo.processInfo.environment["TZDIR"] ?? "/usr/share/zoneinfo", isDirectory: true)

  /// The version of the database, such as `2025b`; nil where the system does not say.
  package static let version: String? = {
    guard let text = try? String(contentsOf: folder.appendingPathComponent("tzdata.zi"), encoding: .utf8) else {
      return nil
    }
    return text.split(separator: "\n").first?.split(separator: " ").last.map(String.init)
  }()

  /// The names of all zones, sorted; the copies under `posix/` and `right/` left out.
  package static let names: [String] = {
    let top = folder.resolvingSymlinksInPath().path
    let paths = FileManager.default.subpaths(atPath: top) ?? []
    let skipped = ["posix", "right", "posixrules", "localtime"]
    return paths.filter { path in
      let head = path.split(separator: "/").first.map(String.init) ?? ""
      return !skipped.contains(head) && isTZif(top + "/" + path)
    }.sorted()
  }()

  private static func isTZif(_ path: String) -> Bool {
    guard let file = FileHandle(forReadingAtPath: path) else { return false }
    defer { try? file.close() }
    return (try? file.read(upToCount: 4)) == Data("TZif".utf8)
  }

  /// Every zone of the machine; read once, when first used.
  package static let tables = ZoneTables(names.compactMap { try? zone($0) })

  /// One zone: `try SystemZones.zone("Europe/London")`.
  package static func zone(_ name: String) throws -> Zone {
    let data = try Data(contentsOf: folder.appendingPathComponent(name))
    return try Zone(id: ZoneID(text: name), tzif: [UInt8](data))
  }
}
