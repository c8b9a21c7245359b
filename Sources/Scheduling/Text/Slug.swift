import Timekeeping

/// A short id that people type and that stands in links: lower-case letters, digits and hyphens.
///
/// One id names one thing everywhere: files, command line, API, feeds and pages.
package protocol Slug: TextForm, Hashable, Sendable, Comparable {
  /// What the id names, with its article: "a member id".
  static var noun: String { get }
  var text: String { get }
  init(unchecked text: String)
}

extension Slug {
  package static var form: String { "\(noun) in lower-case letters, digits and hyphens, such as ana or front-desk" }

  /// Reads 1–64 characters of `[a-z0-9-]` that begin and end with a letter or digit.
  package init(text: String) throws(TextProblem) {
    let bytes = Array(text.utf8)
    let plain = bytes.allSatisfy { byte in
      (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x2D
    }
    guard plain, (1...64).contains(bytes.count), bytes.first != 0x2D, bytes.last != 0x2D else {
      throw Self.problem(text, Self.noun)
    }
    self.init(unchecked: text)
  }

  package static func < (a: Self, b: Self) -> Bool { a.text < b.text }
  package var description: String { text }
}

package struct MemberID: Slug {
  package static let noun = "a member id"
  package let text: String
  package init(unchecked text: String) { self.text = text }
}

package struct TeamID: Slug {
  package static let noun = "a team id"
  package let text: String
  package init(unchecked text: String) { self.text = text }
}

package struct DutyID: Slug {
  package static let noun = "a duty id"
  package let text: String
  package init(unchecked text: String) { self.text = text }
}

package struct LayerID: Slug {
  package static let noun = "a layer id"
  package let text: String
  package init(unchecked text: String) { self.text = text }
}

package struct OfficeHoursID: Slug {
  package static let noun = "an office hours id"
  package let text: String
  package init(unchecked text: String) { self.text = text }
}
