import Foundation

enum Balance {
  /// The text from `start` (UTF-16 units, just behind an opening round bracket) to the bracket that closes it.
  static func arguments(of text: String, from start: Int) -> String {
    let rest = (text as NSString).substring(from: start)
    var depth = 1
    let inside = rest.prefix { character in
      if character == "(" { depth += 1 }
      if character == ")" { depth -= 1 }
      return depth > 0
    }
    return String(inside)
  }
}
