import Timekeeping

/// A value in a body, with the name it has there.
///
/// What a sender cannot be told about is read leniently: an optional field of another shape counts as absent, so that a
/// change at the sender's loses one field and not the ticket. What a ticket cannot do without is asked for by
/// `object(_:)` and `need(_:)`, which refuse with 422.
struct JSONField {
  let node: JSONNode
  /// `issue.labels[0].name`; empty for the body itself.
  let path: String

  /// The members of an object, in the order sent; nil for anything else.
  var members: [JSONMember]? {
    if case .object(let members) = node.value { members } else { nil }
  }

  /// The value of `key`; nil where there is none, or null.
  subscript(_ key: String) -> JSONField? {
    guard let found = members?.first(where: { $0.key == key })?.node else { return nil }
    if case .null = found.value { return nil }
    return JSONField(node: found, path: path.isEmpty ? key : "\(path).\(key)")
  }

  /// Along several keys.
  subscript(_ first: String, _ rest: String...) -> JSONField? {
    rest.reduce(self[first]) { $0?[$1] }
  }

  var text: String? {
    if case .text(let text) = node.value { text } else { nil }
  }

  /// Text that says something, without blanks around it.
  var word: String? {
    text.map(\.trimmingBlanks).flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Ids come as text or as number, and either may become the other.
  var id: String? {
    if case .number(let digits) = node.value { digits } else { word }
  }

  var flag: Bool? {
    if case .flag(let flag) = node.value { flag } else { nil }
  }

  var integer: Int64? {
    if case .number(let digits) = node.value { Int64(digits) } else { nil }
  }

  /// True of digits alone, however many.
  var isWholeNumber: Bool {
    guard case .number(let digits) = node.value else { return false }
    return digits.allSatisfy { $0.isNumber || $0 == "-" }
  }

  /// An instant in RFC 3339; the zero date that Go writes for "none" is none.
  var instant: Timestamp? {
    guard let read = text.flatMap({ try? Timestamp(text: $0) }), read > .distantPast else { return nil }
    return read
  }

  var list: [JSONField]? {
    guard case .list(let nodes) = node.value else { return nil }
    return nodes.enumerated().map { JSONField(node: $0.element, path: "\(path)[\($0.offset)]") }
  }

  /// The texts of a list, others left out.
  var texts: [String]? { list?.compactMap(\.text) }

  /// Every member whose value is text, in the order sent.
  var textMembers: [(key: String, value: String)] {
    (members ?? []).compactMap { member in
      if case .text(let text) = member.node.value { (member.key, text) } else { nil }
    }
  }
}

extension JSONField {
  /// - Throws: 422 when there is no object under `key`.
  func object(_ key: String) throws(Refusal) -> JSONField {
    guard let found = self[key] else { throw missing(key) }
    guard found.members != nil else { throw Refusal(422, "\(found.name) must be an object") }
    return found
  }

  /// - Throws: 422 when there is no text under `key`.
  func need(_ key: String) throws(Refusal) -> String {
    guard let found = self[key] else { throw missing(key) }
    guard let text = found.text else { throw Refusal(422, "\(found.name) must be text") }
    return text
  }

  /// `'issue.user'`, or "the body".
  var name: String { path.isEmpty ? "the body" : "'\(path.shown)'" }

  private func missing(_ key: String) -> Refusal {
    guard members != nil else { return Refusal(422, "\(name) must be an object") }
    return Refusal(422, "'\((path.isEmpty ? key : "\(path).\(key)").shown)' is missing")
  }
}
