import Mustache
import Workflows

/// How text of strangers is written into HTML: by scalars, so that nothing in it is markup or invisible.
///
/// The library's own escaping goes by characters and so misses a quotation mark that a combining mark follows; that
/// would end an attribute. Here every `<`, `>`, `&`, `"` and `'` is escaped, whatever stands behind it. Of marks that
/// are heaped upon one letter, and would cover the lines above it, the first few are kept.
struct InertText: MustacheContentType {
  static let name = "INERT"

  func escapeText(_ text: String) -> String {
    var written = ""
    written.reserveCapacity(text.utf8.count)
    var pendingReturn = false
    var marks = 0
    for scalar in text.unicodeScalars {
      marks = Self.isMark(scalar) ? marks + 1 : 0
      if marks > Self.mostMarks { continue }
      if pendingReturn && scalar != "\n" { written += "␍" }
      pendingReturn = scalar == "\r"
      if !pendingReturn { Self.write(scalar, to: &written) }
    }
    return pendingReturn ? written + "␍" : written
  }

  /// How many marks one letter keeps: more than any language puts on it.
  private static let mostMarks = 8

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    guard scalar.value >= 0x300 else { return false }
    let category = scalar.properties.generalCategory
    return category == .nonspacingMark || category == .enclosingMark
  }

  private static func write(_ scalar: Unicode.Scalar, to written: inout String) {
    switch scalar {
    case "<": written += "&lt;"
    case ">": written += "&gt;"
    case "&": written += "&amp;"
    case "\"": written += "&quot;"
    case "'": written += "&#39;"
    default:
      if let shown = HiddenSign.shown(for: scalar) { written += shown } else { written.unicodeScalars.append(scalar) }
    }
  }
}
