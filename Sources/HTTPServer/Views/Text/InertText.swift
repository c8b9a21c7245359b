import Mustache
import Workflows

/// How text of strangers is written into HTML: by scalars, so that nothing in it is markup or invisible.
///
/// The library's own escaping goes by characters and so misses a quotation mark that a combining mark follows; that
/// would end an attribute. Here every `<`, `>`, `&`, `"` and `'` is escaped, whatever stands behind it.
struct InertText: MustacheContentType {
  static let name = "INERT"

  func escapeText(_ text: String) -> String {
    var written = ""
    written.reserveCapacity(text.utf8.count)
    var pendingReturn = false
    for scalar in text.unicodeScalars {
      if pendingReturn && scalar != "\n" { written += "␍" }
      pendingReturn = scalar == "\r"
      if !pendingReturn { Self.write(scalar, to: &written) }
    }
    return pendingReturn ? written + "␍" : written
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
