/// A JSON value whose objects keep the order they were written in: enough to print the schema for people to read.
indirect enum JSON: Sendable, Equatable {
  case bool(Bool)
  case int(Int)
  case text(String)
  case list([JSON])
  case object([Member])

  struct Member: Sendable, Equatable {
    let name: String
    let value: JSON
  }

  static func texts(_ texts: [String]) -> JSON { .list(texts.map(JSON.text)) }

  /// An object of the given members, those without a value left out.
  static func object(_ members: KeyValuePairs<String, JSON?>) -> JSON {
    .object(members.compactMap { name, value in value.map { Member(name: name, value: $0) } })
  }

  /// This object with `members` after its own; anything else stays as it is.
  func adding(_ members: KeyValuePairs<String, JSON?>) -> JSON {
    guard case .object(let mine) = self, case .object(let more) = JSON.object(members) else { return self }
    return .object(mine + more)
  }

  /// With two blanks of indentation; short lists of plain values stand in one line.
  func printed(indent: Int = 0) -> String {
    let blanks = String(repeating: " ", count: indent + 2)
    let end = "\n" + String(repeating: " ", count: indent)
    switch self {
    case .bool(let value): return value ? "true" : "false"
    case .int(let value): return String(value)
    case .text(let value): return Self.quoted(value)
    case .list(let items):
      let line = "[" + items.map { $0.printed(indent: 0) }.joined(separator: ", ") + "]"
      if items.allSatisfy(\.isPlain), line.count <= 100 { return line }
      return "[\n" + items.map { blanks + $0.printed(indent: indent + 2) }.joined(separator: ",\n") + end + "]"
    case .object(let members):
      if members.isEmpty { return "{}" }
      let lines = members.map { blanks + Self.quoted($0.name) + ": " + $0.value.printed(indent: indent + 2) }
      return "{\n" + lines.joined(separator: ",\n") + end + "}"
    }
  }

  private var isPlain: Bool {
    switch self {
    case .bool, .int, .text: true
    case .list, .object: false
    }
  }

  private static func quoted(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case "\t": out += "\\t"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "\""
  }
}
