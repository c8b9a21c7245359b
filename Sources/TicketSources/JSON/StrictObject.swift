import Timekeeping

/// An object of a sender who can be told: every key is known, every value of its kind, and what does not fit is shown
/// with line and column.
struct StrictObject {
  private let field: JSONField
  private let body: JSONBody

  /// - Throws: 422 for anything but an object, and for a key that is not one of `keys`.
  init(_ field: JSONField, in body: JSONBody, keys: [String]) throws(Refusal) {
    self.field = field
    self.body = body
    guard let members = field.members else {
      throw Refusal(422, "\(field.name) must be an object, \(body.place(of: field.node.offset))")
    }
    guard let unknown = members.first(where: { !keys.contains($0.key) }) else { return }
    let guess = didYouMean(unknown.key, among: keys).map { "did you mean '\($0)'?" }
    throw Refusal(
      422,
      "'\(unknown.key.shown)' is not a field: \(guess ?? "the fields are \(keys.joined(separator: ", "))"), "
        + body.place(of: unknown.offset))
  }

  func has(_ key: String) -> Bool { field[key] != nil }
  subscript(_ key: String) -> JSONField? { field[key] }

  func text(_ key: String) throws(Refusal) -> String? {
    try value(key, "text") { $0.text }
  }

  func list(_ key: String) throws(Refusal) -> [JSONField]? {
    try value(key, "a list") { $0.list }
  }

  func texts(_ key: String) throws(Refusal) -> [String]? {
    guard let list = try list(key) else { return nil }
    var texts: [String] = []
    for entry in list {
      guard let text = entry.text else { throw refusal("\(entry.name) must be text", at: entry) }
      texts.append(text)
    }
    return texts
  }

  func integer(_ key: String) throws(Refusal) -> Int64? {
    let isLong = field[key]?.isWholeNumber == true
    return try value(key, isLong ? "a number from \(Int64.min) to \(Int64.max)" : "a whole number") { $0.integer }
  }

  func instant(_ key: String) throws(Refusal) -> Timestamp? {
    try value(key, "a time that there is: \(Timestamp.form)") { $0.instant }
  }

  /// One of the words of `Word`.
  func choice<Word: RawRepresentable & CaseIterable>(
    _ key: String, _ type: Word.Type
  ) throws(Refusal) -> Word? where Word.RawValue == String {
    let words = Word.allCases.map(\.rawValue)
    return try value(key, "one of \(words.joined(separator: ", "))") { $0.text.flatMap(Word.init(rawValue:)) }
  }

  /// Runs a rule of ``TicketRules`` on what `key` holds, and says where that stands when it does not fit.
  func check<Value>(_ key: String, _ rule: () throws(Refusal) -> Value) throws(Refusal) -> Value {
    do {
      return try rule()
    } catch {
      throw Refusal(error.status, "\(error.message), \(body.place(of: (field[key] ?? field).node.offset))")
    }
  }

  /// What is wrong with what `key` holds, and where that stands.
  func refusal(_ message: String, at key: String) -> Refusal { refusal(message, at: field[key] ?? field) }

  private func value<Value>(
    _ key: String, _ noun: String, _ read: (JSONField) -> Value?
  ) throws(Refusal) -> Value? {
    guard let found = field[key] else { return nil }
    guard let value = read(found) else { throw refusal("\(found.name) must be \(noun)", at: found) }
    return value
  }

  private func refusal(_ message: String, at field: JSONField) -> Refusal {
    Refusal(422, "\(message), \(body.place(of: field.node.offset))")
  }
}
