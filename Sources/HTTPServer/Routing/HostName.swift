/// The name in a `Host` header: lower case and without its port. `[::1]:8080` is `[::1]`.
enum HostName {
  static func of(_ authority: String) -> String {
    let text = authority.lowercased()
    if text.hasPrefix("["), let end = text.firstIndex(of: "]") { return String(text[...end]) }
    return text.split(separator: ":").first.map(String.init) ?? text
  }
}
