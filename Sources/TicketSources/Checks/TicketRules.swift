import Timekeeping

/// What the fields of a ticket may hold when the sender is one who can be told: each function returns the value or
/// refuses it with 422, naming the field.
enum TicketRules {
  static let idForm = "1 to 128 characters of A-Z a-z 0-9 . _ : / # -"

  static func isID(_ text: String) -> Bool {
    let plain = text.utf8.allSatisfy { byte in
      (0x61...0x7A).contains(byte | 0x20) && byte >= 0x41 || (0x30...0x39).contains(byte)
        || "._:/#-".utf8.contains(byte)
    }
    return plain && (1...128).contains(text.utf8.count)
  }

  static func id(_ text: String?, field: String) throws(Refusal) -> String {
    let id = try present(text, field: field)
    guard isID(id) else { throw Refusal(422, "'\(field)' must be \(idForm)") }
    return id
  }

  static func title(_ text: String?, field: String) throws(Refusal) -> String {
    let title = try present(text, field: field)
    return try line(title, field: field, limit: IntakeLimits.titleCharacters) ?? title
  }

  /// A text of several lines.
  static func text(_ text: String, field: String) throws(Refusal) -> String {
    guard text.utf8.count <= IntakeLimits.textBytes else {
      throw Refusal(422, "'\(field)' has \(text.utf8.count) bytes: send at most \(IntakeLimits.textBytes)")
    }
    return text
  }

  /// One line of at most `limit` code points; one of which nothing is seen counts as absent.
  static func line(_ text: String?, field: String, limit: Int) throws(Refusal) -> String? {
    guard let text = text?.trimmingBlanks, !text.isEmpty else { return nil }
    guard !text.unicodeScalars.contains(where: \.isControl) else {
      throw Refusal(422, "'\(field)' has a line break or a control character: send one line")
    }
    guard !VisibleText.isEmpty(text) else { return nil }
    guard TextLength.scalars.of(text) <= limit else {
      throw Refusal(422, "'\(field)' is too long: send at most \(limit) characters")
    }
    return text
  }

  /// A link that people may click on.
  static func link(_ text: String?, field: String) throws(Refusal) -> String? {
    guard let text, !text.isEmpty else { return nil }
    guard isLink(text) else {
      throw Refusal(422, "'\(field)' must be an http or https URL of at most \(IntakeLimits.urlBytes) bytes")
    }
    return text
  }

  static func isLink(_ text: String) -> Bool {
    let start = text.prefix(8).lowercased()
    let plain = text.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != 0x22 && $0 != 0x3C && $0 != 0x3E }
    let isWeb = start.hasPrefix("http://") || start == "https://"
    return isWeb && plain && text.utf8.count <= IntakeLimits.urlBytes && hasHost(text)
  }

  /// A host that there could be, and no port but a number: `https://javascript:alert(1)` leads nowhere.
  private static func hasHost(_ url: String) -> Bool {
    let authority = url.drop { $0 != "/" }.dropFirst(2).prefix { !"/?#\\".contains($0) }
    let place = authority.split(separator: "@", omittingEmptySubsequences: false).last ?? ""
    return place.wholeMatch(of: #/(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9_][A-Za-z0-9._~%\-]*)(:[0-9]{0,5})?/#) != nil
  }

  /// Without repetitions, in the order given.
  static func tags(_ tags: [String], field: String) throws(Refusal) -> [String] {
    guard tags.count <= IntakeLimits.tags else {
      throw Refusal(422, "'\(field)' has \(tags.count) entries: send at most \(IntakeLimits.tags)")
    }
    var result: [String] = []
    for tag in tags {
      guard let tag = try line(tag, field: field, limit: IntakeLimits.tagCharacters) else {
        throw Refusal(422, "'\(field)' has an empty entry: leave it out")
      }
      if !result.contains(tag) { result.append(tag) }
    }
    return result
  }

  private static func present(_ text: String?, field: String) throws(Refusal) -> String {
    guard let text else { throw Refusal(422, "'\(field)' is missing: every ticket needs one") }
    guard !VisibleText.isEmpty(text) else { throw Refusal(422, "'\(field)' is empty: every ticket needs one") }
    return text
  }
}
