/// The name of a time zone in the IANA database, such as `Europe/London`.
///
/// Only its shape is checked here (it is used in file names); whether the zone exists is known to `ZoneTables`.
package struct ZoneID: Hashable, Sendable, Comparable, TextForm {
  package let name: String

  package static let utc = ZoneID(unchecked: "Etc/UTC")

  private init(unchecked name: String) { self.name = name }

  package static func < (a: ZoneID, b: ZoneID) -> Bool { a.name < b.name }

  package static let form = "a zone of the IANA database such as Europe/London or Etc/UTC"

  package init(text: String) throws(TextProblem) {
    let allowed = text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "_"), UInt8(ascii: "-"),
        UInt8(ascii: "+"):
        return true
      default: return false
      }
    }
    guard allowed, (1...64).contains(text.utf8.count), !text.hasPrefix("/"), !text.hasSuffix("/") else {
      throw Self.problem(text, "a zone name")
    }
    name = text
  }

  package var description: String { name }
}
