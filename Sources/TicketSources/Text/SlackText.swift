/// Slack's markup as plain text: `<@U1>` becomes `@U1`, `<https://a.example|here>` becomes `here (https://a.example)`,
/// and the three entities become characters.
enum SlackText {
  static func plain(_ text: String) -> String {
    var result = ""
    var rest = text[...]
    while let start = rest.firstIndex(of: "<") {
      result += unescaped(rest[..<start])
      let inner = rest[rest.index(after: start)...]
      guard let end = inner.firstIndex(of: ">") else { return result + unescaped(rest[start...]) }
      result += unescaped(Substring(spoken(inner[..<end])))
      rest = inner[inner.index(after: end)...]
    }
    return result + unescaped(rest)
  }

  /// The ids of people and groups that a message names: `U1` of `<@U1|ann>`, `S1` of `<!subteam^S1|@crew>`.
  static func named(in text: String) -> [String] {
    text.split(separator: "<", omittingEmptySubsequences: false).dropFirst().compactMap { piece in
      guard let end = piece.firstIndex(of: ">") else { return nil }
      let target = piece[..<end].prefix { $0 != "|" }
      let sign = ["@", "!subteam^"].first { target.hasPrefix($0) }
      return sign.map { String(target.dropFirst($0.count)) }
    }
  }

  private static func spoken(_ inner: Substring) -> String {
    let parts = inner.split(separator: "|", maxSplits: 1).map(String.init)
    guard let target = parts.first else { return "" }
    let label = parts.count == 2 ? parts[1] : nil
    switch target.first {
    case "@": return label.map { "@\($0)" } ?? target
    case "#": return label.map { "#\($0)" } ?? target
    case "!": return "@" + (label ?? String(target.dropFirst().prefix { $0 != "^" })).drop { $0 == "@" }
    default: return label.map { $0 == target ? target : "\($0) (\(target))" } ?? target
    }
  }

  private static func unescaped(_ text: Substring) -> String {
    guard text.contains("&") else { return String(text) }
    return text.split(separator: "&", omittingEmptySubsequences: false).enumerated().map { part in
      guard part.offset > 0 else { return String(part.element) }
      for (name, character) in [("lt;", "<"), ("gt;", ">"), ("amp;", "&")] where part.element.hasPrefix(name) {
        return character + part.element.dropFirst(name.count)
      }
      return "&" + part.element
    }.joined()
  }
}
