/// Text as Slack takes it, where nobody is called by what others wrote, or led elsewhere.
package enum SlackEscaping {
  /// With its three signs written out. By scalars: a sign that makes one letter with what stands beside it is a sign there
  /// all the same.
  package static func text(_ text: String) -> String {
    var written = ""
    written.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": written += "&amp;"
      case "<": written += "&lt;"
      case ">": written += "&gt;"
      default: written.unicodeScalars.append(scalar)
      }
    }
    return written
  }
}
