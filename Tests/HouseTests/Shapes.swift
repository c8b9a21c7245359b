import Foundation

/// How long functions and files are.
enum Shapes {
  struct Function {
    let name: String
    let path: String
    /// Where it starts, counted from 1.
    let line: Int
    /// From the line of its keyword to the line of its closing bracket, both counted.
    let length: Int
  }

  static let medianFunctionLimit = 12
  static let fileLimit = 600

  private static let heads = Pattern(
    #"\bfunc\s+[^\s(<]+|(?<![\w.])(?:init[?!]?(?=\s*[(<])|deinit\b|subscript(?=\s*[(<]))"#)

  /// Every function, initialiser and subscript with a body; what a protocol only asks for has none.
  static func functions(in file: SwiftText) -> [Function] {
    let code = Array(file.code.utf16)
    return heads.matches(in: file.code).compactMap { match in
      guard let body = body(in: code, after: match.range.upperBound) else { return nil }
      let newlines = code[match.range.lowerBound..<body].count { $0 == newline }
      let name = match.groups[0].split(whereSeparator: \.isWhitespace).last.map(String.init) ?? ""
      return Function(name: name, path: file.path, line: match.line, length: newlines + 1)
    }
  }

  /// Where the body closes that belongs to a signature whose name ends at `start`; nil when there is none.
  private static func body(in code: [UInt16], after start: Int) -> Int? {
    guard let open = bodyStart(in: code, after: start) else { return nil }
    var depth = 0
    for at in open..<code.count {
      if code[at] == unit("{") { depth += 1 }
      if code[at] == unit("}") { depth -= 1 }
      if depth == 0 { return at }
    }
    return nil
  }

  /// The first `{` outside brackets, unless another declaration or the end of the protocol comes before it.
  private static func bodyStart(in code: [UInt16], after start: Int) -> Int? {
    var depth = 0
    for at in start..<code.count {
      switch code[at] {
      case unit("("), unit("["): depth += 1
      case unit(")"), unit("]"): depth -= 1
      case unit("{") where depth == 0: return at
      case unit("}") where depth == 0: return nil
      case newline where depth == 0 && startsAnother(code, at + 1): return nil
      default: continue
      }
    }
    return nil
  }

  /// True when the line at `start` does not go on with the signature before it.
  private static func startsAnother(_ code: [UInt16], _ start: Int) -> Bool {
    let line = code[start...].drop { $0 == unit(" ") }.prefix { $0 != newline }
    let text = String(decoding: line, as: UTF16.self)
    return !text.isEmpty && !["{", "->", "throws", "async", "where", ")", "rethrows"].contains { text.hasPrefix($0) }
  }

  private static let newline = unit("\n")
  private static func unit(_ scalar: Unicode.Scalar) -> UInt16 { UInt16(truncatingIfNeeded: scalar.value) }
}
