internal import CLibical

/// A calendar file as libical reads it: what that costs there, without repeats written out.
package enum LibicalReading {
  /// How many events it finds; 0 where it cannot read the file. It stops at a NUL octet.
  package static func events(in bytes: [UInt8]) -> Int {
    let text = bytes.map { CChar(bitPattern: $0) } + [0]
    guard let root = icalparser_parse_string(text) else { return 0 }
    defer { icalcomponent_free(root) }
    return Int(icalcomponent_count_components(root, ICAL_VEVENT_COMPONENT))
  }
}
