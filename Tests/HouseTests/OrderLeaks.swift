/// Finds, as far as text can tell, where the order of a `Dictionary` or a `Set` could show. That order is seeded per
/// process, so whatever shows it is different tomorrow.
///
/// It looks for names that the same file declares as a dictionary or a set and then walks, and for `.keys` and
/// `.values`. A line is fine when it sorts, counts or only asks whether; or when a comment beside or above it says why
/// the order cannot show: `// order: …`.
enum OrderLeaks {
  private static let declared = Pattern(
    #"\b(\w+)\s*:\s*(?:inout\s+)?(?:\[\s*[\w.]+\s*:|Set<|Dictionary<)"#
      + #"|\b(?:let|var)\s+(\w+)\s*=\s*(?:Set\b|Dictionary\b|\[\s*[\w.]+\s*:[^\]\n]*\]\s*\()"#)
  private static let asked = Pattern(#"\.(?:keys|values)\b(?!\s*[:=(])"#)
  private static let fresh = Pattern(#"\bfor\s[^\n{]*?\sin\s+(?:Set|Dictionary)\b"#)
  private static let walks = #"map|flatMap|compactMap|forEach|first|enumerated|lazy|reversed|prefix|dropFirst|joined"#
  /// What makes the order vanish again, found in the same statement.
  private static let settles = Pattern(
    #"\.(?:sorted|sort|max|min|count|isEmpty|contains|allSatisfy)\b|\bsorted\(|(?<!\bin )\b(?:Set|Dictionary)\("#)

  static func findings(in file: SwiftText) -> [Finding] {
    let lines = file.code.split(separator: "\n", omittingEmptySubsequences: false)
    let found = (asked.matches(in: file.code) + fresh.matches(in: file.code)).map(\.line) + walkedLines(in: file.code)
    return Set(found).sorted().filter { line in
      settles.matches(in: statement(from: line, in: lines)).isEmpty && !isExcused(line, in: file)
    }.map { line in
      let message = "the order of a Dictionary or Set may show. Sort first, keep an array, or say `// order: …` why not"
      return Finding(path: file.path, line: line, message: message)
    }
  }

  private static func walkedLines(in code: String) -> [Int] {
    let names = Set(declared.matches(in: code).map { $0.groups[1].isEmpty ? $0.groups[2] : $0.groups[1] })
    return names.sorted().flatMap { name in
      let own = #"(?<![\w.])(?:self\.)?"# + name
      let loop = #"\bfor\s[^\n{]*?\sin\s+(?:self\.)?"# + name + #"\s*(?:\{|where\b)"#
      let walk = own + #"\s*\.(?:"# + walks + #")\b"#
      let copy = #"\bArray\(\s*(?:self\.)?"# + name + #"\s*\)"#
      return Pattern([loop, walk, copy].joined(separator: "|")).matches(in: code).map(\.line)
    }
  }

  /// The line and what it goes on with, which is indented deeper or begins with a dot or a closing bracket.
  private static func statement(from line: Int, in lines: [Substring]) -> String {
    let first = lines[line - 1]
    let rest = lines.dropFirst(line).prefix(3).prefix { next in
      let text = next.drop { $0 == " " }
      return text.hasPrefix(".") || text.hasPrefix("}.") || text.hasPrefix(")") || indent(next) > indent(first)
    }
    return isLoop(first) ? String(first) : ([first] + rest).joined(separator: "\n")
  }

  private static func isLoop(_ line: Substring) -> Bool { line.drop { $0 == " " }.hasPrefix("for ") }

  private static func indent(_ line: Substring) -> Int { line.prefix { $0 == " " }.count }

  private static func isExcused(_ line: Int, in file: SwiftText) -> Bool {
    file.lines[max(0, line - 2)..<min(line, file.lines.count)].contains { $0.contains("// order:") }
  }
}
