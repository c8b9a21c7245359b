import Foundation
import TestSupport

/// The system's own data of the zones that these tests and the samples name, and no others: a debug build reads all of them in a
/// fifth of a second, and these tests start the program hundreds of times. `NewcomerTests` has the program read all.
enum FewZones {
  static let names = [
    "Africa/Abidjan", "Africa/Casablanca", "Africa/Lagos", "America/Chicago", "America/Denver",
    "America/Los_Angeles", "America/New_York", "America/Sao_Paulo", "Asia/Dubai", "Asia/Kathmandu", "Asia/Kolkata",
    "Asia/Tokyo", "Australia/Lord_Howe", "Etc/UTC", "Europe/Berlin", "Europe/Helsinki", "Europe/Lisbon",
    "Europe/London", "Europe/Paris", "Europe/Stockholm", "Pacific/Apia",
  ]

  /// A folder of links, the same for every run.
  static let folder: String = {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("watchbill-test-zones")
    for name in names {
      let link = folder.appendingPathComponent(name)
      try? FileManager.default.createDirectory(
        at: link.deletingLastPathComponent(), withIntermediateDirectories: true)
      try? FileManager.default.createSymbolicLink(
        at: link, withDestinationURL: SystemZones.folder.appendingPathComponent(name))
    }
    return folder.path
  }()
}
