import Foundation
import Synchronization
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
    let ids = names(in: folder).compactMap { try? ZoneID(text: $0) }
    let shelf = ZoneShelf(folder: folder, ids: Set(ids))
    return ZoneTables(ids: ids) { shelf.zone($0) }
  }

  /// Names of zones, also older ones such as `US/Eastern` and `CET`: those begin with a capital letter, and copies such as
  /// `posix/` and `right/` do not.
  private static func names(in folder: String) -> [String] {
    let entries = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter { name in
      name.first?.isUppercase == true && name != "Factory"
    }
    let names = entries.flatMap { entry -> [String] in
      let found = FileManager.default.subpaths(atPath: folder + "/" + entry) ?? []
      return found.isEmpty ? [entry] : found.map { "\(entry)/\($0)" }
    }
    return names.sorted()
  }
}

/// Reads a zone's file when it is first asked for, once: most commands need one or two of some five hundred.
private final class ZoneShelf: Sendable {
  private let folder: String
  /// Nothing else is ever read.
  private let ids: Set<ZoneID>
  /// What was asked for; nil where the file cannot be read.
  private let read = Mutex<[ZoneID: Zone?]>([:])

  init(folder: String, ids: Set<ZoneID>) {
    self.folder = folder
    self.ids = ids
  }

  func zone(_ id: ZoneID) -> Zone? {
    guard ids.contains(id) else { return nil }
    return read.withLock { read in
      if let known = read[id] { return known }
      let zone = load(id)
      read[id] = .some(zone)
      return zone
    }
  }

  private func load(_ id: ZoneID) -> Zone? {
    guard let data = FileManager.default.contents(atPath: folder + "/" + id.name) else { return nil }
    return try? Zone(id: id, tzif: [UInt8](data))
  }
}
