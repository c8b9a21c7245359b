/// A JSON object of which only the beginning came, because the answer was too long or the connection broke.
package enum CutAnswer {
  /// The members that came whole, as an object of their own; nil where there is none, or `body` begins no object.
  ///
  /// A comma between two of the object's own members ends the one before it. Whether the members are JSON is for the
  /// reader to say. O(bytes).
  package static func wholeMembers(of body: [UInt8]) -> [UInt8]? {
    var depth = 0
    var (isText, isEscaped) = (false, false)
    var end: Int?
    for (place, byte) in body.enumerated() {
      switch byte {
      case _ where isEscaped: isEscaped = false
      case UInt8(ascii: "\\") where isText: isEscaped = true
      case UInt8(ascii: "\""): isText.toggle()
      case _ where isText: break
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: ",") where depth == 1: end = place
      default: break
      }
    }
    guard let end, body.first(where: { !" \t\r\n".utf8.contains($0) }) == UInt8(ascii: "{") else { return nil }
    return Array(body[..<end]) + [UInt8(ascii: "}")]
  }
}
