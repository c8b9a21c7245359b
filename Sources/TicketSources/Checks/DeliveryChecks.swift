import Triage

/// What every source asks of a delivery before it reads the body.
extension Delivery {
  /// The value of header `name` (in lower case), blanks around it left out; two different readings of one delivery must
  /// not be possible, so twice is refused.
  func only(_ name: String) throws(Refusal) -> String? {
    let values = headers.filter { $0.name == name }
    guard values.count <= 1 else {
      throw Refusal(400, "the header \(name) is there \(values.count) times: send it once")
    }
    return values.first.map { $0.value.trimmingBlanks }
  }

  func checkSize(_ limit: Int) throws(Refusal) {
    guard body.count <= limit else {
      throw Refusal(413, "the body has \(body.count) bytes: send at most \(limit)")
    }
  }

  /// Takes UTF-8 JSON as it is, and nothing packed (reliability S33).
  ///
  /// - Parameter help: where the sender sets the content type.
  func checkIsJSON(help: String) throws(Refusal) {
    if let coding = try only("content-encoding"), coding.lowercased() != "identity" {
      throw Refusal(415, "content-encoding '\(coding.shown)' is not read: send the body as it is")
    }
    let type = try only("content-type") ?? ""
    let parts = type.lowercased().split(separator: ";").map { String($0).trimmingBlanks }
    let charsets = parts.dropFirst().filter { $0.hasPrefix("charset=") }
    let isUTF8 = charsets.allSatisfy { ["charset=utf-8", "charset=\"utf-8\"", "charset=utf8"].contains($0) }
    guard parts.first == "application/json", isUTF8 else {
      let found = type.isEmpty ? "is missing" : "'\(type.shown)' is not read"
      throw Refusal(415, "the content type \(found): \(help)")
    }
  }
}

extension StringProtocol {
  /// Without spaces and tabs at both ends.
  var trimmingBlanks: String {
    let rest = drop { $0 == " " || $0 == "\t" }
    let end = rest.lastIndex { $0 != " " && $0 != "\t" }
    return end.map { String(rest[...$0]) } ?? ""
  }

  /// Short and printable, for repeating a sender's words in a message.
  var shown: String {
    let plain = unicodeScalars.prefix(60).map { $0.isControl ? "?" : Character($0) }
    return String(plain) + (unicodeScalars.count > 60 ? "…" : "")
  }
}

extension Unicode.Scalar {
  /// Control and line-breaking characters, which have no place within a line of text.
  var isControl: Bool {
    value < 0x20 || (0x7F...0x9F).contains(value) || value == 0x2028 || value == 0x2029
  }
}
