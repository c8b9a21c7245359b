import Foundation
import Timekeeping

/// Loads the machine's time zone tables: the edge hands the core bytes and never lets it look for itself.
enum SystemZoneinfo {
  /// Where systems keep them; the variable `TZDIR` names another folder, as it does for the C library.
  private static var folders: [String] {
    let named = ProcessInfo.processInfo.environment["TZDIR"].flatMap { $0.isEmpty ? nil : $0 }
    return named.map { [$0] } ?? ["/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/usr/share/lib/zoneinfo"]
  }

  static func load() throws -> ZoneTables {
    guard let folder = folders.first(where: { FileManager.default.fileExists(atPath: $0 + "/Europe/London") }) else {
      throw CommandFailure.no("there is no time zone data in \(folders[0]). help: install it: apt-get install tzdata")
    }
    let zones = names(in: folder).compactMap { name -> Zone? in
      guard let id = try? ZoneID(text: name), let data = FileManager.default.contents(atPath: folder + "/" + name)
      else {
        return nil
      }
      return try? Zone(id: id, tzif: [UInt8](data))
    }
    return ZoneTables(zones)
  }

  /// Names of zones by the database's own table, so that copies such as `posix/` and `right/` are left out.
  private static func names(in folder: String) -> [String] {
    let areas = [
      "Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Etc", "Europe", "Indian",
      "Pacific",
    ]
    let inAreas = areas.flatMap { area -> [String] in
      let found = FileManager.default.subpaths(atPath: folder + "/" + area) ?? []
      return found.map { "\(area)/\($0)" }
    }
    return (inAreas + ["UTC", "GMT"]).sorted()
  }
}
